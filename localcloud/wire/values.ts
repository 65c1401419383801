import * as struct from "google-protobuf/google/protobuf/struct_pb";

/**
 * A property value as it travels between engine, program, providers and policy packs: plain JSON, in which
 * secrets, assets and references are objects with a signature and unknown values are a sentinel string.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
export type PropertyValue = null | boolean | number | string | readonly PropertyValue[] | PropertyMap;
/** The properties of a resource by name. */
export interface PropertyMap {
  readonly [name: string]: PropertyValue;
}

/** The key that marks an object as something else than an object. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What the signature key of a marked object says. */
export const Signature = {
  Secret: "1b47061264138c4ac30d75fd1eb44270",
  Asset: "c44067f5952c0a294b673a41bacd8c17",
  Archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  Resource: "5cf8f73096256a8f31e491e813e4eb8e",
  Output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;

/** The string that stands for a value that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A value that must not be shown or stored in the clear. */
export interface Secret extends PropertyMap {
  readonly [SIGNATURE]: typeof Signature.Secret;
  readonly value: PropertyValue;
}

/** Whether the value is an object, marked or not. */
export function isRecord(value: unknown): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the value is a list. */
export function isList(value: PropertyValue | undefined): value is readonly PropertyValue[] {
  return Array.isArray(value);
}

/** Whether the value is an object with the given signature. */
export function hasSignature(value: PropertyValue | undefined, signature: string): value is PropertyMap {
  return isRecord(value) && value[SIGNATURE] === signature;
}

/** Whether the value itself is a secret. */
export function isSecret(value: PropertyValue | undefined): value is Secret {
  return hasSignature(value, Signature.Secret);
}

/** Marks a value as secret; a secret stays what it is. */
export function secret(value: PropertyValue): Secret {
  return isSecret(value) ? value : { [SIGNATURE]: Signature.Secret, value };
}

/** The value without secret marks, at any depth. */
export function unwrapSecrets(value: PropertyValue): PropertyValue {
  if (isSecret(value)) return unwrapSecrets(value.value);
  if (isList(value)) return value.map(unwrapSecrets);
  if (isRecord(value)) return mapValues(value, unwrapSecrets);
  return value;
}

/** Whether an unknown value stands anywhere in it. */
export function containsUnknown(value: PropertyValue | undefined): boolean {
  return someValue(value, (part) => part === UNKNOWN || isUnknownOutput(part));
}

/** Whether a secret stands anywhere in it. */
export function containsSecret(value: PropertyValue | undefined): boolean {
  return someValue(value, isSecret);
}

/** A copy of the map with each value replaced by what the function makes of it. */
export function mapValues(
  map: PropertyMap,
  change: (value: PropertyValue, name: string) => PropertyValue,
): PropertyMap {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value, name)]));
}

/** Turns properties into the protobuf message that carries them. Properties that are `undefined` are left out. */
export function toStruct(properties: PropertyMap): struct.Struct {
  const message = new struct.Struct();
  const fields = message.getFieldsMap();
  for (const [name, value] of Object.entries(properties) as [string, PropertyValue | undefined][]) {
    if (value !== undefined) fields.set(name, toMessage(value));
  }
  return message;
}

/** Turns a protobuf message into properties; an absent message has none. */
export function fromStruct(message: struct.Struct | undefined): PropertyMap {
  const properties: Record<string, PropertyValue> = {};
  message?.getFieldsMap().forEach((value: struct.Value, name: string) => {
    properties[name] = fromMessage(value);
  });
  return properties;
}

function toMessage(value: PropertyValue): struct.Value {
  const message = new struct.Value();
  if (value === null) message.setNullValue(struct.NullValue.NULL_VALUE);
  else if (typeof value === "boolean") message.setBoolValue(value);
  else if (typeof value === "number") message.setNumberValue(value);
  else if (typeof value === "string") message.setStringValue(value);
  else if (isList(value)) message.setListValue(new struct.ListValue().setValuesList(value.map(toMessage)));
  else message.setStructValue(toStruct(value));
  return message;
}

function fromMessage(message: struct.Value): PropertyValue {
  switch (message.getKindCase()) {
    case struct.Value.KindCase.BOOL_VALUE:
      return message.getBoolValue();
    case struct.Value.KindCase.NUMBER_VALUE:
      return message.getNumberValue();
    case struct.Value.KindCase.STRING_VALUE:
      return message.getStringValue();
    case struct.Value.KindCase.LIST_VALUE:
      return (message.getListValue()?.getValuesList() ?? []).map(fromMessage);
    case struct.Value.KindCase.STRUCT_VALUE:
      return fromStruct(message.getStructValue());
    case struct.Value.KindCase.NULL_VALUE:
    case struct.Value.KindCase.KIND_NOT_SET:
      return null;
  }
}

function isUnknownOutput(value: PropertyValue): boolean {
  return hasSignature(value, Signature.Output) && value["value"] === undefined;
}

function someValue(value: PropertyValue | undefined, test: (part: PropertyValue) => boolean): boolean {
  if (value === undefined) return false;
  if (test(value)) return true;
  if (isList(value)) return value.some((item) => someValue(item, test));
  return isRecord(value) && Object.values(value).some((item) => someValue(item, test));
}
