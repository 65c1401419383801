import * as v from "valibot";
import { parse } from "yaml";
import type { Finding } from "./finding";

const day = v.pipe(v.string(), v.isoDate('must be a day as "YYYY-MM-DD"'));

const waiver = v.strictObject({
  rule: v.pipe(v.string(), v.nonEmpty("must name a rule")),
  urn: v.pipe(v.string(), v.startsWith("urn:pulumi:", "must be the URN of one resource")),
  reason: v.pipe(v.string(), v.trim(), v.minLength(10, "must be a reason that a colleague understands")),
  until: day,
  owner: v.pipe(v.string(), v.nonEmpty("must say who answers for it")),
});

const file = v.strictObject({ waivers: v.array(waiver) });

/** A finding that somebody accepts for a while. */
export type Waiver = v.InferOutput<typeof waiver>;

/**
 * Reads a waiver file.
 *
 * @param text YAML: a list `waivers`, each with `rule`, `urn`, `reason`, `until` (its last day) and `owner`.
 * @param name Name of the file, for messages.
 * @throws Error with every problem, one on a line.
 */
export function readWaivers(text: string, name: string): readonly Waiver[] {
  const read = v.safeParse(file, parse(text, { schema: "failsafe" }));
  if (read.success) return read.output.waivers;
  const problems = read.issues.map(
    (issue) => `${name}: ${v.getDotPath(issue) ?? "the file"}: ${issue.message}`,
  );
  throw new Error(problems.join("\n"));
}

/**
 * Marks the findings that are waived. A waiver that has run out waives nothing and becomes a finding itself; so does
 * one that waives nothing any more.
 *
 * @param asOf The day, as `YYYY-MM-DD`.
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  asOf: string,
): readonly Finding[] {
  const inForce = waivers.filter(({ until }) => until >= asOf);
  const fits = (finding: Finding) => (one: Waiver) => one.rule === finding.rule && one.urn === finding.urn;
  const marked = findings.map((finding) => {
    const found = inForce.find(fits(finding));
    if (found === undefined) return finding;
    return { ...finding, waived: `${found.reason} (${found.owner}, until ${found.until})` };
  });
  const about = waivers.flatMap((one) => {
    if (one.until < asOf)
      return [
        remark(
          "waiver-expired",
          one,
          `ran out on ${one.until}: fix the finding, or ask ${one.owner} to renew it`,
        ),
      ];
    if (findings.some((finding) => fits(finding)(one))) return [];
    return [remark("waiver-unused", one, "waives nothing any more: take it out of the file")];
  });
  return [...marked, ...about];
}

function remark(rule: string, { rule: about, urn }: Waiver, what: string): Finding {
  const stack = /^urn:pulumi:([^:]*)::/.exec(urn)?.[1] ?? "";
  return { stack, rule, level: "advisory", urn, message: `The waiver of ${about} ${what}.` };
}
