import { pageOf } from "../policy/message";
import type { ClusterView, FleetView, PolicyFinding, Remark, Severity } from "./view";

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Everything that is to be said about a cluster, errors first. */
export function remarksOf(cluster: ClusterView): readonly Remark[] {
  const all: readonly Remark[] = [
    ...contactRemarks(cluster),
    ...cluster.unplacedPods,
    ...cluster.drift,
    ...cluster.retirements,
    ...policyRemarks(cluster.findings),
    ...cluster.monitoringGaps,
  ];
  return [...all].sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** A remark for each rule, since many resources break the same one; each finding has its own words in the view. */
function policyRemarks(findings: readonly PolicyFinding[]): readonly Remark[] {
  const rules = [...new Set(findings.map(({ rule, level }) => `${level} ${rule}`))];
  return rules.map((key): Remark => {
    const found = findings.filter(({ rule, level }) => `${level} ${rule}` === key);
    const [{ rule, level } = { rule: "", level: "advisory" }] = found;
    const times = found.length === 1 ? "" : `, ${String(found.length)} times`;
    const page = pageOf({ name: rule });
    const message = `Policy (${level}${times}): ${page}`;
    return { severity: level === "mandatory" ? "error" : "warning", message, url: page };
  });
}

function contactRemarks({ contact, deployedAt, pools, stateError }: ClusterView): readonly Remark[] {
  if (stateError !== undefined) return [{ severity: "error", message: stateError }];
  switch (contact.kind) {
    case "reached":
      return [];
    case "unreachable":
      return [{ severity: "error", message: contact.reason }];
    case "none":
      // A stack that was never deployed, or was destroyed, has no cluster to be asked.
      return [
        {
          severity: deployedAt === undefined || pools.length === 0 ? "info" : "warning",
          message: contact.reason,
        },
      ];
  }
}

/**
 * Exit code of a look at a fleet: 1 when a state or a cluster could not be read, 3 with an error or a mandatory finding, 2
 * with a warning or an advisory one, else 0.
 */
export function exitCodeOf({ clusters }: FleetView): 0 | 1 | 2 | 3 {
  if (clusters.some(({ stateError, contact }) => stateError !== undefined || contact.kind === "unreachable"))
    return 1;
  const severities = new Set(clusters.flatMap(remarksOf).map(({ severity }) => severity));
  if (severities.has("error")) return 3;
  return severities.has("warning") ? 2 : 0;
}
