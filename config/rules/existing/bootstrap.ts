import { containerdHostProcessFloor, containerdSupport } from "../../../catalogue/containerd";
import { distributions } from "../../../catalogue/existing";
import type { DistributionRow } from "../../../catalogue/existing";
import { compareMinors, nodeSkew, parseMinor } from "../../../catalogue/kubernetes-minors";
import { parseImageReference } from "../../../catalogue/images/reference";
import { pauseImageVerdict, pauseRepositories } from "../../../catalogue/pause";
import type { IsoDate } from "../../../catalogue/source";
import { windowsReleases } from "../../../catalogue/windows-releases";
import type { Problem } from "../../problem";
import type { ExistingConfig } from "../../schema/existing";
import type { KubeadmBootstrap } from "../../schema/existing/bootstrap";
import type { Rule } from "../rule";
import { clause, documentedIn } from "../rule";

/** Machines join a cluster of the right kind, in versions that fit it, with images that have their build. */
export const bootstrap: Rule<ExistingConfig> = (config, asOf) => {
  const { windowsBootstrap: settings, cluster, nodePools } = config;
  if (settings === undefined) return [];
  const problems = [...methodProblems(settings.method, cluster.distribution)];
  if (!nodePools.some(({ os }) => os === "Windows")) {
    const reason = "needs a Windows pool that the machines belong to";
    problems.push({
      path: "windowsBootstrap",
      reason,
      fix: "add one to nodePools, or remove windowsBootstrap",
    });
  }
  const version = settings.method === "kubeadm" ? settings.kubernetesVersion : settings.version;
  const versionPath = `windowsBootstrap.${settings.method === "kubeadm" ? "kubernetesVersion" : "version"}`;
  problems.push(...skewProblems(versionPath, version, cluster.kubernetesVersion));
  if (settings.method === "kubeadm") {
    problems.push(...containerdProblems(settings, asOf), ...pauseProblems(settings, nodePools));
  }
  return problems;
};

function methodProblems(
  method: "kubeadm" | "rke2",
  distribution: ExistingConfig["cluster"]["distribution"],
): Problem[] {
  const row: DistributionRow = distributions[distribution];
  if (row.bootstrap === method) return [];
  const reason = `does not fit cluster.distribution ${distribution}`;
  const fix = row.bootstrap === undefined ? "remove windowsBootstrap" : `use ${row.bootstrap}`;
  return [{ path: "windowsBootstrap.method", value: method, reason, fix, ...documentedIn(row.source) }];
}

function skewProblems(path: string, version: string, controlPlane: string): Problem[] {
  const [nodes, cluster] = [parseMinor(version), parseMinor(controlPlane)];
  if (nodes === undefined || cluster === undefined) return [];
  const { verdict, reason, source } = nodeSkew("upstream", cluster, nodes);
  if (verdict !== "deny") return [];
  const fix = compareMinors(nodes, cluster) > 0 ? "upgrade the cluster first" : "use a newer version";
  return [
    { path, value: version, reason: `cannot be used: ${clause(reason)}`, fix, ...documentedIn(source) },
  ];
}

function containerdProblems(
  { containerdVersion, kubernetesVersion }: KubeadmBootstrap,
  asOf: IsoDate,
): Problem[] {
  const minor = parseMinor(kubernetesVersion);
  if (minor === undefined) return [];
  const { verdict, reason, source } = containerdSupport(containerdVersion, minor, asOf);
  if (verdict === "ok") return [];
  return [
    {
      path: "windowsBootstrap.containerdVersion",
      value: containerdVersion,
      // A new node with software past its end helps nobody, so what is a warning elsewhere is refused here.
      reason: `cannot be used: ${clause(reason)}`,
      fix: `use a release of the 2.3 line, which has long-term support; Windows needs ${containerdHostProcessFloor} at least`,
      ...documentedIn(source),
    },
  ];
}

function pauseProblems({ pauseImage }: KubeadmBootstrap, nodePools: ExistingConfig["nodePools"]): Problem[] {
  // A copy in a registry of one's own is a caution: nobody can say from here what is in it.
  if (!isPublishedPause(pauseImage)) return [];
  const builds = nodePools.flatMap((pool) =>
    pool.os === "Windows" ? [windowsReleases[pool.release].build] : [],
  );
  const verdicts = builds.map((build) => pauseImageVerdict(pauseImage, build));
  const first = verdicts.find(({ verdict }) => verdict !== "ok");
  if (first === undefined) return [];
  return [
    {
      path: "windowsBootstrap.pauseImage",
      value: pauseImage,
      reason: `cannot be used: ${clause(first.reason)}`,
      fix: "leave it out",
      ...documentedIn(first.source),
    },
  ];
}

/** Whether an image is one of the published pause images, and no copy of it elsewhere. */
export function isPublishedPause(image: string): boolean {
  const parsed = parseImageReference(image);
  return parsed !== undefined && Object.hasOwn(pauseRepositories, `${parsed.registry}/${parsed.repository}`);
}
