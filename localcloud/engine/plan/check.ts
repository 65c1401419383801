import { UNKNOWN, isRecord, isSecret, isList, type PropertyMap, type PropertyValue } from "../../wire/values";
import type { Deployment } from "../deployment";
import { masked } from "../events";
import { parsePath, resetPath } from "../values/path";
import type { CheckFailure } from "../plugins/provider";

/** Puts back the old values of what `ignoreChanges` names, and says where that is not possible. */
export function ignoreChanges(
  deployment: Deployment,
  urn: string,
  olds: PropertyMap,
  news: PropertyMap,
  paths: readonly string[],
): PropertyMap {
  let inputs = news;
  const impossible: string[] = [];
  for (const text of paths) {
    const path = parsePath(text);
    const reset = path === undefined ? inputs : resetPath(path, olds, inputs);
    if (reset === undefined) impossible.push(text);
    else inputs = reset;
  }
  if (impossible.length > 0) {
    deployment.events.message(
      "info",
      urn,
      `cannot ignore changes in added or removed elements of the path: ${JSON.stringify(impossible.join(", "))}`,
    );
  }
  return inputs;
}

/** Reports what a provider does not accept. @returns Whether there was anything. */
export function reportFailures(
  deployment: Deployment,
  resource: { urn: string; type: string; name: string },
  inputs: PropertyMap,
  failures: readonly CheckFailure[],
): boolean {
  for (const { property, reason } of failures) {
    const place =
      property === ""
        ? "has a problem"
        : `property ${property} value {${shown(inputs[property])}} has a problem`;
    const separator = property === "" ? " " : ": ";
    deployment.events.message(
      "error",
      resource.urn,
      `${resource.type} resource '${resource.name}'${separator}${place}: ${reason}`,
    );
  }
  return failures.length > 0;
}

function shown(value: PropertyValue | undefined): string {
  if (value === undefined || value === null) return "<nil>";
  if (isSecret(value)) return "[secret]";
  if (value === UNKNOWN) return "output<string>";
  if (isRecord(value) || isList(value)) return JSON.stringify(masked(value));
  return String(value);
}
