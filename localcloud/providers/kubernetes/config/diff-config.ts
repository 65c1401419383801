import type { PropertyMap } from "../../../wire/values";
import { mapValues, UNKNOWN, unwrapSecrets } from "../../../wire/values";
import type { DiffRequest, DiffResult } from "../../provider";
import { sameValue, valueAt } from "../objects/object";
import { clusterDiffers } from "./kubeconfig";

/** Properties that together say which cluster it is. */
const CLUSTER_KEYS = ["kubeconfig", "context", "cluster"];

/**
 * Says what a new provider configuration means: another cluster replaces everything in it.
 *
 * A `clusterIdentifier` decides alone once it is set; setting or dropping it replaces nothing.
 *
 * @throws Error when a kubeconfig cannot be parsed.
 */
export function diffConfig(request: DiffRequest): DiffResult {
  const olds = mapValues(request.olds, unwrapSecrets);
  const news = mapValues(request.news, unwrapSecrets);
  const diffs = [...new Set([...Object.keys(olds), ...Object.keys(news)])]
    .filter((name) => !sameValue(olds[name], news[name]))
    .sort();
  if (diffs.length === 0) return { changes: "none" };
  const unknown = CLUSTER_KEYS.find((name) => valueAt(news, name) === UNKNOWN);
  const identified = valueAt(news, "clusterIdentifier") !== undefined && !diffs.includes("clusterIdentifier");
  const replaces = identified ? [] : replacesOf(olds, news, diffs, unknown);
  return { changes: "some", diffs: unknown === undefined ? diffs : [unknown], replaces };
}

function replacesOf(
  olds: PropertyMap,
  news: PropertyMap,
  diffs: readonly string[],
  unknown: string | undefined,
): string[] {
  const identifiers = [valueAt(olds, "clusterIdentifier"), valueAt(news, "clusterIdentifier")];
  const identifier =
    diffs.includes("clusterIdentifier") && identifiers.every((value) => value !== undefined)
      ? ["clusterIdentifier"]
      : [];
  if (unknown !== undefined) return [...identifier, unknown];
  const render = diffs.includes("renderYamlToDirectory") ? ["renderYamlToDirectory"] : [];
  const cluster = clusterDiffers(olds, news) ? CLUSTER_KEYS.filter((name) => diffs.includes(name)) : [];
  return [...identifier, ...render, ...cluster];
}
