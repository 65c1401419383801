import type { eksAddons } from "../../catalogue/eks";
import type { EksAddonVersions, EksConfig } from "../../config/schema/eks";
import { osFamily } from "../os";

/** Name of an add-on in EKS. */
export type AddOnName = keyof typeof eksAddons;

/** The part of the configuration that decides about settings of add-ons. */
export type AddOnConfig = Pick<EksConfig, "network">;

/** What is said about an add-on. */
export interface AddOnSettings {
  /** Its part of Pulumi names: short, since the name of its role must fit. */
  readonly shortName: string;
  /** Key of its version in the configuration. */
  readonly versionKey: keyof EksAddonVersions;
  /** Configuration values as EKS takes them; absent: its defaults. */
  readonly values?: (config: AddOnConfig) => Readonly<Record<string, unknown>>;
  /** The service account that calls AWS, and the policy that it needs; absent: it calls nothing. */
  readonly identity?: {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly policy: string;
  };
}

const { nodeSelector } = osFamily("Linux");

/**
 * What is said about each add-on. vpc-cni is the one owner of `enable-windows-ipam`: whatever else writes its
 * ConfigMap is set back by the next update of the add-on.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
 */
export const addOnSettings: Readonly<Record<AddOnName, AddOnSettings>> = {
  "vpc-cni": {
    shortName: "vpc-cni",
    versionKey: "vpcCni",
    // Strings, at the top level: as booleans, or inside env, EKS refuses them.
    values: ({ network }) => ({
      enableWindowsIpam: "true",
      ...(network.windowsPrefixDelegation ? { enableWindowsPrefixDelegation: "true" } : {}),
    }),
    identity: { namespace: "kube-system", serviceAccount: "aws-node", policy: "AmazonEKS_CNI_Policy" },
  },
  // Its DaemonSet selects Linux by itself, and its schema has no selector to say so.
  "kube-proxy": { shortName: "kube-proxy", versionKey: "kubeProxy" },
  coredns: { shortName: "coredns", versionKey: "coredns", values: () => ({ nodeSelector }) },
  "aws-ebs-csi-driver": {
    shortName: "ebs-csi",
    versionKey: "ebsCsiDriver",
    // The node plugin for Windows is on by default.
    values: () => ({ controller: { nodeSelector } }),
    identity: {
      namespace: "kube-system",
      serviceAccount: "ebs-csi-controller-sa",
      policy: "service-role/AmazonEBSCSIDriverPolicy",
    },
  },
  // Agents for metrics and logs on both operating systems.
  "amazon-cloudwatch-observability": {
    shortName: "metrics",
    versionKey: "cloudWatch",
    identity: {
      namespace: "amazon-cloudwatch",
      serviceAccount: "cloudwatch-agent",
      policy: "CloudWatchAgentServerPolicy",
    },
  },
};
