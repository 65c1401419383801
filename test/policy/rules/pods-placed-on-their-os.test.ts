import { podsPlacedOnTheirOs } from "../../../policy/rules/pods-placed-on-their-os";
import {
  aksCluster,
  aksPool,
  aksWindowsPool,
  deployment,
  eksCluster,
  eksNodeGroup,
  eksWindowsGroup,
  kubernetes,
  linuxSpec,
  pod,
  UNKNOWN,
  windowsContainer,
  windowsSpec,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const hybrid = (nodeTaints: string[] = []) => [aksCluster(), aksWindowsPool({ nodeTaints })];
const nginx = { containers: [{ image: "nginx:1.29" }] };
const affinity = (matchExpressions: unknown[]) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
    },
  },
});
const runtimeClass = kubernetes("node.k8s.io/v1:RuntimeClass", {
  metadata: { name: "win" },
  scheduling: { nodeSelector: { "kubernetes.io/os": "windows" } },
});
const onWindows = (kind: string, path: string) =>
  `${kind} "web": ${path} is a Linux pod that can be placed on AgentPool "win22a": Node selectors, affinity, taints and tolerations all allow it, and on the other operating system its images cannot be pulled. Set nodeSelector["kubernetes.io/os"] to "linux".`;

ruleTest(podsPlacedOnTheirOs, {
  valid: [
    { name: "a Linux pod with selector", resource: pod(linuxSpec()), stack: hybrid() },
    { name: "a Windows Deployment with selector", resource: deployment(windowsSpec()), stack: hybrid() },
    {
      name: "a Linux pod without selector, kept away by a taint",
      resource: pod(nginx),
      stack: hybrid(["os=windows:NoSchedule"]),
    },
    {
      name: "a Linux pod without selector, kept away by an EKS taint",
      resource: pod(nginx),
      stack: [
        eksCluster(),
        eksNodeGroup(),
        eksWindowsGroup({ taints: [{ key: "os", value: "windows", effect: "NO_EXECUTE" }] }),
      ],
    },
    {
      name: "a pod whose OS nobody can tell",
      resource: pod({ containers: [{ image: "registry.example/app:1" }] }),
      stack: hybrid(),
    },
    {
      name: "a Linux pod that asks for a label of the Linux pool",
      resource: pod({ ...nginx, nodeSelector: { tier: "web" } }),
      stack: [aksCluster(), aksPool({ nodeLabels: { tier: "web" } }, { name: "linux" }), aksWindowsPool()],
    },
    {
      name: "a label from outside of the program",
      resource: pod({ ...nginx, nodeSelector: { disk: "ssd" } }),
      stack: hybrid(),
    },
    {
      name: "affinity that excludes Windows",
      resource: pod({
        ...nginx,
        ...affinity([{ key: "kubernetes.io/os", operator: "NotIn", values: ["windows"] }]),
      }),
      stack: hybrid(),
    },
    {
      name: "a RuntimeClass that brings the selector",
      resource: pod({ runtimeClassName: "win", containers: [windowsContainer()] }),
      stack: [...hybrid(), runtimeClass],
    },
    { name: "a Linux pod in a stack without Windows pools", resource: pod(nginx), stack: [aksCluster()] },
  ],
  invalid: [
    {
      name: "a Linux pod without selector",
      resource: pod(nginx),
      stack: hybrid(),
      messages: [onWindows("Pod", "spec")],
    },
    {
      name: "a Linux Deployment that says so in spec.os only",
      resource: deployment({ os: { name: "linux" } }),
      stack: hybrid(),
      messages: [onWindows("Deployment", "spec.template.spec")],
    },
    {
      name: "a Linux pod that tolerates the taint",
      resource: pod({ ...nginx, tolerations: [{ key: "os", operator: "Exists" }] }),
      stack: hybrid(["os=windows:NoSchedule"]),
      messages: [onWindows("Pod", "spec")],
    },
    {
      name: "a taint that is a preference only",
      resource: pod(nginx),
      stack: hybrid(["os=windows:PreferNoSchedule"]),
      messages: [onWindows("Pod", "spec")],
    },
    {
      name: "affinity that allows both",
      resource: pod({ ...nginx, ...affinity([{ key: "kubernetes.io/os", operator: "Exists" }]) }),
      stack: hybrid(),
      messages: [onWindows("Pod", "spec")],
    },
    {
      name: "a Windows pod without selector",
      resource: pod({ os: { name: "windows" }, containers: [windowsContainer()] }),
      stack: [aksCluster({ agentPoolProfiles: [] }), aksPool({}, { name: "linux" }), aksWindowsPool()],
      messages: [
        'Pod "web": spec is a Windows pod that can be placed on AgentPool "pool1": Node selectors, affinity, taints and tolerations all allow it, and on the other operating system its images cannot be pulled. Set nodeSelector["kubernetes.io/os"] to "windows".',
      ],
    },
    {
      name: "a Windows image beside one that does not say, on an inline pool",
      resource: pod({ containers: [{ image: "registry.example/app:1" }, windowsContainer()] }),
      stack: [aksCluster()],
      messages: [
        'Pod "web": spec is a Windows pod that can be placed on pool "system" of ManagedCluster "prod": Node selectors, affinity, taints and tolerations all allow it, and on the other operating system its images cannot be pulled. Set nodeSelector["kubernetes.io/os"] to "windows".',
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown selector",
      resource: pod({ ...nginx, nodeSelector: UNKNOWN }),
      stack: hybrid(),
      messages: [
        'Pod "web": spec.nodeSelector is decided only during the deployment, so the rule cannot be proved in preview. The scheduler cannot place a Linux pod on a Windows node of the program, or a Windows pod on a Linux node.',
      ],
    },
    {
      name: "unknown taints",
      resource: pod(nginx),
      stack: [aksCluster(), aksWindowsPool({ nodeTaints: UNKNOWN })],
      messages: [
        'Pod "web": nodeTaints of AgentPool "win22a" is decided only during the deployment, so the rule cannot be proved in preview. The scheduler cannot place a Linux pod on a Windows node of the program, or a Windows pod on a Linux node.',
      ],
    },
  ],
});
