import { nodeSkew, parseMinor } from "../../catalogue/kubernetes-minors";
import { sourceUrl } from "../../catalogue/source";
import { releaseByBuild, windowsReleases } from "../../catalogue/windows-releases";
import type { DeployedCluster } from "../state/cluster";
import { platformOf } from "../state/cluster";
import type { Drift } from "../view";
import type { Pool } from "./pools";
import { buildNumber, different } from "./pools";

/** What is compared. */
export interface DriftInput {
  /** What the last deployment asked for. */
  readonly cluster: DeployedCluster;
  /** Version of the API server. */
  readonly serverVersion: string;
  readonly pools: readonly Pool[];
}

const again = "run mullion refresh and mullion preview to see what differs";

/** Differences between the last deployment and what the cluster shows: control plane first, then pool by pool. */
export function driftOf({ cluster, serverVersion, pools }: DriftInput): readonly Drift[] {
  const known = cluster.pools.length > 0;
  return [
    ...versionDrift(cluster, serverVersion),
    ...pools.flatMap((pool) => [
      ...(pool.deployed === undefined ? (known ? [unknownPool(pool)] : []) : countDrift(pool)),
      ...kubeletDrift(pool, cluster, serverVersion),
      ...buildDrift(pool),
    ]),
  ];
}

/** Patches are the platform's business: only another minor is a difference. */
function versionDrift({ version }: DeployedCluster, serverVersion: string): readonly Drift[] {
  const [asked, found] = [parseMinor(version), parseMinor(serverVersion)];
  if (asked === undefined || found === undefined || asked === found) return [];
  const message = `The last deployment asked for Kubernetes ${version}, and the API server is ${serverVersion}. Somebody upgraded it by other means: write ${found} into the configuration before the next deployment, or it is refused as a downgrade.`;
  return [{ kind: "version", severity: "warning", message }];
}

function unknownPool({ name, nodes }: Pool): Drift {
  const message = `${counted(nodes.length)} of pool ${name} are in the cluster, and no pool of that name is in the state: it was made by other means, or by a deployment that was broken off. Import it, or delete it where it was made.`;
  return { kind: "pool-unknown", severity: "warning", pool: name, message };
}

function countDrift({ name, nodes, deployed }: Pool): readonly Drift[] {
  const asked = deployed?.nodes;
  if (asked === undefined) return [];
  const ready = nodes.filter(({ row }) => row.ready === "yes").length;
  const total = nodes.length;
  const words =
    asked.least === asked.most ? counted(asked.least) : `${String(asked.least)} to ${counted(asked.most)}`;
  const about = { pool: name } as const;
  if (total === 0 && asked.least > 0) {
    const message = `Pool ${name} has no nodes, and the last deployment asked for ${words}. Look at the pool in the cloud's portal, and ${again}.`;
    return [{ ...about, kind: "pool-missing", severity: "error", message }];
  }
  const found: Drift[] = [];
  if (total < asked.least || total > asked.most) {
    const message = `Pool ${name} has ${counted(total)}, and the last deployment asked for ${words}. Somebody scaled it by other means, or it is being made: ${again}.`;
    found.push({ ...about, kind: "node-count", severity: "warning", message });
  }
  if (ready < total) {
    const down = nodes.filter(({ row }) => row.ready !== "yes").map(({ row }) => row.name);
    const message = `${counted(total - ready)} of ${String(total)} in pool ${name} are not Ready: ${listed(down)}. Read the conditions: kubectl describe node ${down[0] ?? ""}`;
    found.push({ ...about, kind: "node-count", severity: ready === 0 ? "error" : "warning", message });
  }
  return found;
}

function kubeletDrift(
  pool: Pool,
  { target, version }: DeployedCluster,
  serverVersion: string,
): readonly Drift[] {
  const { name, nodes, deployed } = pool;
  const server = parseMinor(serverVersion);
  const asked = parseMinor(
    deployed?.version === undefined || deployed.version === "" ? version : deployed.version,
  );
  return different(nodes.map(({ row }) => row.kubernetesVersion)).flatMap((kubelet): readonly Drift[] => {
    const minor = parseMinor(kubelet);
    if (minor === undefined) return [];
    const count = counted(nodes.filter(({ row }) => row.kubernetesVersion === kubelet).length);
    const skew = server === undefined ? undefined : nodeSkew(platformOf[target], server, minor);
    if (skew !== undefined && skew.verdict !== "ok") {
      const url = sourceUrl(skew.source);
      const severity = skew.verdict === "deny" ? "error" : "warning";
      const message = `${count} of pool ${name} run ${kubelet}. ${skew.reason} Upgrade this pool before anything else.`;
      return [{ kind: "pool-version", severity, pool: name, message, ...(url === undefined ? {} : { url }) }];
    }
    if (asked === undefined || asked === minor) return [];
    const message = `${count} of pool ${name} run ${kubelet}, and the last deployment asked for ${asked}: an upgrade is under way, or was broken off.`;
    return [{ kind: "pool-version", severity: "warning", pool: name, message }];
  });
}

/** Windows nodes of another release than asked for, and pools of more than one node image. */
function buildDrift({ name, os, nodes, deployed }: Pool): readonly Drift[] {
  if (os === "linux") return [];
  const asked = deployed?.windows === undefined ? undefined : windowsReleases[deployed.windows];
  const wrong = different(nodes.map(({ row }) => row.windowsBuild)).filter(
    (build) => asked !== undefined && buildNumber(build) !== asked.build,
  );
  const found = wrong.map((build): Drift => {
    const count = counted(nodes.filter(({ row }) => row.windowsBuild === build).length);
    const title = releaseByBuild(buildNumber(build))?.title ?? "a Windows that the catalogue does not know";
    const message = `${count} of pool ${name} run build ${build} (${title}), and the last deployment asked for ${asked?.title ?? ""}: their images may not run there. Make these nodes anew.`;
    return { kind: "build", severity: "error", pool: name, message };
  });
  const images = different(nodes.map(({ row }) => row.image));
  if (wrong.length > 0 || images.length < 2) return found;
  const message = `The nodes of pool ${name} are made of ${String(images.length)} images: ${listed(images)}. A node image upgrade is under way, or was broken off.`;
  return [{ kind: "build", severity: "info", pool: name, message }];
}

function counted(nodes: number): string {
  return nodes === 1 ? "1 node" : `${String(nodes)} nodes`;
}

/** The first few names, and how many there are besides. */
function listed(names: readonly string[]): string {
  const shown = 3;
  const rest = names.length - shown;
  return names.slice(0, shown).join(", ") + (rest > 0 ? ` and ${String(rest)} more` : "");
}
