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
    {
      name: "a Windows pod without selector, where nobody can tell what the nodes run",
      resource: pod(windowsSpec({ nodeSelector: undefined, os: { name: "windows" } })),
      stack: [eksCluster(), eksNodeGroup({ amiType: "CUSTOM" })],
    },
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
    {
      name: "the old OS label",
      resource: pod({ ...nginx, nodeSelector: { "beta.kubernetes.io/os": "linux" } }),
      stack: hybrid(),
    },
    {
      name: "spot nodes, which AKS taints itself",
      resource: pod(nginx),
      stack: [aksCluster(), aksWindowsPool({ scaleSetPriority: "Spot" })],
    },
    {
      name: "a selector that contradicts the RuntimeClass, which the API server refuses",
      resource: pod({
        ...nginx,
        os: { name: "linux" },
        runtimeClassName: "win",
        nodeSelector: { "kubernetes.io/os": "linux", tier: "web" },
      }),
      stack: [aksCluster(), aksWindowsPool({ nodeLabels: { tier: "web" } }), runtimeClass],
    },
    {
      name: "a comparison with a label that is no whole number",
      resource: pod({ ...nginx, ...affinity([{ key: "size", operator: "Gt", values: ["1"] }]) }),
      stack: [aksCluster(), aksWindowsPool({ nodeLabels: { size: "1.5" } })],
    },
    {
      name: "a comparison that does not hold",
      resource: pod({ ...nginx, ...affinity([{ key: "size", operator: "Lt", values: ["3"] }]) }),
      stack: [aksCluster(), aksWindowsPool({ nodeLabels: { size: "3" } })],
    },
    {
      name: "a build that the program does not say of a Windows pool",
      resource: pod({ ...nginx, nodeSelector: { "node.kubernetes.io/windows-build": "10.0.20348" } }),
      stack: [aksCluster(), aksWindowsPool({ osSKU: undefined })],
    },
    {
      name: "a capacity type of EKS that the group does not have",
      resource: pod({ ...nginx, nodeSelector: { "eks.amazonaws.com/capacityType": "SPOT" } }),
      stack: [eksCluster(), eksWindowsGroup()],
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
      name: "a Linux pod by spec.os with a Windows image and a RuntimeClass that brings no selector",
      resource: pod({ os: { name: "linux" }, runtimeClassName: "runc", containers: [windowsContainer()] }),
      stack: [
        ...hybrid(),
        kubernetes("node.k8s.io/v1:RuntimeClass", { metadata: { name: "runc" }, handler: "runc" }),
      ],
      messages: [onWindows("Pod", "spec")],
    },
    {
      name: "a toleration of AKS' own taint of spot nodes",
      resource: pod({
        ...nginx,
        tolerations: [{ key: "kubernetes.azure.com/scalesetpriority", operator: "Exists" }],
        nodeSelector: { "kubernetes.azure.com/scalesetpriority": "spot" },
      }),
      stack: [aksCluster(), aksWindowsPool({ scaleSetPriority: "Spot" })],
      messages: [onWindows("Pod", "spec")],
    },
    {
      name: "comparisons that hold",
      resource: pod({
        ...nginx,
        ...affinity([
          { key: "size", operator: "Gt", values: ["6"] },
          { key: "size", operator: "Lt", values: ["8"] },
        ]),
      }),
      stack: [aksCluster(), aksWindowsPool({ nodeLabels: { size: "007" } })],
      messages: [onWindows("Pod", "spec")],
    },
    {
      name: "the capacity type that EKS takes by default",
      resource: pod({ ...nginx, nodeSelector: { "eks.amazonaws.com/capacityType": "ON_DEMAND" } }),
      stack: [eksCluster(), eksWindowsGroup()],
      messages: [onWindows("Pod", "spec").replace('AgentPool "win22a"', 'NodeGroup "win"')],
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
