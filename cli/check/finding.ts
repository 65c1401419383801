/** Something that a policy pack, or this tool about its waivers, has to say about a stack. */
export interface Finding {
  readonly stack: string;
  /** Name of the rule. */
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  /** URN of the resource; empty when the finding is about the stack as a whole. */
  readonly urn: string;
  readonly message: string;
  /** Line of the stack's file that the resource comes from, where that is known. */
  readonly line?: number;
  /** Why somebody accepts it for now. */
  readonly waived?: string;
}

/** What came of looking at one stack. */
export interface StackCheck {
  readonly stack: string;
  readonly resources: number;
  readonly findings: readonly Finding[];
  /** Why the stack could not be looked at to the end. */
  readonly errors: readonly string[];
}

/** Orders findings for people: what must be fixed first, then by rule and resource. Same findings, same order. */
export function sorted(findings: readonly Finding[]): Finding[] {
  const rank = ({ level, waived }: Finding) => (waived !== undefined ? 2 : level === "mandatory" ? 0 : 1);
  const key = ({ stack, rule, urn, message }: Finding) => [stack, rule, urn, message].join("\0");
  return [...findings].sort((a, b) => rank(a) - rank(b) || (key(a) < key(b) ? -1 : 1));
}

/**
 * Exit code of a check: 1 when a stack could not be looked at, 3 with a mandatory finding, 2 with an advisory one
 * where those count, else 0. Waived findings do not count.
 */
export function exitCodeOf(checks: readonly StackCheck[], strict: boolean): 0 | 1 | 2 | 3 {
  if (checks.some(({ errors }) => errors.length > 0)) return 1;
  const open = checks.flatMap(({ findings }) => findings).filter(({ waived }) => waived === undefined);
  if (open.some(({ level }) => level === "mandatory")) return 3;
  return strict && open.length > 0 ? 2 : 0;
}
