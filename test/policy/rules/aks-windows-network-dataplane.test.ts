import { aksWindowsNetworkDataplane } from "../../../policy/rules/aks-windows-network-dataplane";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const cluster = (value: unknown) => aksCluster({ networkProfile: { networkDataplane: value } });
const though = 'though the cluster has Windows pools ("win22a")';

ruleTest(aksWindowsNetworkDataplane, {
  valid: [
    { name: "what works with Windows", resource: cluster("azure"), stack: [aksWindowsPool()] },
    { name: "no value, which is azure", resource: cluster(undefined), stack: [aksWindowsPool()] },
    { name: "cilium without Windows pools", resource: cluster("cilium"), stack: [aksPool({})] },
  ],
  invalid: [
    {
      name: "cilium",
      resource: cluster("cilium"),
      stack: [aksWindowsPool()],
      messages: [
        `ManagedCluster "prod": networkProfile.networkDataplane is "cilium", ${though}: Azure CNI powered by Cilium runs on Linux nodes only and a move back to the Azure data plane is refused. Set it to "azure" in a new cluster, or run the Windows workloads in another cluster.`,
      ],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown",
      resource: cluster(UNKNOWN),
      stack: [aksWindowsPool()],
      messages: [
        'ManagedCluster "prod": networkProfile.networkDataplane is decided only during the deployment, so the rule cannot be proved in preview. An AKS cluster with Windows pools does not use the Cilium data plane.',
      ],
    },
  ],
});
