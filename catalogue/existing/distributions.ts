import type { CniName } from "../cni";
import { cnis } from "../cni";
import type { Sourced } from "../source";
import type { Verdict } from "../verdict";
import type { WindowsRelease } from "../windows-releases";

/** What a way to make clusters can do for Windows nodes. */
export interface DistributionRow extends Sourced {
  readonly distribution: string;
  readonly title: string;
  readonly windows: boolean;
  /** Network plugins that work with Windows nodes there. */
  readonly cnis: readonly CniName[];
  /** Whether the distribution installs the network plugin itself. */
  readonly bringsCni: boolean;
  /** How Windows machines join, where Mullion can render it. */
  readonly bootstrap?: "kubeadm" | "rke2";
}

/** Plugins that anybody may install, and that have Windows nodes. */
const portable = ["calico", "flannel", "antrea", "ovn-kubernetes"] as const satisfies readonly CniName[];

/** Ways to make clusters, by the name that the configuration has for them. */
export const distributions = {
  kubeadm: {
    distribution: "kubeadm",
    title: "kubeadm",
    windows: true,
    cnis: portable,
    bringsCni: false,
    bootstrap: "kubeadm",
    source: ["k8s-windows-intro"],
  },
  rke2: {
    distribution: "rke2",
    title: "RKE2",
    windows: true,
    cnis: ["calico", "flannel"],
    bringsCni: true,
    bootstrap: "rke2",
    source: ["rke2-windows"],
  },
  "docker-desktop": {
    distribution: "docker-desktop",
    title: "Docker Desktop",
    windows: false,
    cnis: [],
    bringsCni: true,
    source: ["docker-desktop-kubernetes"],
  },
  other: {
    distribution: "other",
    title: "another distribution",
    windows: true,
    cnis: portable,
    bringsCni: false,
    source: ["k8s-windows-intro"],
  },
} as const satisfies Record<string, DistributionRow>;

/** Name of a distribution in {@link distributions}. */
export type DistributionName = keyof typeof distributions;

/**
 * Whether a network plugin works with Windows nodes in clusters of a distribution.
 *
 * @param distribution - what the cluster was made with
 * @param cni - the plugin
 */
export function distributionCniSupport(distribution: DistributionName, cni: CniName): Verdict {
  const row: DistributionRow = distributions[distribution];
  const plugin = cnis[cni];
  if (!row.windows) {
    return { verdict: "deny", reason: `${row.title} has Linux nodes only.`, source: row.source };
  }
  if (!plugin.windows) {
    return { verdict: "deny", reason: `${plugin.title} has no Windows nodes.`, source: plugin.source };
  }
  if (!row.cnis.includes(cni)) {
    return {
      verdict: "deny",
      reason: `Windows nodes of ${row.title} work with ${row.cnis.join(", ")} only.`,
      source: row.source,
    };
  }
  return { verdict: "ok", reason: `${plugin.title} works with Windows nodes.`, source: plugin.source };
}

/**
 * Whether a network plugin is documented for a Windows release.
 *
 * @param cni - the plugin
 * @param release - release of the nodes
 * @returns `warn` where the plugin has Windows nodes and its documentation does not list this release
 */
export function cniReleaseSupport(cni: CniName, release: WindowsRelease): Verdict {
  const { title, releases, source } = cnis[cni];
  const listed: readonly WindowsRelease[] = releases;
  return listed.includes(release)
    ? { verdict: "ok", reason: `${title} lists Windows Server ${release}.`, source }
    : {
        verdict: "warn",
        reason: `The documentation of ${title} lists Windows Server ${listed.join(" and ")}, not ${release}.`,
        source,
      };
}
