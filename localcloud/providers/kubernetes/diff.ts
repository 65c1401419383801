import type { DiffRequest, DiffResult } from "../provider";
import type { PropertyDifference } from "./detailed-diff";
import { compare, pathText } from "./detailed-diff";
import { forceNewPaths } from "./force-new";
import { isAutonamed, isNamed } from "./naming";
import { Annotation, isAnnotated } from "./objects/annotations";
import { fromOutputs, toObject } from "./objects/checkpoint";
import { apiVersionOf, gvkOf, inNamespace, kindOf, nameOf, namespaceOf } from "./objects/metadata";
import { normalise } from "./objects/normalise";
import type { KubeObject } from "./objects/object";
import { withoutValue, withValue } from "./objects/object";
import { pruneTo } from "./objects/prune";
import { isNamespaced } from "./objects/scope";
import { containsPath, parsePropertyPath } from "./property-path";
import type { Session } from "./session";
import { schemaFor } from "./session";
import { isJobUnready } from "./replace-unready";

/**
 * Compares new inputs with what the state says became of the old ones. The cluster is not asked, so drift only
 * shows after a refresh.
 */
export async function diff(request: DiffRequest, session: Session): Promise<DiffResult> {
  const { inputs, live } = fromOutputs(request.olds);
  const given = toObject(request.news);
  const reached = await session.reach();
  const schema = await schemaFor(given, reached);
  const oldInputs = normalise(inputs, schema);
  const newInputs = normalise(given, schema);
  const namespaced = await isNamespaced(gvkOf(newInputs), reached.cluster);
  const news = placed(newInputs, namespaced);
  const olds = comparable(placed(pruneTo(live, oldInputs), namespaced), live, news);
  const differences = withoutIgnored(
    compare(olds, news, forceNewPaths(news, request.type, session.options)),
    request,
  );
  const replaces = differences.filter(isReplacement).map(({ path }) => pathText(path));
  if (
    isAnnotated(news, Annotation.ReplaceUnready) &&
    (await isJobUnready(news, live, request.urn, session))
  ) {
    replaces.push(`.metadata.annotations["${Annotation.ReplaceUnready}"]`);
  }
  const always = session.options.renderYamlToDirectory !== "" && session.options.alwaysRender;
  return {
    changes: differences.length > 0 || replaces.length > 0 || always ? "some" : "none",
    replaces,
    deleteBeforeReplace: replaces.length > 0 && keepsItsName(news, live),
    detailedDiff: Object.fromEntries(
      differences.map(({ path, kind, inputDiff }) => [pathText(path), { kind, inputDiff }]),
    ),
  };
}

/** No namespace is the same as `default`, and objects of the cluster have none. */
function placed(object: KubeObject, namespaced: boolean): KubeObject {
  if (!namespaced) return inNamespace(object, "");
  return namespaceOf(object) === "" ? inNamespace(object, "default") : object;
}

/** The old object without what only the state knows about it. */
function comparable(old: KubeObject, live: KubeObject, news: KubeObject): KubeObject {
  const typed = kindOf(old) === "" ? { ...old, apiVersion: apiVersionOf(news), kind: kindOf(news) } : old;
  const plain = withoutValue(typed, ["metadata", "resourceVersion"]);
  // A name that the server generated may be written into the program afterwards.
  return nameOf(news) === "" ? plain : withValue(plain, ["metadata", "name"], nameOf(live));
}

function withoutIgnored(
  differences: PropertyDifference[],
  { ignoreChanges }: DiffRequest,
): PropertyDifference[] {
  const ignored = ignoreChanges.map(parsePropertyPath);
  return differences.filter(({ path }) => !ignored.some((above) => containsPath(above, path)));
}

function isReplacement({ kind, path }: PropertyDifference): boolean {
  return kind.endsWith("-replace") || (kind === "delete" && pathText(path) === "metadata");
}

/** An object that must keep its name has to go before its successor comes. */
function keepsItsName(news: KubeObject, live: KubeObject): boolean {
  return (
    isNamed(news) &&
    !isAutonamed(news) &&
    nameOf(news) === nameOf(live) &&
    namespaceOf(news) === namespaceOf(live)
  );
}
