import { aksWindowsNetworkPlugin } from "../../../policy/rules/aks-windows-network-plugin";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const cluster = (value: unknown) => aksCluster({ networkProfile: { networkPlugin: value } });
const though = 'though the cluster has Windows pools ("win22a")';
const fix =
  'Set it to "azure", with networkPluginMode "overlay" unless pods need addresses of the virtual network.';

ruleTest(aksWindowsNetworkPlugin, {
  valid: [
    { name: "what works with Windows", resource: cluster("azure"), stack: [aksWindowsPool()] },
    { name: "kubenet without Windows pools", resource: cluster("kubenet"), stack: [aksPool({})] },
    { name: "an unknown value without Windows pools", resource: cluster(UNKNOWN) },
  ],
  invalid: [
    {
      name: "kubenet",
      resource: cluster("kubenet"),
      stack: [aksWindowsPool()],
      messages: [
        `ManagedCluster "prod": networkProfile.networkPlugin is "kubenet", ${though}: AKS refuses Windows pools on anything but Azure CNI with AzureCNIOnlyForWindows. ${fix}`,
      ],
    },
    {
      name: "none",
      resource: cluster("none"),
      stack: [aksWindowsPool()],
      messages: [
        `ManagedCluster "prod": networkProfile.networkPlugin is "none", ${though}: AKS refuses Windows pools on anything but Azure CNI with AzureCNIOnlyForWindows. ${fix}`,
      ],
    },
    {
      name: "no value",
      resource: cluster(undefined),
      stack: [aksWindowsPool()],
      messages: [
        `ManagedCluster "prod": networkProfile.networkPlugin is not set, ${though}: The server's default is documented differently in different places, and AKS refuses Windows pools on anything but Azure CNI with AzureCNIOnlyForWindows. ${fix}`,
      ],
    },
    {
      name: "a cluster without networkProfile and with an inline Windows pool",
      resource: aksCluster({ agentPoolProfiles: [{ name: "win22a", osType: "Windows" }] }),
      messages: [
        `ManagedCluster "prod": networkProfile.networkPlugin is not set, ${though}: The server's default is documented differently in different places, and AKS refuses Windows pools on anything but Azure CNI with AzureCNIOnlyForWindows. ${fix}`,
      ],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown",
      resource: cluster(UNKNOWN),
      stack: [aksWindowsPool()],
      messages: [
        'ManagedCluster "prod": networkProfile.networkPlugin is decided only during the deployment, so the rule cannot be proved in preview. An AKS cluster with Windows pools has networkProfile.networkPlugin "azure".',
      ],
    },
  ],
});
