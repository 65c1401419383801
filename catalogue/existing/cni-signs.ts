import type { CniName } from "../cni";
import type { Sourced } from "../source";

/** What shows that a network plugin runs in a cluster. */
export interface CniSign extends Sourced {
  readonly cni: CniName;
  /** Names of DaemonSets, in any namespace, of which the plugin has at least one. */
  readonly daemonSets: readonly string[];
}

/** DaemonSets by network plugin. Plugins of managed clouds are here so that their clusters are recognised. */
export const cniSigns = [
  { cni: "calico", daemonSets: ["calico-node"], source: ["cni-manifests"] },
  { cni: "flannel", daemonSets: ["kube-flannel-ds"], source: ["cni-manifests"] },
  { cni: "antrea", daemonSets: ["antrea-agent"], source: ["cni-manifests"] },
  { cni: "ovn-kubernetes", daemonSets: ["ovnkube-node"], source: ["cni-manifests"] },
  { cni: "cilium", daemonSets: ["cilium"], source: ["cni-manifests"] },
  { cni: "aws-vpc", daemonSets: ["aws-node"], source: ["cni-manifests"] },
  { cni: "azure-overlay", daemonSets: ["azure-cns"], source: ["cni-manifests"] },
] as const satisfies readonly CniSign[];

/**
 * The network plugins that these DaemonSets belong to, in the order of the table.
 *
 * @param daemonSets - names of all DaemonSets of a cluster
 */
export function cnisOf(daemonSets: readonly string[]): readonly CniName[] {
  const signs: readonly CniSign[] = cniSigns;
  return signs
    .filter((sign) => sign.daemonSets.some((name) => daemonSets.includes(name)))
    .map(({ cni }) => cni);
}
