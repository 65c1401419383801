import { podVariables } from "../../../components/cluster/guardrails/cel/pods";
import type { Variable } from "../../../components/cluster/guardrails/cel/variable";
import type { Guardrail, GuardrailFacts } from "../../../components/cluster/guardrails/guardrail";

/** A guardrail in which one thing is wrong. */
export interface Broken {
  /** What is wrong, in words that the same break has as long as the guardrail around it stays. */
  readonly what: string;
  readonly guardrail: Guardrail;
  /** A variable that stands in the place of the one of this name, which all guardrails about pods share. */
  readonly instead?: Variable;
}

/**
 * The guardrail whose rows look at a variable that many share. What is read out of images has no witness here:
 * images.test.ts holds it to the catalogue.
 */
const witnesses: Readonly<Record<string, string>> = {
  at: "pods-select-an-os",
  spec: "pods-select-an-os",
  mindsOs: "pods-select-an-os",
  withOptions: "linux-no-windows-fields",
  isLinux: "linux-no-windows-fields",
  declaredSign: "windows-pods-need-node-selector",
  imageSign: "windows-pods-need-node-selector",
  windowsSign: "windows-pods-need-node-selector",
  isWindows: "windows-no-huge-pages",
};

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

/** Characters of the expression that are shown before and behind an operator. */
const around = { before: 28, behind: 24 } as const;

/**
 * The guardrail broken in many ways: saying nothing, saying something of everything, and with one operator exchanged,
 * its own or one of a variable that it is the witness of.
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
    ...podVariables
      .filter(({ name }) => witnesses[name] === guardrail.name)
      .flatMap(({ name, expression }) =>
        exchanged(expression).map((one) => ({
          what: `${name}: ${one.what}`,
          guardrail,
          instead: { name, expression: one.expression },
        })),
      ),
  ];
}

/** The expression once for each operator in it, with another one in its place; texts in quotes stay. */
function exchanged(expression: string): { readonly what: string; readonly expression: string }[] {
  const texts = [...expression.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  const isText = (at: number) => texts.some(({ index, 0: text }) => at > index && at < index + text.length);
  return swaps.flatMap(([operator, other]) =>
    [...expression.matchAll(operator)]
      .filter(({ index }) => !isText(index))
      .map(({ index, 0: found }) => {
        const before = expression.slice(0, index);
        const behind = expression.slice(index + found.length);
        return {
          what: `${before.slice(-around.before)}[${found} ->${other}]${behind.slice(0, around.behind)}`,
          expression: before + other + behind,
        };
      }),
  );
}
