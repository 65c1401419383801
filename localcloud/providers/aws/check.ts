import type { PropertyMap, PropertyValue } from "../../wire/values";
import { Signature, hasSignature, isList, isRecord, isSecret, mapValues } from "../../wire/values";
import type { CheckRequest, CheckResult } from "../provider";
import type { ObjectShape, Schema } from "../sdk/shapes";
import { randomHex } from "../sdk/random-hex";
import { elementType, judged, typeMembers } from "../sdk/shapes";
import type { ResourceSpec } from "./resources";

/** Where the real provider notes which inputs it made up; every object of a known type has it. */
export const defaultsKey = "__defaults";

/** One thing that is wrong with inputs, in the real provider's words. */
type Failure = NonNullable<CheckResult["failures"]>[number];

/**
 * Fills in the name where none is given: the logical name, a hyphen and seven random hexadecimal digits.
 *
 * @see https://github.com/pulumi/pulumi-terraform-bridge/blob/master/pkg/tfbridge/names.go (FromName)
 */
export function withDefaults(
  spec: ResourceSpec,
  shape: ObjectShape,
  types: Schema["inputTypes"],
  request: CheckRequest,
): PropertyMap {
  const inputs = marked(given(request.news), shape, types);
  const made = madeUpName(spec, request);
  return made === undefined
    ? inputs
    : { ...inputs, [defaultsKey]: [made.property], [made.property]: made.name };
}

function madeUpName(
  { name }: ResourceSpec,
  request: CheckRequest,
): { property: string; name: PropertyValue } | undefined {
  if (name === undefined) return undefined;
  const { property, maxLength } = name;
  const prefixed = request.news[`${property}Prefix`] ?? null;
  if ((request.news[property] ?? null) !== null || prefixed !== null) return undefined;
  const [kept, defaults] = [request.olds[property], request.olds[defaultsKey]];
  if (kept !== undefined && isList(defaults) && defaults.includes(property)) return { property, name: kept };
  const { autonaming } = request;
  if (autonaming?.mode === "disabled") return undefined;
  if (autonaming !== undefined) return { property, name: autonaming.proposedName };
  const made = `${request.name}-${randomHex(request.randomSeed, request.name, 7)}`;
  if (made.length > maxLength)
    throw new Error(
      `failed to generate auto-name for ${property}: "${made}" has ${String(made.length)} characters, at most ${String(maxLength)} are allowed; use a shorter logical name or set ${property}`,
    );
  return { property, name: made };
}

function given(inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(inputs).filter(([name, value]) => value !== null && name !== defaultsKey),
  );
}

function marked(inputs: PropertyMap, shape: ObjectShape, types: Schema["inputTypes"]): PropertyMap {
  const members = mapValues(inputs, (value, name) => markedValue(value, shape[name]?.type ?? "any", types));
  return { [defaultsKey]: [], ...members };
}

function markedValue(value: PropertyValue, type: string, types: Schema["inputTypes"]): PropertyValue {
  if (isSecret(value)) return { ...value, value: markedValue(value.value, type, types) };
  const element = elementType(type);
  if (isList(value)) return value.map((item) => markedValue(item, element ?? "any", types));
  const members = typeMembers(types, type);
  if (!isRecord(value) || members === undefined || hasSignature(value, Signature.Output)) return value;
  return marked(given(value), members, types);
}

/** Everything that the provider itself finds wrong: missing, unknown and mistyped properties. */
export function failuresOf(
  shape: ObjectShape,
  inputs: PropertyMap,
  types: Schema["inputTypes"],
  at: string,
): readonly Failure[] {
  const missing = Object.entries(shape)
    .filter(([name, { required }]) => required === true && inputs[name] === undefined)
    .map(([name]) => ({
      property: name,
      reason: `Missing required argument. The argument "${snake(name)}" is required, but no definition was found.. Examine values at '${at}.${name}'.`,
    }));
  const wrong = Object.entries(inputs).flatMap(([name, value]): readonly Failure[] => {
    if (name === defaultsKey) return [];
    const type = shape[name]?.type;
    if (type === undefined)
      return [{ property: name, reason: `Invalid or unknown key. Examine values at '${at}.${name}'.` }];
    return failuresOfValue(type, value, types, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}

function failuresOfValue(
  type: string,
  given: PropertyValue,
  types: Schema["inputTypes"],
  at: string,
): readonly Failure[] {
  const value = judged(type, given);
  if (value === undefined) return [];
  const element = elementType(type);
  const members = typeMembers(types, type);
  if (element !== undefined && type.startsWith("["))
    return isList(value)
      ? value.flatMap((item, index) => failuresOfValue(element, item, types, `${at}[${String(index)}]`))
      : [mistyped("list", value, at)];
  if (element !== undefined) return isRecord(value) ? [] : [mistyped("map", value, at)];
  if (members !== undefined)
    return isRecord(value) ? failuresOf(members, value, types, at) : [mistyped("object", value, at)];
  // Numbers and booleans may be written as text, and the other way round.
  return isList(value) || isRecord(value) ? [mistyped(type, value, at)] : [];
}

function mistyped(wanted: string, value: PropertyValue, at: string): Failure {
  const found = isList(value) ? "list" : isRecord(value) ? "object" : typeof value;
  return {
    property: at.split(".").slice(1).join("."),
    reason: `expected ${wanted} type, got ${found}. Examine values at '${at}'.`,
  };
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
