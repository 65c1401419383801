import type { KubernetesObject, Request } from "../../../localcloud/kubernetes";
import { KubernetesApiError, type KubernetesClient } from "../../../localcloud/kubernetes";
import { policyName } from "../../../components/cluster/guardrails/policy-objects";
import { Judge } from "../../../policy/judge";
import type { Level } from "../../../policy/rule";
import { rules } from "../../../policy/rules";
import { readSettings } from "../../../policy/settings";
import { declare, type TestResource } from "../../policy/support/resources";
import { packParameters, type RuleParameters } from "./facts";

/** What a judge says of an object: the text of its findings by rule. */
export type Verdict = ReadonlyMap<string, string>;

/** What the API server says of an object. */
export interface Answer {
  /** Findings of guardrails. */
  readonly verdict: Verdict;
  /** Why the API server refuses the object whatever guardrails there are; guardrails were not asked then. */
  readonly refusal?: string;
  /** Whether a guardrail refuses it, rather than warn. */
  readonly denied: boolean;
  readonly milliseconds: number;
}

/** The rules that have a guardrail, as the guardrails stand for them: in a cluster with Windows nodes. */
function packOf(names: readonly string[], parametersByRule: RuleParameters): Judge {
  const configured = Object.entries(parametersByRule).map(
    ([name, parameters]) => [name, { level: levelOfRule(name), parameters }] as const,
  );
  const chosen = rules.filter(({ name }) => names.includes(name));
  return new Judge(chosen, readSettings(new Map(configured), "2026-11-23"));
}

function levelOfRule(wanted: string): Level {
  return rules.find(({ name }) => name === wanted)?.level ?? "mandatory";
}

/**
 * What the pack says of an object, beside others that the API server knows too.
 *
 * @param object - the object as it is sent
 * @param context - other objects of the row
 * @param names - rules to ask
 * @param parameters - what the guardrails are made with, in the pack's words
 */
export function packVerdict(
  object: KubernetesObject,
  context: readonly TestResource[],
  names: readonly string[],
  parameters: RuleParameters = packParameters,
): Verdict {
  const judge = packOf(names, parameters);
  const subject = declare(asResource(object));
  const diagnostics = [
    ...judge.resource(subject),
    ...judge.stack([...context.map(declare), subject]).filter(({ urn }) => urn === subject.urn),
  ];
  const found = new Map<string, string>();
  for (const { rule, message } of diagnostics) {
    const [, words = message] = /^\w+ "[^"]*": (.*)$/s.exec(message) ?? [];
    found.set(rule.name, [...(found.has(rule.name) ? [found.get(rule.name)] : []), words].join("\n"));
  }
  return found;
}

function asResource(object: KubernetesObject): TestResource {
  const { apiVersion = "", kind = "" } = object;
  const group = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
  return { type: `kubernetes:${group}:${kind}`, name: "subject", properties: { ...object } };
}

/** Plural of a kind in paths, as far as rows and stacks have it. */
function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (/(ss|sh|x)$/.test(lower)) return `${lower}es`;
  return lower.endsWith("y") ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}

/** The path of the list that an object joins. */
export function pathOf({ apiVersion = "", kind = "", metadata }: KubernetesObject): string {
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = metadata.namespace === undefined ? "" : `/namespaces/${metadata.namespace}`;
  return `${root}${scope}/${pluralOf(kind)}`;
}

/** Asks the API server to take an object, without keeping it. */
export async function apiVerdict(client: KubernetesClient, object: KubernetesObject): Promise<Answer> {
  return verdictOn(client, { method: "POST", path: pathOf(object), body: object });
}

/** What the API server says of a request, which it does not carry out. */
export async function verdictOn(client: KubernetesClient, request: Request): Promise<Answer> {
  const started = performance.now();
  try {
    const { warnings } = await client.request({ ...request, query: { dryRun: "All" } });
    return { verdict: spoken(warnings), denied: false, milliseconds: performance.now() - started };
  } catch (error) {
    if (!(error instanceof KubernetesApiError)) throw error;
    const verdict = spoken([error.message]);
    const denied = verdict.size > 0;
    const milliseconds = performance.now() - started;
    return { verdict, denied, milliseconds, ...(denied ? {} : { refusal: error.message }) };
  }
}

/** The guardrails' own words, from warnings and from denials. */
function spoken(texts: readonly string[]): Verdict {
  const found = new Map<string, string>();
  for (const text of texts) {
    const said = /ValidatingAdmissionPolicy '([^']+)' with binding '[^']+'(?: denied request)?: (.*)$/s.exec(
      text,
    );
    const [, policy, words] = said ?? [];
    if (policy === undefined || words === undefined) continue;
    found.set(policy.slice(0, policy.length - policyName({ name: "" }).length), words);
  }
  return found;
}
