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

/** Most resources that one remark names. */
const mostNamed = 3;

/** A remark for each rule, since many resources break the same one; each finding has its own words in the view. */
function policyRemarks(findings: readonly PolicyFinding[]): readonly Remark[] {
  const [ofWaivers, ofRules] = [findings.filter(isOfWaiver), findings.filter((one) => !isOfWaiver(one))];
  const keyOf = ({ rule, level, waived }: PolicyFinding) => [level, rule, waived].join(" ");
  const firsts = new Map(ofRules.map((finding) => [keyOf(finding), finding]));
  const remarks = [...firsts].map(([key, { rule, level, waived }]): Remark => {
    const alike = ofRules.filter((finding) => keyOf(finding) === key);
    const url = pageOf({ name: rule });
    const said = `Policy (${level}): ${rule} at ${resourcesOf(alike)}.`;
    if (waived !== undefined)
      return { severity: "info", message: `${said} Waived: ${waived}. See ${url}`, url };
    return { severity: level === "mandatory" ? "error" : "warning", message: `${said} See ${url}`, url };
  });
  return [...remarks, ...ofWaivers.map(({ message }): Remark => ({ severity: "warning", message }))];
}

/** What is said about a waiver has no page: its own words say it all. */
function isOfWaiver({ rule }: PolicyFinding): boolean {
  return rule === "waiver-expired" || rule === "waiver-unused";
}

function resourcesOf(findings: readonly PolicyFinding[]): string {
  const names = [...new Set(findings.map(({ urn }) => nameOf(urn)))];
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}

/** A finding without a URN is about the stack as a whole. */
function nameOf(urn: string): string {
  return urn === "" ? "the stack" : urn.slice(urn.lastIndexOf("::") + "::".length);
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
