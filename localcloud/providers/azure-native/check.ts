import type { PropertyMap, PropertyValue } from "../../wire/values";
import { containsUnknown, isList, isRecord } from "../../wire/values";
import type { CheckRequest, CheckResult } from "../provider";
import { randomHex } from "../sdk/random-hex";
import { createBeforeDelete } from "./diff";
import type { ResourceSpec } from "./resources";
import { pathParameters } from "./resources";
import type { ObjectShape, Schema } from "./schema/schema";
import { elementType, judged, typeMembers } from "./schema/schema";

/** One thing that is wrong with inputs, in the real provider's words. */
type Failure = NonNullable<CheckResult["failures"]>[number];

/** The name that a resource gets that was given none. */
interface AutoName {
  readonly name: string;
  /** Whether it is made up, so that two of the kind can exist at a time. */
  readonly random: boolean;
}

/**
 * Makes a name: resources of the top level get the logical name and eight random hexadecimal digits, what lives
 * inside of another resource gets the logical name as it is.
 *
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/resources/resources.go (AutoName)
 */
function autoName(spec: ResourceSpec, request: CheckRequest): AutoName | undefined {
  const { autonaming } = request;
  if (autonaming?.mode === "disabled") return undefined;
  const isGuid = spec.path.endsWith("{roleAssignmentName}");
  if (autonaming?.mode === "enforce" || (autonaming?.mode === "propose" && !isGuid)) {
    return { name: autonaming.proposedName, random: true };
  }
  if (isGuid) {
    const hex = randomHex(request.randomSeed, "", 32);
    return { name: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"), random: true };
  }
  const below = spec.path.split(/\/providers\//).at(-1) ?? "";
  const isTop = !spec.path.includes("/providers/") || (below.match(/\{/g)?.length ?? 0) === 1;
  return isTop
    ? { name: `${request.name}${randomHex(request.randomSeed, request.name, 8)}`, random: true }
    : { name: request.name, random: false };
}

/** Fills in the name and the version of the interface. The location is the caller's business. */
export function withDefaults(
  spec: ResourceSpec,
  apiVersion: string,
  request: CheckRequest,
): Record<string, PropertyValue> {
  const inputs: Record<string, PropertyValue> = Object.fromEntries(
    Object.entries(request.news).filter(([, value]) => value !== null),
  );
  const parameter = pathParameters(spec).at(-1) ?? "";
  if (inputs[parameter] === undefined) {
    const kept = request.olds[parameter];
    const made = kept === undefined ? autoName(spec, request) : undefined;
    const name = kept ?? made?.name;
    if (name !== undefined) inputs[parameter] = name;
    if (made?.random === true || (kept !== undefined && request.olds[createBeforeDelete] === true))
      inputs[createBeforeDelete] = true;
  }
  inputs["azureApiVersion"] ??= apiVersion;
  return inputs;
}

/** Everything that the provider itself finds wrong: missing and mistyped properties. */
export function failuresOf(
  shape: ObjectShape,
  inputs: PropertyMap,
  types: Schema["inputTypes"],
  path = "",
): readonly Failure[] {
  return Object.entries(shape).flatMap(([name, { type, required }]) => {
    const at = path === "" ? name : `${path}.${name}`;
    const value = inputs[name];
    if (value !== undefined && value !== null) return failuresOfValue(type, value, types, at);
    if (required !== true) return [];
    const hint =
      at === "location"
        ? ". Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'."
        : "";
    return [{ property: "", reason: `missing required property '${at}'${hint}` }];
  });
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
  if (isList(value)) {
    if (element === undefined || !type.startsWith("[")) return [mistyped(at, type, "an array")];
    return value.flatMap((item, index) => failuresOfValue(element, item, types, `${at}[${String(index)}]`));
  }
  if (isRecord(value)) {
    const members = typeMembers(types, type);
    return members === undefined ? [] : failuresOf(members, value, types, at);
  }
  if (typeof value === "string" && type !== "string") return [mistyped(at, type, "a string")];
  if (typeof value === "number" && type !== "number") return [mistyped(at, type, "a number")];
  return [];
}

function mistyped(at: string, type: string, found: string): Failure {
  const expected = type.startsWith("[")
    ? "array"
    : type.startsWith("{") || type.startsWith("<")
      ? "object"
      : type;
  return { property: "", reason: `'${at}' should be of type '${expected}' but got ${found}` };
}

/** Whether a value is there and known. */
export function isKnown(value: PropertyValue | undefined): value is PropertyValue {
  return value !== undefined && !containsUnknown(value);
}
