import { eksWindowsIpamEnabled } from "../../../policy/rules/eks-windows-ipam-enabled";
import {
  eksCluster,
  eksNodeGroup,
  eksWindowsGroup,
  kubernetes,
  type TestResource,
  UNKNOWN,
  vpcCni,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const cluster = eksCluster();
const configMap = (value: string): TestResource =>
  kubernetes("core/v1:ConfigMap", {
    metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
    data: { "enable-windows-ipam": value },
  });
const off =
  'Cluster "prod": enable-windows-ipam is not switched on by the program, though the cluster has Windows node groups ("win"): Windows pods never get an address then and stay in ContainerCreating. Set configurationValues of the vpc-cni add-on to {"enableWindowsIpam":"true"}, or data["enable-windows-ipam"] of the ConfigMap kube-system/amazon-vpc-cni to "true".';

ruleTest(eksWindowsIpamEnabled, {
  valid: [
    {
      name: "the add-on's setting",
      resource: cluster,
      stack: [eksWindowsGroup(), vpcCni('{"enableWindowsIpam":"true"}')],
    },
    {
      name: "the add-on's setting in YAML",
      resource: cluster,
      stack: [eksWindowsGroup(), vpcCni("env:\n  A: b\nenableWindowsIpam: true\n")],
    },
    { name: "the ConfigMap", resource: cluster, stack: [eksWindowsGroup(), configMap("true")] },
    {
      name: "a patch of the ConfigMap",
      resource: cluster,
      stack: [eksWindowsGroup(), { ...configMap("true"), type: "kubernetes:core/v1:ConfigMapPatch" }],
    },
    { name: "no Windows groups", resource: cluster, stack: [eksNodeGroup()] },
    {
      name: "a Windows group of another cluster",
      resource: cluster,
      stack: [eksWindowsGroup({ clusterName: "stage" })],
    },
  ],
  invalid: [
    { name: "nothing", resource: cluster, stack: [eksWindowsGroup()], messages: [off] },
    {
      name: "an add-on without the setting",
      resource: cluster,
      stack: [eksWindowsGroup(), vpcCni('{"env":{}}')],
      messages: [off],
    },
    {
      name: "an add-on that says false",
      resource: cluster,
      stack: [eksWindowsGroup(), vpcCni('{"enableWindowsIpam":"false"}')],
      messages: [off],
    },
    {
      name: "an add-on without configuration",
      resource: cluster,
      stack: [eksWindowsGroup(), vpcCni(undefined)],
      messages: [off],
    },
    {
      name: "the add-on of another cluster",
      resource: cluster,
      stack: [eksWindowsGroup(), vpcCni('{"enableWindowsIpam":"true"}', { clusterName: "stage" })],
      messages: [off],
    },
    {
      name: "a ConfigMap that says false",
      resource: cluster,
      stack: [eksWindowsGroup(), configMap("false")],
      messages: [off],
    },
    {
      name: "a ConfigMap of another name",
      resource: cluster,
      stack: [
        eksWindowsGroup(),
        kubernetes("core/v1:ConfigMap", { data: { "enable-windows-ipam": "true" } }),
      ],
      messages: [off],
    },
  ],
  unproved: [
    {
      name: "a configuration that is unknown",
      resource: cluster,
      stack: [eksWindowsGroup(), vpcCni(UNKNOWN)],
      messages: [
        'Cluster "prod": configurationValues of Addon "vpc-cni" is decided only during the deployment, so the rule cannot be proved in preview. An EKS cluster with Windows node groups switches on enable-windows-ipam.',
      ],
    },
  ],
});
