import { eksBase, withLinuxPool, withWindowsPool } from "../../eks-base";
import { warningTest } from "../warning-test";

const dnsUrl = "https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html";
const spotUrl =
  "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html#managed-node-group-capacity-types";

const staging = (systemPool: object) => ({ ...eksBase, environment: "staging", systemPool });

warningTest("cautions about the system pool on EKS", [
  { title: "are none for two nodes", values: staging({ instanceTypes: ["m6i.large"], count: 2 }) },
  {
    title: "are none in dev",
    values: { ...eksBase, systemPool: { instanceTypes: ["t3.large"], count: 1 } },
  },
  {
    title: "name one node",
    values: staging({ instanceTypes: ["m6i.large"], count: 1 }),
    lines: [
      `systemPool: should have at least 2 nodes, and has 1; raise the number of nodes: with one, every upgrade stops DNS (${dnsUrl})`,
    ],
  },
  {
    title: "name one node that the autoscaler leaves",
    values: staging({ instanceTypes: ["m6i.large"], autoscale: { min: 1, max: 3 } }),
    lines: [
      `systemPool: should have at least 2 nodes, and has 1; raise the number of nodes: with one, every upgrade stops DNS (${dnsUrl})`,
    ],
  },
  {
    title: "name the types that are burstable",
    values: staging({ instanceTypes: ["t3.large", "m6i.large"], count: 2 }),
    lines: [
      `systemPool.instanceTypes: should not be burstable: out of credits, the cluster's DNS slows down or costs more, got "t3.large"; choose a type of the m family (${dnsUrl})`,
    ],
  },
]);

warningTest("cautions about spot pools on EKS", [
  {
    title: "are none for two types",
    values: withLinuxPool({ spot: true, instanceTypes: ["m6i.large", "m5.large"] }),
  },
  {
    title: "name a single type",
    values: withLinuxPool({ spot: true }),
    lines: [
      `nodePools[0].instanceTypes: should name several types with spot capacity: when one runs out, the others go on, got ["m6i.large"]; add types with as many CPUs and as much memory (${spotUrl})`,
    ],
  },
]);

warningTest("cautions about Windows releases on EKS", [
  { title: "are none for 2022", values: withWindowsPool({ release: "2022" }) },
  {
    title: "name 2019 beyond the minors that list it",
    values: withWindowsPool({ release: "2019", kubernetesVersion: "1.35" }),
    lines: [
      'nodePools[1].release: Kubernetes 1.35 no longer lists Windows Server 2019 (the last minor is 1.34); EKS still has WINDOWS_CORE_2019_x86_64 AMIs, got "2019"; plan the move to a newer release (https://kubernetes.io/docs/concepts/windows/intro/)',
    ],
  },
]);
