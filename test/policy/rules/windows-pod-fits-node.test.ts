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

const aks = [aksCluster(), aksWindowsPool({ vmSize: "Standard_D4s_v3" })];
const limited = (memory: string) => windowsContainer({ resources: { limits: { cpu: "1", memory } } });
const withMemory = (...limits: string[]) => windowsSpec({ containers: limits.map(limited) });
const tooMuch = (kind: string, path: string, sum: string, pools: string) =>
  `${kind} "web": ${path}.containers have memory limits of ${sum} together, more than a node has for pods in ${pools}: Windows keeps 2 GiB for itself and has no OOM killer, so the node pages and stops answering before the limit is reached. Lower the limits, or use larger machines.`;

ruleTest(windowsPodFitsNode, {
  valid: [
    { name: "limits that just fit", resource: pod(withMemory("14Gi")), stack: aks },
    {
      name: "a machine that the catalogue does not know",
      resource: pod(withMemory("900Gi")),
      stack: [aksCluster(), aksWindowsPool({ vmSize: "Standard_Z1" })],
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
      resource: pod(withMemory("14.1Gi")),
      stack: aks,
      messages: [tooMuch("Pod", "spec", "14.1 GiB", 'AgentPool "win22a" (14 GiB)')],
    },
    {
      name: "two containers together, on EKS",
      resource: deployment(withMemory("4Gi", "3000Mi")),
      stack: [eksCluster(), eksWindowsGroup({ instanceTypes: ["m5.xlarge", "m5.large"] })],
      messages: [tooMuch("Deployment", "spec.template.spec", "6.9 GiB", 'NodeGroup "win" (6 GiB)')],
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
