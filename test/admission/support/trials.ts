import type { KubernetesClient, KubernetesObject } from "../../../localcloud/kubernetes";
import type { Rule } from "../../../policy/rule";
import { makeContext } from "./cluster";
import { complete, variantsOf } from "./complete";
import { type Row, rowsOf } from "./rows";
import type { RuleParameters } from "./facts";
import { type Answer, apiVerdict, packVerdict, type Verdict } from "./verdicts";

/** Rows of which the API server sees something else than the pack does, and why that is right. */
export const differences: Readonly<Record<string, string>> = {
  "windows-no-linux-fields: an empty list, which counts for groups":
    "without spec.os the API server drops an empty list before anybody is asked",
  "windows-runtime-class-selects-os: a class without selector, in a Deployment":
    "a template only names its class; the guardrail asks the pod, into which the class was merged",
  "windows-runtime-class-selects-os: a class for Linux, in a bare pod":
    "the class was merged into the pod, so that it selects Linux itself now; refused either way",
};

/** One object as it was sent, and both judges' words. */
export interface Trial {
  readonly title: string;
  readonly context: Row["context"];
  readonly object: KubernetesObject;
  readonly expected: Verdict;
  readonly answer: Answer;
}

/** What both judges are asked. */
export interface Judges {
  /** Rules that are guardrails of the cluster; what others say of an object is not looked at. */
  readonly names: readonly string[];
  /** What the guardrails are made with, in the pack's words. */
  readonly parameters: RuleParameters;
}

/**
 * Three rows that the rule refuses, and one that it passes.
 *
 * @param rule - a rule that has a guardrail
 */
export function someOf(rule: Rule): Row[] {
  const isRefused = ({ resource, context }: Row) =>
    packVerdict(complete(resource), context, [rule.name]).has(rule.name);
  const rows = rowsOf(rule);
  const refused = rows.filter(isRefused);
  return [...refused.slice(-3), ...rows.filter((row) => !refused.includes(row)).slice(0, 1)];
}

/**
 * Shows a row's object in all its variants to both judges. The API server keeps none of them.
 *
 * @param client - a cluster with guardrails
 * @param row - the row; what it stands beside is made and taken away again
 * @param judges - which guardrails there are, and how they were made
 */
export async function tryRow(
  client: KubernetesClient,
  { title, resource, context }: Row,
  { names, parameters }: Judges,
): Promise<Trial[]> {
  const undo = await makeContext(client, context);
  const namespaces = context.filter(({ type }) => type.endsWith(":Namespace")).map(nameOf);
  const trials: Trial[] = [];
  for (const object of variantsOf(complete(resource, namespaces))) {
    const expected = packVerdict(object, context, names, parameters);
    const answer = await apiVerdict(client, object);
    const verdict = new Map([...answer.verdict].filter(([name]) => names.includes(name)));
    trials.push({ title, context, object, expected, answer: { ...answer, verdict } });
  }
  await undo();
  return trials;
}

function nameOf(resource: Row["resource"]): string {
  return complete(resource).metadata.name ?? "";
}

/** Whether both judges name the same rules; what the API server refuses by itself it has not asked guardrails about. */
export function agrees({ expected, answer: { verdict, refusal } }: Trial): boolean {
  if (refusal !== undefined) return true;
  return JSON.stringify([...expected.keys()].sort()) === JSON.stringify([...verdict.keys()].sort());
}

/** What both judges say of an object, for a person to read. */
export function describeTrial({ title, object, expected, answer }: Trial): string {
  return `${title} as ${object.kind ?? ""}: the pack says ${[...expected.keys()].join(", ") || "nothing"}, the API server ${[...answer.verdict.values()].join(" | ") || "nothing"}`;
}

/** The pack names the pools that a pod can meet, the guardrail the builds of hosts: their words differ. */
const ownWords = ["windows-image-matches-host"];

/** The pack's sentences that the guardrail of the same name does not say, and what it says beyond them. */
export function otherWords({ title, expected, answer }: Trial): string[] {
  if (answer.refusal !== undefined) return [];
  return [...expected].flatMap(([name, text]) => {
    if (ownWords.includes(name)) return [];
    const said = answer.verdict.get(name) ?? "";
    const sentences = text.split("\n").flatMap((line) => line.split(/(?<=\.) (?=See docs\/rules\/)/));
    const beyond = sentences.reduce((rest, one) => rest.replace(one, ""), said).trim();
    return [
      ...sentences
        .filter((one) => !said.includes(one))
        .map((one) => `${title}: "${one}" is not in "${said}"`),
      ...(beyond === "" ? [] : [`${title}: ${name} says "${beyond}", too`]),
    ];
  });
}
