import type { EffectClass } from "../catalogue/impact";
import type { Audit } from "./audit";
import type { NextUpgrade } from "./next-upgrade";

/**
 * Exit code of an audit: 3 with a mandatory finding, or when the next upgrade is refused, replaces a cluster or leaves
 * Windows pools behind; 2 with advice, an upgrade to look at, or something that could not be judged although somebody would think so; else 0. 1 is
 * left for errors of the tool.
 *
 * @param audit - from `auditStack` or `auditCluster`
 */
export function auditExitCode({ findings, upgrades, notJudged }: Audit): 0 | 2 | 3 {
  const levels = upgrades.map(levelOf);
  if (findings.some(({ level }) => level === "mandatory") || levels.includes(3)) return 3;
  const overlooked = notJudged.some(
    ({ what }) => what.startsWith("clusters") || what.startsWith("objects of the kind"),
  );
  return findings.length > 0 || levels.includes(2) || overlooked ? 2 : 0;
}

/** Effects that nobody takes along with an upgrade; that it cannot be taken back is so with every one. */
const grave: ReadonlySet<EffectClass> = new Set(["refused", "cluster-replace"]);

function levelOf({ report, stranded = [], worst }: NextUpgrade): 0 | 2 | 3 {
  if (stranded.length > 0 || worst === "deny") return 3;
  if (report !== undefined) return report.changes.some(({ effect }) => grave.has(effect)) ? 3 : 2;
  return worst === "warn" ? 2 : 0;
}
