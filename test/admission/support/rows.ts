import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import type { Rule } from "../../../policy/rule";
import { isJson, type Json } from "../../../policy/wire";
import { secret, type TestResource, UNKNOWN } from "../../policy/support/resources";
import { rowParameters } from "./facts";
import type { Case } from "../../policy/support/rule-test";
import { loadedTables } from "../../policy/support/rule-test";

/** What marks a value as secret. */
const [SECRET_MARK = ""] = Object.keys(secret(""));

const policyTests = path.resolve(__dirname, "../../policy");

/** A row of the pack's tests that is about a Kubernetes object. */
export interface Row {
  /** Rule and row, or file and number. */
  readonly title: string;
  readonly resource: TestResource;
  /** The rest of the row's stack, as far as an API server has it beside the object. */
  readonly context: readonly TestResource[];
}

/**
 * The rows of a rule's tables whose subject the API server can be asked about: with the rule's own parameters, and with
 * every value known.
 *
 * @param rule - a rule of the pack
 */
export function rowsOf(rule: Rule): Row[] {
  const tables = loadTables(rule);
  const title = ({ name }: Case) => `${rule.name}: ${name}`;
  return [...tables.valid, ...tables.invalid]
    .filter(
      ({ resource, parameters }) => isServed(resource) && (parameters === undefined || isOurs(parameters)),
    )
    .map((row) => ({
      title: title(row),
      resource: row.resource,
      context: (row.stack ?? []).filter(isContext),
    }));
}

/** Whether guardrails judge the kind, and every value is known and plain. */
function isServed({ type, properties }: TestResource): boolean {
  const served =
    /^kubernetes:[\w.]+\/v1:(Pod|Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|PodDisruptionBudget|Namespace|RuntimeClass|StorageClass)$/.test(
      type,
    );
  const text = JSON.stringify(properties);
  return served && !text.includes(UNKNOWN) && !text.includes(SECRET_MARK);
}

/** Whether the parameters of a row are those that the guardrails of these tests are made with. */
function isOurs(parameters: Json): boolean {
  return rowParameters.some((ours) => JSON.stringify(ours) === JSON.stringify(parameters));
}

const isContext = ({ type, ...rest }: TestResource) =>
  /:(RuntimeClass|Namespace)$/.test(type) && isServed({ type, ...rest });

/** The tables of a rule's test file. In a run of all tests it is loaded already; else it is loaded without its tests. */
function loadTables(rule: Rule) {
  const known = loadedTables.get(rule);
  if (known !== undefined) return known;
  const register = globalThis.describe;
  Object.assign(globalThis, { describe: () => undefined });
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the file is known by its name only
    require(path.join(policyTests, "rules", `${rule.name}.test`));
  } finally {
    Object.assign(globalThis, { describe: register });
  }
  const loaded = loadedTables.get(rule);
  if (loaded === undefined) throw new Error(`the test of ${rule.name} has no tables`);
  return loaded;
}

/** The pack's good manifests. */
export function goodManifests(): Row[] {
  const folder = path.join(policyTests, "fixtures/good");
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(folder, file), "utf8")).flatMap((document, index) => {
      const object: unknown = document.toJS();
      if (!isJson(object)) return [];
      const [apiVersion, kind] = [String(object["apiVersion"]), String(object["kind"])];
      const group = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
      const resource = { type: `kubernetes:${group}:${kind}`, name: `good-${index}`, properties: object };
      return isServed(resource) ? [{ title: `${file}: ${String(index + 1)}`, resource, context: [] }] : [];
    }),
  );
}
