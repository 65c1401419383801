import { hostProcessNamespacePrivileged } from "../../../policy/rules/host-process-namespace-privileged";
import { kubernetes, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const namespace = (level: string | undefined) =>
  kubernetes("core/v1:Namespace", {
    metadata: { name: "agents", labels: { "pod-security.kubernetes.io/enforce": level } },
  });
const agent = (spec: Record<string, unknown>) =>
  kubernetes("apps/v1:DaemonSet", {
    metadata: { name: "agent", namespace: "agents" },
    spec: { template: { spec } },
  });
const onHost = {
  hostNetwork: true,
  nodeSelector: { "kubernetes.io/os": "windows" },
  containers: [{ name: "agent", securityContext: { windowsOptions: { hostProcess: true } } }],
};

ruleTest(hostProcessNamespacePrivileged, {
  valid: [
    { name: "a privileged namespace", resource: agent(onHost), stack: [namespace("privileged")] },
    { name: "a namespace without level", resource: agent(onHost), stack: [namespace(undefined)] },
    { name: "a namespace from outside of the program", resource: agent(onHost) },
    {
      name: "an ordinary Windows pod in a restricted namespace",
      resource: agent(windowsSpec()),
      stack: [namespace("restricted")],
    },
  ],
  invalid: ["baseline", "restricted"].map((level) => ({
    name: level,
    resource: agent(onHost),
    stack: [namespace(level)],
    messages: [
      `DaemonSet "agent": metadata.namespace is "agents", which enforces the Pod Security level "${level}": Both levels forbid HostProcess pods, so the API server refuses them. Put the pod into a namespace of its own with pod-security.kubernetes.io/enforce: privileged.`,
    ],
  })),
  unproved: [
    {
      name: "an unknown level",
      resource: agent(onHost),
      stack: [namespace(UNKNOWN)],
      messages: [
        'DaemonSet "agent": metadata.labels["pod-security.kubernetes.io/enforce"] of Namespace "agents" is decided only during the deployment, so the rule cannot be proved in preview. HostProcess pods are in namespaces whose Pod Security level, if any, is privileged.',
      ],
    },
  ],
});
