import type { Guardrail, GuardrailFacts } from "../../../components/cluster/guardrails/guardrail";

/** A guardrail in which one thing is wrong. */
export interface Broken {
  readonly what: string;
  readonly guardrail: Guardrail;
}

/** Most breaks of one guardrail: what it says of each goes into the warnings of one answer, which has its limits. */
const most = 16;

/** Words of CEL and what stands in their place, so that the expression keeps its type. */
const swaps: readonly (readonly [RegExp, string])[] = [
  [/ && /g, " || "],
  [/ \|\| /g, " && "],
  [/ == /g, " != "],
  [/ != /g, " == "],
  [/ > 0/g, " > 1"],
  [/!(?=[a-z(])/g, ""],
  [/\.exists\(/g, ".all("],
  [/\.all\(/g, ".exists("],
  [/ <= /g, " > "],
  [/ >= /g, " < "],
  [/ < /g, " >= "],
  [/\.hasValue\(\)/g, ".hasValue() == false"],
  [/\.matches\(/g, ".contains("],
  [/\.startsWith\(/g, ".endsWith("],
];

/**
 * The guardrail broken in many ways: saying nothing, saying something of everything, and with one operator exchanged.
 *
 * @param guardrail - the guardrail as it is
 * @param facts - what it knows about the cluster
 */
export function brokenOf(guardrail: Guardrail, facts: GuardrailFacts): readonly Broken[] {
  const findings = guardrail.findings(facts) ?? "[]";
  const variables = guardrail.variables?.(facts) ?? [];
  const changed = (what: string, expression: string): Broken => ({
    what,
    guardrail: { ...guardrail, findings: () => expression },
  });
  return [
    changed("says nothing", "false ? ['it'] : []"),
    changed("refuses everything", "['it']"),
    ...exchanged(findings).map(({ what, expression }) => changed(what, expression)),
    ...variables.flatMap((variable) =>
      exchanged(variable.expression).map(({ what, expression }) => ({
        what: `${variable.name}: ${what}`,
        guardrail: {
          ...guardrail,
          variables: () => variables.map((one) => (one === variable ? { ...one, expression } : one)),
        },
      })),
    ),
  ].slice(0, most);
}

/** The expression once for each operator in it, with another one in its place; texts in quotes stay. */
function exchanged(expression: string): { readonly what: string; readonly expression: string }[] {
  const texts = [...expression.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  const isText = (at: number) => texts.some(({ index, 0: text }) => at > index && at < index + text.length);
  return swaps.flatMap(([operator, other]) =>
    [...expression.matchAll(operator)]
      .filter(({ index }) => !isText(index))
      .map(({ index, 0: found }) => {
        const rest = expression.slice(index);
        const once = new RegExp(operator.source);
        return {
          what: `"${found.trim()}" at ${String(index)}`,
          expression: expression.slice(0, index) + rest.replace(once, other),
        };
      }),
  );
}
