import { namespacesEnforcePodSecurity } from "../../../policy/rules/namespaces-enforce-pod-security";
import { kubernetes, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const namespace = (name: string, level?: string) =>
  kubernetes("core/v1:Namespace", {
    metadata: { name, labels: level === undefined ? {} : { "pod-security.kubernetes.io/enforce": level } },
  });
const rest =
  'Without it the namespace takes every pod, privileged and HostProcess ones included. Set it to "restricted" or "baseline", or to "privileged" for agents of the nodes, on purpose.';

ruleTest(namespacesEnforcePodSecurity, {
  valid: [
    { name: "restricted", resource: namespace("shop", "restricted") },
    { name: "privileged, on purpose", resource: namespace("agents", "privileged") },
    { name: "a namespace of Kubernetes", resource: namespace("kube-system") },
    {
      name: "a namespace that is excepted",
      resource: namespace("legacy"),
      parameters: { except: ["legacy"] },
    },
  ],
  invalid: [
    {
      name: "no label",
      resource: namespace("shop"),
      messages: [
        `Namespace "shop": metadata.labels["pod-security.kubernetes.io/enforce"] is not set: ${rest}`,
      ],
    },
    {
      name: "a level that does not exist",
      resource: namespace("shop", "strict"),
      messages: [
        `Namespace "shop": metadata.labels["pod-security.kubernetes.io/enforce"] is "strict": ${rest}`,
      ],
    },
    {
      name: "a namespace of Kubernetes that is not excepted any more",
      resource: namespace("default"),
      parameters: { except: [] },
      messages: [
        `Namespace "default": metadata.labels["pod-security.kubernetes.io/enforce"] is not set: ${rest}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown level",
      resource: namespace("shop", UNKNOWN),
      messages: [
        'Namespace "shop": metadata.labels["pod-security.kubernetes.io/enforce"] is decided only during the deployment, so the rule cannot be proved in preview. Namespaces enforce a Pod Security level by label.',
      ],
    },
  ],
});
