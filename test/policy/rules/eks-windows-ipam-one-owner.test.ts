import { eksWindowsIpamOneOwner } from "../../../policy/rules/eks-windows-ipam-one-owner";
import { eksCluster, kubernetes, UNKNOWN, vpcCni } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const cluster = eksCluster();
const addon = vpcCni('{"enableWindowsIpam":"true"}');
const configMap = kubernetes("core/v1:ConfigMap", {
  metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
  data: { "enable-windows-ipam": "true" },
});

ruleTest(eksWindowsIpamOneOwner, {
  valid: [
    { name: "the add-on alone", resource: cluster, stack: [addon] },
    {
      name: "the ConfigMap alone",
      resource: cluster,
      stack: [configMap, vpcCni('{"env":{"WARM_IP_TARGET":"1"}}')],
    },
    { name: "neither", resource: cluster },
  ],
  invalid: [
    {
      name: "both",
      resource: cluster,
      stack: [addon, configMap],
      messages: [
        'Cluster "prod": enable-windows-ipam is set in 2 places: Addon "vpc-cni" and ConfigMap "amazon-vpc-cni": The add-on writes the same ConfigMap and wins at every update of it, whatever the other place says. Keep it in configurationValues of the vpc-cni add-on and take it out of the ConfigMap.',
      ],
    },
  ],
  unproved: [
    {
      name: "data that is unknown",
      resource: cluster,
      stack: [{ ...configMap, properties: { metadata: { name: "amazon-vpc-cni" }, data: UNKNOWN } }],
      messages: [
        'Cluster "prod": data of ConfigMap "amazon-vpc-cni" is decided only during the deployment, so the rule cannot be proved in preview. enable-windows-ipam of an EKS cluster is set in one place only.',
      ],
    },
  ],
});
