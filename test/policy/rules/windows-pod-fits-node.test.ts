import { windowsPodFitsNode } from "../../../policy/rules/windows-pod-fits-node";
import {
  aksCluster,
  aksWindowsPool,
  deployment,
  eksCluster,
  eksWindowsGroup,
  pod,
  UNKNOWN,
  windowsContainer,
  windowsSpec,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

/** 16 GiB, of which AKS keeps 2 for Windows, 650 MiB for 30 pods and 100 MiB free. */
const size = { vmSize: "Standard_D4s_v3" };
const aks = [aksCluster(), aksWindowsPool({ ...size, maxPods: 30 })];
const overlay = aksCluster({ networkProfile: { networkPlugin: "azure", networkPluginMode: "overlay" } });
const limited = (memory: string) => windowsContainer({ resources: { limits: { cpu: "1", memory } } });
const withMemory = (...limits: string[]) => windowsSpec({ containers: limits.map(limited) });
const tooMuch = (kind: string, path: string, sum: string, pools: string) =>
  `${kind} "web": ${path}.containers have memory limits of ${sum} together, more than a node has for pods in ${pools}: The rest of its memory is kept for Windows and the kubelet, and without an OOM killer the node pages and stops answering before the limit is reached. Lower the limits, or use larger machines.`;

ruleTest(windowsPodFitsNode, {
  valid: [
    { name: "limits that just fit", resource: pod(withMemory("13.26Gi")), stack: aks },
    {
      name: "a machine that the catalogue does not know",
      resource: pod(withMemory("900Gi")),
      stack: [aksCluster(), aksWindowsPool({ vmSize: "Standard_Z1" })],
    },
    {
      name: "a pool whose program says nothing of its pods: the fewest that AKS gives a node",
      resource: pod(withMemory("13.26Gi")),
      stack: [aksCluster(), aksWindowsPool(size)],
    },
    {
      name: "a pool without its cluster, likewise",
      resource: pod(withMemory("13.26Gi")),
      stack: [aksWindowsPool(size)],
    },
    {
      name: "limits that just fit on EKS",
      resource: pod(withMemory("5.8Gi")),
      stack: [eksCluster(), eksWindowsGroup({ instanceTypes: ["m5.large"] })],
    },
    {
      name: "machines of which the catalogue does not know one",
      resource: pod(withMemory("900Gi")),
      stack: [eksCluster(), eksWindowsGroup({ instanceTypes: ["m5.large", "z9.large"] })],
    },
    {
      name: "a container without limit, which another rule is about",
      resource: pod(windowsSpec({ containers: [windowsContainer()] })),
      stack: aks,
    },
    {
      name: "init containers, which run before",
      resource: pod({ ...withMemory("10Gi"), initContainers: [limited("10Gi")] }),
      stack: aks,
    },
    { name: "no pools", resource: pod(withMemory("900Gi")) },
  ],
  invalid: [
    {
      name: "a little too much",
      resource: pod(withMemory("13.27Gi")),
      stack: aks,
      messages: [tooMuch("Pod", "spec", "13.27 GiB", 'AgentPool "win22a" (13.26 GiB)')],
    },
    {
      name: "what would fit if the node kept nothing for its 110 pods",
      resource: pod(withMemory("13Gi")),
      stack: [aksCluster(), aksWindowsPool({ ...size, maxPods: 110 })],
      messages: [tooMuch("Pod", "spec", "13 GiB", 'AgentPool "win22a" (11.7 GiB)')],
    },
    {
      name: "an overlay network, whose nodes take 250 pods",
      resource: pod(withMemory("10Gi")),
      stack: [overlay, aksWindowsPool(size)],
      messages: [tooMuch("Pod", "spec", "10 GiB", 'AgentPool "win22a" (9.9 GiB)')],
    },
    {
      name: "a subnet for pods, by which nodes take 110",
      resource: pod(withMemory("12Gi")),
      stack: [aksCluster(), aksWindowsPool({ ...size, podSubnetID: "/subnets/pods" })],
      messages: [tooMuch("Pod", "spec", "12 GiB", 'AgentPool "win22a" (11.7 GiB)')],
    },
    {
      name: "two containers together, on EKS",
      resource: deployment(withMemory("4Gi", "3000Mi")),
      stack: [eksCluster(), eksWindowsGroup({ instanceTypes: ["m5.xlarge", "m5.large"] })],
      messages: [tooMuch("Deployment", "spec.template.spec", "6.93 GiB", 'NodeGroup "win" (5.8 GiB)')],
    },
  ],
  unproved: [
    {
      name: "an unknown size of machine",
      resource: pod(withMemory("1Gi")),
      stack: [aksCluster(), aksWindowsPool({ vmSize: UNKNOWN })],
      messages: [
        'Pod "web": vmSize of AgentPool "win22a" is decided only during the deployment, so the rule cannot be proved in preview. The memory limits of a Windows pod fit a node of every Windows pool that it can be placed on.',
      ],
    },
  ],
});
