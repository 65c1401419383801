/** A finding that somebody accepts for a while. */
export interface Waiver {
  /** Name of the rule. */
  readonly rule: string;
  /** The one resource, exactly. */
  readonly urn: string;
  readonly reason: string;
  /** Its last day, as `YYYY-MM-DD`. */
  readonly until: string;
  /** Who answers for it. */
  readonly owner: string;
}

/** What is to be said about a waiver itself. */
export interface WaiverFinding {
  readonly rule: "waiver-expired" | "waiver-unused";
  readonly level: "advisory";
  readonly urn: string;
  readonly message: string;
}

/** A finding, and why it is accepted where it is. */
export type Waivable<Finding> = Finding & { readonly waived?: string };

/**
 * Marks the findings that are waived. A waiver that has run out waives nothing and becomes a finding itself; so does
 * one that waives nothing any more.
 *
 * @param findings - all findings about the stacks
 * @param waivers - those of the same stacks
 * @param asOf - the day, as `YYYY-MM-DD`
 */
export function applyWaivers<Finding extends { readonly rule: string; readonly urn: string }>(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  asOf: string,
): readonly (Waivable<Finding> | WaiverFinding)[] {
  const inForce = waivers.filter(({ until }) => until >= asOf);
  const fits = (finding: Finding) => (one: Waiver) => one.rule === finding.rule && one.urn === finding.urn;
  const marked = findings.map((finding) => {
    const found = inForce.find(fits(finding));
    if (found === undefined) return finding;
    return { ...finding, waived: `${found.reason} (${found.owner}, until ${found.until})` };
  });
  const about = waivers.flatMap((one): WaiverFinding[] => {
    if (one.until < asOf) {
      const what = `ran out on ${one.until}: fix the finding, or ask ${one.owner} to renew it`;
      return [remark("waiver-expired", one, what)];
    }
    if (findings.some((finding) => fits(finding)(one))) return [];
    return [remark("waiver-unused", one, "waives nothing any more: take it out of the file")];
  });
  return [...marked, ...about];
}

function remark(rule: WaiverFinding["rule"], { rule: about, urn }: Waiver, what: string): WaiverFinding {
  return { rule, level: "advisory", urn, message: `The waiver of ${about} ${what}.` };
}
