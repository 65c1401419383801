import {
  cniReleaseSupport,
  distributionCniSupport,
  upstreamWindowsSupport,
} from "../../../catalogue/existing";
import { minorSupport, parseMinor } from "../../../catalogue/kubernetes-minors";
import { pauseImageVerdict, recommendedPauseTag } from "../../../catalogue/pause";
import type { Verdict } from "../../../catalogue/verdict";
import type { Problem } from "../../problem";
import type { ExistingConfig } from "../../schema/existing";
import type { Rule } from "../rule";
import { clause, documentedIn } from "../rule";
import { isPublishedPause } from "./bootstrap";

/** What works and what hurts later. */
export const existingCautions: Rule<ExistingConfig> = (config, asOf) => [
  ...versions(config, asOf),
  ...releases(config),
  ...pauseCopies(config),
];

const versions: Rule<ExistingConfig> = ({ cluster: { kubernetesVersion } }, asOf) => {
  const minor = parseMinor(kubernetesVersion);
  if (minor === undefined) return [];
  const at = { path: "cluster.kubernetesVersion", value: kubernetesVersion };
  return caution(at, minorSupport("upstream", minor, asOf), "plan the upgrade of the cluster");
};

function releases({ cluster, nodePools, network: { cni } }: ExistingConfig): readonly Problem[] {
  const minor = parseMinor(cluster.kubernetesVersion);
  const plugin = distributionCniSupport(cluster.distribution, cni);
  return nodePools.flatMap((pool, index) => {
    if (pool.os !== "Windows" || minor === undefined || plugin.verdict === "deny") return [];
    const at = { path: `nodePools[${String(index)}].release`, value: pool.release };
    return [
      ...caution(at, upstreamWindowsSupport(pool.release, minor), "plan the move to another release"),
      ...caution(at, cniReleaseSupport(cni, pool.release), "try it out before anything depends on it"),
    ];
  });
}

function pauseCopies({ windowsBootstrap: settings }: ExistingConfig): readonly Problem[] {
  if (settings?.method !== "kubeadm" || isPublishedPause(settings.pauseImage)) return [];
  return caution(
    { path: "windowsBootstrap.pauseImage", value: settings.pauseImage },
    pauseImageVerdict(settings.pauseImage, 0),
    `make sure that it is a copy of ${recommendedPauseTag}`,
  );
}

function caution(
  at: Pick<Problem, "path" | "value">,
  { verdict, reason, source }: Verdict,
  fix: string,
): Problem[] {
  if (verdict !== "warn") return [];
  return [{ ...at, reason: `should be looked at: ${clause(reason)}`, fix, ...documentedIn(source) }];
}
