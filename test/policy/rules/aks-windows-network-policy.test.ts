import { aksWindowsNetworkPolicy } from "../../../policy/rules/aks-windows-network-policy";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const cluster = (value: unknown) => aksCluster({ networkProfile: { networkPolicy: value } });
const though = 'though the cluster has Windows pools ("win22a")';
const fix = 'Set it to "calico", or to "none" if nothing relies on network policies.';

ruleTest(aksWindowsNetworkPolicy, {
  valid: [
    { name: "what works with Windows", resource: cluster("calico"), stack: [aksWindowsPool()] },
    { name: "no value", resource: cluster(undefined), stack: [aksWindowsPool()] },
    {
      name: "azure on its last day",
      resource: cluster("azure"),
      stack: [aksWindowsPool()],
      asOf: "2026-09-30",
    },
    { name: "azure without Windows pools", resource: cluster("azure"), stack: [aksPool({})] },
  ],
  invalid: [
    {
      name: "cilium",
      resource: cluster("cilium"),
      stack: [aksWindowsPool()],
      messages: [
        `ManagedCluster "prod": networkProfile.networkPolicy is "cilium", ${though}: Cilium runs on Linux nodes only, so network policies do not hold for Windows pods. ${fix}`,
      ],
    },
    {
      name: "azure after its end",
      resource: cluster("azure"),
      stack: [aksWindowsPool()],
      asOf: "2026-10-01",
      messages: [
        `ManagedCluster "prod": networkProfile.networkPolicy is "azure", ${though}: Azure ended Network Policy Manager for Windows nodes on 2026-09-30, so network policies do not hold for Windows pods. ${fix}`,
      ],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown",
      resource: cluster(UNKNOWN),
      stack: [aksWindowsPool()],
      messages: [
        'ManagedCluster "prod": networkProfile.networkPolicy is decided only during the deployment, so the rule cannot be proved in preview. An AKS cluster with Windows pools has networkPolicy calico or none.',
      ],
    },
  ],
});
