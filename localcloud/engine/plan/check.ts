import { UNKNOWN, isRecord, isSecret, isList, type PropertyMap, type PropertyValue } from "../../wire/values";
import type { Deployment } from "../deployment";
import { masked } from "../events";
import { parsePath, resetPath } from "../values/path";
import { Reported } from "../failure";
import type { Checked, CheckFailure } from "../plugins/provider";
import type { ResourceState } from "../state/resource";
import { isProviderType, parseProviderReference } from "../values/urn";
import type { Decisions } from "./decisions";

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

/**
 * Lets the provider check and complete the inputs of a resource.
 *
 * @throws Reported when the resource names a provider that the program has not made.
 */
export async function checkInputs(
  { providers, events }: Deployment,
  decisions: Decisions,
  { urn, type, custom, provider: reference }: ResourceState,
  olds: PropertyMap,
  news: PropertyMap,
): Promise<Checked> {
  if (!custom) return { inputs: news, failures: [] };
  if (isProviderType(type)) return providers.check(urn, olds, news);
  const provider = providers.get(reference);
  if (provider === undefined) {
    const message = `unknown provider '${parseProviderReference(reference).urn}' for resource '${urn}'`;
    events.message("error", urn, message);
    throw new Reported(urn);
  }
  const naming = decisions.namings.get(urn);
  const checked = await provider.check(urn, olds, news, naming?.proposal);
  if (naming?.expected === true && provider.takesNames?.() !== true)
    events.message("warning", urn, `${urn} resource ${NOT_NAMED}`);
  return checked;
}

const NOT_NAMED =
  "has a custom autonaming setting but the provider does not support autonaming configuration, consider upgrading to a newer version";

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
