import { base, withWindowsPool } from "../../base";
import { warningTest } from "../warning-test";

const systemUrl = "https://learn.microsoft.com/azure/aks/use-system-pools";
const calicoUrl = "https://github.com/projectcalico/calico/issues/11691";

const staging = (systemPool: object) => ({ ...base, environment: "staging", systemPool });

warningTest("cautions about the system pool on AKS", [
  { title: "are none for two nodes", values: staging({ vmSize: "Standard_D4s_v5", count: 2 }) },
  { title: "are none for a size that nobody knows", values: staging({ vmSize: "Standard_X4s", count: 2 }) },
  { title: "are none in dev", values: { ...base, systemPool: { vmSize: "Standard_B4s_v2", count: 1 } } },
  {
    title: "name one node and a burstable size",
    values: staging({ vmSize: "Standard_B4s_v2", count: 1 }),
    lines: [
      `systemPool: should have at least 2 nodes, better 3, and has 1; raise the number of nodes: with one, every upgrade stops DNS (${systemUrl})`,
      `systemPool.vmSize: should not be a burstable size: out of credits, the cluster's DNS slows down, got "Standard_B4s_v2"; choose a size of the D series (${systemUrl})`,
    ],
  },
]);

warningTest("cautions about Calico on AKS", [
  { title: "are none for 2022", values: { ...base, network: { policy: "calico" } } },
  { title: "are none for 2025 without policies", values: withWindowsPool({ release: "2025" }) },
  {
    title: "name pools of 2025",
    values: { ...withWindowsPool({ release: "2025" }), network: { policy: "calico" } },
    lines: [
      `nodePools[1].release: should not be combined with network.policy calico: Calico does not list Windows Server 2025 as supported, got "2025"; test the policies on these nodes, or use 2022 (${calicoUrl})`,
    ],
  },
]);
