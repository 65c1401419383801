import type { PropertyMap, PropertyValue } from "../../wire/values";
import { isList, isRecord, mapValues } from "../../wire/values";
import { defaultsKey } from "./check";
import { same } from "./diff";
import type { ResourceSpec } from "./resources";
import { shapeOf } from "./schema/schema";

/**
 * A name prefix becomes a name when the resource is made: the time to a tenth of a millisecond, and a counter.
 *
 * @see https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/id/id.go (PrefixedUniqueId)
 */
export function withPrefixedName({ name }: ResourceSpec, requested: PropertyMap): PropertyMap {
  const prefix = name === undefined ? undefined : requested[`${name.property}Prefix`];
  if (name === undefined || typeof prefix !== "string" || requested[name.property] !== undefined)
    return requested;
  const time = new Date().toISOString().replace(/\D/g, "").padEnd(18, "0");
  madeNames += 1;
  return { ...requested, [name.property]: `${prefix}${time}${madeNames.toString(16).padStart(8, "0")}` };
}

let madeNames = 0;

/** Inputs without the marks of the bridge, at any depth. */
export function withoutMarks(inputs: PropertyMap): PropertyMap {
  const copy: unknown = JSON.parse(JSON.stringify(inputs), (key: string, value: unknown) =>
    key === defaultsKey ? undefined : value,
  );
  return isRecord(copy) ? copy : {};
}

/** Inputs that AWS never answers stay in the outputs as they were given. */
export function writeOnly(inputs: PropertyMap, properties: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(withoutMarks(inputs)).filter(([name]) => properties[name] === undefined),
  );
}

/** What AWS filled in, and an input once said: it stays when it is no longer asked for. */
export function keptOf(type: string, olds: PropertyMap, inputs: PropertyMap): PropertyMap {
  const { inputs: settable, outputs } = shapeOf(type);
  const names = Object.keys(settable).filter(
    (name) => outputs[name]?.required === true && inputs[name] === undefined,
  );
  return Object.fromEntries(
    names.flatMap((name) =>
      olds[name] === undefined || keptByCloud.includes(name) ? [] : [[name, olds[name]]],
    ),
  );
}

/** What the cloud itself carries over, because it depends on other properties. */
const keptByCloud = [
  "releaseVersion",
  "version",
  "diskSize",
  "amiType",
  "instanceTypes",
  "defaultVersion",
  "tags",
  "namespaceConfig",
];

/** Inputs after a refresh: what AWS says now, where the program had said something; all settable ones on an import. */
export function readInputs(type: string, found: PropertyMap, inputs: PropertyMap | undefined): PropertyMap {
  const { inputs: settable } = shapeOf(type);
  if (inputs === undefined || Object.keys(inputs).length === 0)
    return {
      [defaultsKey]: [],
      ...Object.fromEntries(
        Object.keys(settable).flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]])),
      ),
    };
  return refreshed(inputs, found);
}

/** What the program said, with what AWS says now; what only AWS says stays out. */
function refreshed(inputs: PropertyMap, found: PropertyMap): PropertyMap {
  return mapValues(inputs, (value, name) => {
    const answer = found[name];
    if (name === "tags" && answer !== undefined) return answer;
    if (answer === undefined || says(answer, value)) return value;
    if (isRecord(value) && isRecord(answer)) return refreshed(value, answer);
    if (!isList(value) || !isList(answer)) return answer;
    return answer.map((item, index) => {
      const asked = value[index];
      return isRecord(item) ? refreshed(isRecord(asked) ? asked : withoutEmpty(item), item) : item;
    });
  });
}

/** Whether an answer of AWS has all that the program said. Sets come back in any order, objects with more members. */
function says(answer: PropertyValue | undefined, value: PropertyValue): boolean {
  if (isRecord(value) && isRecord(answer))
    return Object.entries(value).every(([name, part]) => name === defaultsKey || says(answer[name], part));
  if (isList(value) && isList(answer))
    return value.length === answer.length && value.every((item) => answer.some((other) => says(other, item)));
  return same(value, answer);
}

/** AWS answers members that nobody set as empty text. */
function withoutEmpty(item: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== "" && value !== null));
}
