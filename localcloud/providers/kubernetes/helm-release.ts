import * as fs from "node:fs";
import type { PropertyMap, PropertyValue } from "../../wire/values";
import { isRecord, mapValues, secret, UNKNOWN, unwrapSecrets } from "../../wire/values";
import type {
  CheckRequest,
  CheckResult,
  CreateRequest,
  CreateResult,
  DiffRequest,
  DiffResult,
  ReadRequest,
  ReadResult,
  UpdateRequest,
} from "../provider";
import { isAlreadyExists } from "./api";
import { compare, pathText } from "./detailed-diff";
import { newName } from "./naming";
import { objectId } from "./objects/metadata";
import { textAt, valueAt, withoutValue } from "./objects/object";
import { containsPath, parsePropertyPath } from "./property-path";
import type { Session } from "./session";

/** Type token of a Helm release. */
export const HELM_RELEASE = "kubernetes:helm.sh/v3:Release";

/** What the real provider fills in. Timeout in seconds. */
const DEFAULTS: PropertyMap = {
  allowNullValues: false,
  atomic: false,
  cleanupOnFail: false,
  createNamespace: false,
  dependencyUpdate: false,
  description: "",
  devel: false,
  disableCRDHooks: false,
  disableOpenapiValidation: false,
  disableWebhooks: false,
  forceUpdate: false,
  keyring: "",
  lint: false,
  postrender: "",
  recreatePods: false,
  renderSubchartNotes: false,
  replace: false,
  resetValues: false,
  reuseValues: false,
  skipAwait: false,
  skipCrds: false,
  timeout: 300,
  verify: false,
  waitForJobs: false,
};

/** Fills in defaults and a name. A chart that is a folder has to be there; one of a repository is not looked for. */
export function checkRelease(request: CheckRequest, session: Session): CheckResult {
  const news = withoutValue(request.news, ["compat"]);
  const chart = textAt(news, "chart");
  const isMissing = /^\.{0,2}\//.test(chart) && !fs.existsSync(chart);
  const oldName = textAt(mapValues(request.olds, unwrapSecrets), "name");
  const inputs = {
    ...DEFAULTS,
    name: oldName === "" ? newName(request) : oldName,
    namespace: session.defaultNamespace,
    ...news,
  };
  const reason = `path "${chart}" not found; check the chart name and repository configuration.`;
  return { inputs, ...(isMissing ? { failures: [{ property: "chart", reason }] } : {}) };
}

/** Compares inputs; another name or namespace is another release. */
export function diffRelease(request: DiffRequest): DiffResult {
  const olds = mapValues(request.oldInputs, unwrapSecrets);
  const news = mapValues(request.news, unwrapSecrets);
  const ignored = request.ignoreChanges.map(parsePropertyPath);
  const differences = compare(olds, news, ["name", "namespace"]).filter(
    ({ path }) => !ignored.some((above) => containsPath(above, path)),
  );
  if (differences.length === 0) return { changes: "none" };
  return {
    changes: "some",
    diffs: [...new Set(differences.map(({ path }) => String(path[0])))],
    replaces: differences.filter(({ kind }) => kind.endsWith("-replace")).map(({ path }) => pathText(path)),
    detailedDiff: Object.fromEntries(differences.map(({ path, kind }) => [pathText(path), { kind }])),
  };
}

/** Records a release. Nothing of its chart is in the cluster afterwards, only the namespace when it asks for one. */
export async function createRelease(request: CreateRequest, session: Session): Promise<CreateResult> {
  warnNotRendered(request.properties, request.urn, session);
  if (request.preview) return { id: "", properties: recorded(request.properties, UNKNOWN) };
  await makeNamespace(request.properties, session);
  const plain = mapValues(request.properties, unwrapSecrets);
  const id = objectId(textAt(plain, "namespace"), textAt(plain, "name"));
  return { id, properties: recorded(request.properties, statusOf(plain)) };
}

/** Records the release's new values. */
export function updateRelease(request: UpdateRequest, session: Session): PropertyMap {
  warnNotRendered(request.news, request.urn, session);
  return recorded(request.news, request.preview ? UNKNOWN : statusOf(mapValues(request.news, unwrapSecrets)));
}

/**
 * Answers what was recorded, because there is nothing else.
 *
 * @throws Error for an import: the local cloud has no releases but those in its state.
 */
export function readRelease(request: ReadRequest): ReadResult {
  if (request.inputs === undefined || Object.keys(request.inputs).length === 0) {
    throw new Error(
      `Helm release "${request.id}" cannot be imported or got: the local cloud runs no Helm, so there is none`,
    );
  }
  return { id: request.id, properties: request.properties ?? {}, inputs: request.inputs };
}

function warnNotRendered(properties: PropertyMap, urn: string, session: Session): void {
  const plain = mapValues(properties, unwrapSecrets);
  const version = textAt(plain, "version");
  const chart = `${textAt(plain, "chart")}${version === "" ? "" : ` ${version}`}`;
  session.warnOnce(
    `Helm release "${objectId(textAt(plain, "namespace"), textAt(plain, "name"))}" (chart ${chart}) is recorded and not ` +
      "rendered: the local cloud runs no Helm, so none of the chart's objects are in the cluster",
    urn,
  );
}

async function makeNamespace(properties: PropertyMap, session: Session): Promise<void> {
  const name = textAt(mapValues(properties, unwrapSecrets), "namespace");
  if (valueAt(properties, "createNamespace") !== true) return;
  const reached = await session.reach();
  if (reached.cluster === undefined)
    throw new Error(`configured Kubernetes cluster is unreachable: ${reached.reason}`);
  try {
    await reached.cluster.create({ apiVersion: "v1", kind: "Namespace", metadata: { name } }, "", {
      fieldManager: "helm",
    });
  } catch (error) {
    if (!isAlreadyExists(error)) throw error;
  }
}

/** Helm's own word for a release of which nothing is known. */
function statusOf(plain: PropertyMap): PropertyMap {
  return { name: textAt(plain, "name"), namespace: textAt(plain, "namespace"), status: "unknown" };
}

function recorded(inputs: PropertyMap, status: PropertyValue): PropertyMap {
  const known = isRecord(status);
  return { ...inputs, resourceNames: known ? {} : UNKNOWN, status, __inputs: secret(inputs) };
}
