import { aksWindowsNoNodeProvisioning } from "../../../policy/rules/aks-windows-no-node-provisioning";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const withMode = (mode: string) => aksCluster({ nodeProvisioningProfile: { mode } });

ruleTest(aksWindowsNoNodeProvisioning, {
  valid: [
    { name: "a cluster without", resource: aksCluster(), stack: [aksWindowsPool()] },
    { name: "manual provisioning", resource: withMode("Manual"), stack: [aksWindowsPool()] },
    {
      name: "automatic provisioning without Windows pools",
      resource: withMode("Auto"),
      stack: [aksPool({})],
    },
  ],
  invalid: [
    {
      name: "automatic provisioning with a Windows pool",
      resource: withMode("Auto"),
      stack: [aksWindowsPool()],
      messages: [
        'ManagedCluster "prod": nodeProvisioningProfile.mode is "Auto", though the cluster has Windows pools ("win22a"): Node auto-provisioning does not support Windows node pools. Set it to "Manual" and let the cluster autoscaler scale the pools (enableAutoScaling).',
      ],
    },
  ],
  unproved: [
    {
      name: "a mode that is unknown",
      resource: withMode(UNKNOWN),
      stack: [aksWindowsPool()],
      messages: [
        'ManagedCluster "prod": nodeProvisioningProfile.mode is decided only during the deployment, so the rule cannot be proved in preview. An AKS cluster with Windows pools does not use node auto-provisioning.',
      ],
    },
  ],
});
