import type { PropertyMap, PropertyValue } from "../../wire/values";
import { UNKNOWN, isList, isRecord, mapValues } from "../../wire/values";
import { envelope, flattenedTypes } from "./resources";
import type { ObjectShape, Schema } from "./schema/schema";
import { elementType, typeMembers } from "./schema/schema";

type Types = Schema["inputTypes"];

/** Wire names that are not the SDK's: the autoscaler's settings have hyphens. */
const hyphenated = /^containerservice\.ManagedClusterProperties(Response)?AutoScalerProfile$/;

/** The body of a request from inputs. Properties that the shape does not know are left out, as the provider does. */
export function toBody(
  shape: ObjectShape,
  inputs: PropertyMap,
  types: Types,
  typeName?: string,
): PropertyMap {
  const body: Record<string, PropertyValue> = {};
  const properties: Record<string, PropertyValue> = {};
  // A few resources (key vaults) have "properties" in the SDK as well.
  const nests = typeName === undefined ? shape["properties"] === undefined : flattenedTypes.has(typeName);
  for (const [name, { type }] of Object.entries(shape)) {
    const value = inputs[name];
    if (value === undefined || value === null) continue;
    // Only parts of a resource say their names; "type" on a resource is a property that happens to have that name.
    const onTop = inEnvelope(shape, name) || (typeName !== undefined && (name === "name" || name === "type"));
    const target = nests && !onTop ? properties : body;
    target[hyphenated.test(typeName ?? "") ? withHyphens(name) : name] = valueToBody(
      name,
      type,
      value,
      types,
    );
  }
  return Object.keys(properties).length > 0 ? { ...body, properties } : body;
}

/** What has no place of its own, as agent pools, keeps its tags among the properties. */
function inEnvelope(shape: ObjectShape, name: string): boolean {
  return envelope.has(name) && (name !== "tags" || shape["location"] !== undefined);
}

function valueToBody(name: string, type: string, value: PropertyValue, types: Types): PropertyValue {
  // The SDK has a list of ids where the wire has a map of ids to empty objects.
  if (name === "userAssignedIdentities" && isList(value))
    return Object.fromEntries(value.map((id) => [typeof id === "string" ? id : "", {}]));
  const element = elementType(type);
  if (element !== undefined && isList(value))
    return value.map((item) => valueToBody("", element, item, types));
  if (element !== undefined && isRecord(value))
    return mapValues(value, (item) => valueToBody("", element, item, types));
  const members = typeMembers(types, type);
  return members !== undefined && isRecord(value) ? toBody(members, value, types, type.slice(1, -1)) : value;
}

/** Outputs from the body of an answer: what the shape knows, out of the body and its `properties`. */
export function toOutputs(
  shape: ObjectShape,
  body: PropertyMap,
  types: Types,
  typeName?: string,
): PropertyMap {
  const outputs: Record<string, PropertyValue> = {};
  const properties = isRecord(body["properties"]) ? body["properties"] : {};
  for (const [name, { type }] of Object.entries(shape)) {
    const value = hyphenated.test(typeName ?? "")
      ? body[withHyphens(name)]
      : (body[name] ?? properties[name]);
    if (value !== undefined && value !== null) outputs[name] = valueToOutput(type, value, types);
  }
  return outputs;
}

function valueToOutput(type: string, value: PropertyValue, types: Types): PropertyValue {
  const element = elementType(type);
  if (element !== undefined && isList(value)) return value.map((item) => valueToOutput(element, item, types));
  if (element !== undefined && isRecord(value))
    return mapValues(value, (item) => valueToOutput(element, item, types));
  const members = typeMembers(types, type);
  return members !== undefined && isRecord(value)
    ? toOutputs(members, value, types, type.slice(1, -1))
    : value;
}

/** Outputs before anything is done: what the inputs say, and unknown for all that only the cloud can say. */
export function previewOutputs(shape: ObjectShape, inputs: PropertyMap, types: Types): PropertyMap {
  return Object.fromEntries(
    Object.entries(shape).map(([name, { type }]) => [name, previewValue(type, inputs[name], types)]),
  );
}

function previewValue(type: string, input: PropertyValue | undefined, types: Types): PropertyValue {
  if (input === undefined) return UNKNOWN;
  const element = elementType(type);
  if (element !== undefined && type.startsWith("[") && isList(input))
    return input.map((item) => previewValue(element, item, types));
  if (element !== undefined && type.startsWith("{") && isRecord(input))
    return mapValues(input, (item) => previewValue(element, item, types));
  const members = typeMembers(types, type);
  if (members !== undefined && isRecord(input)) return previewOutputs(members, input, types);
  return type === "any" || type === typeof input ? input : UNKNOWN;
}

/** The part of outputs that could have been inputs. */
export function outputsToInputs(shape: ObjectShape, outputs: PropertyMap, types: Types): PropertyMap {
  const inputs: Record<string, PropertyValue> = {};
  for (const [name, { type }] of Object.entries(shape)) {
    const value = outputs[name];
    if (value !== undefined) inputs[name] = outputToInput(type, value, types);
  }
  return inputs;
}

function outputToInput(type: string, value: PropertyValue, types: Types): PropertyValue {
  if (type === "[string]" && isRecord(value)) return Object.keys(value);
  const element = elementType(type);
  if (element !== undefined && isList(value)) return value.map((item) => outputToInput(element, item, types));
  if (element !== undefined && isRecord(value))
    return mapValues(value, (item) => outputToInput(element, item, types));
  const members = typeMembers(types, type);
  return members !== undefined && isRecord(value) ? outputsToInputs(members, value, types) : value;
}

/** Inputs of an imported resource, without empty lists and maps: nobody would write them. */
export function withoutEmpty(value: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, item]) => [name, isRecord(item) ? withoutEmpty(item) : item] as const)
      .filter(
        ([, item]) =>
          !(isList(item) && item.length === 0) && !(isRecord(item) && Object.keys(item).length === 0),
      ),
  );
}

function withHyphens(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
