import {
  hasSignature,
  isList,
  isRecord,
  isSecret,
  mapValues,
  secret,
  Signature,
  SIGNATURE,
  UNKNOWN,
  type PropertyMap,
  type PropertyValue,
} from "../../wire/values";
import { parseUrn } from "./urn";

/** What the other side understands. */
export interface Accepts {
  readonly secrets: boolean;
  readonly resources: boolean;
}

/** The properties in the form that a side with these abilities understands. */
export function marshal(map: PropertyMap, accepts: Accepts): PropertyMap {
  return mapValues(map, (value) => marshalValue(value, accepts));
}

function marshalValue(value: PropertyValue, accepts: Accepts): PropertyValue {
  if (isSecret(value))
    return accepts.secrets ? secret(marshalValue(value.value, accepts)) : marshalValue(value.value, accepts);
  if (hasSignature(value, Signature.Resource))
    return accepts.resources ? namedReference(value) : plainReference(value);
  if (isList(value)) return value.map((item) => marshalValue(item, accepts));
  return isRecord(value) ? marshal(value, accepts) : value;
}

// Inside the engine and in state a reference is a URN with an ID; on the wire the parts of the URN come along.
function namedReference({ urn = "", id, packageVersion = "" }: PropertyMap): PropertyValue {
  const { name, type } = parseUrn(typeof urn === "string" ? urn : "");
  return {
    [SIGNATURE]: Signature.Resource,
    urn,
    ...(id === undefined ? {} : { id: id === UNKNOWN ? "" : id }),
    name,
    type,
    ...(packageVersion === "" ? {} : { packageVersion }),
  };
}

function reference({ urn = "", id, packageVersion = "" }: PropertyMap): PropertyValue {
  return {
    [SIGNATURE]: Signature.Resource,
    urn,
    ...(id === undefined ? {} : { id: id === UNKNOWN ? "" : id }),
    packageVersion,
  };
}

// A resource is known by its ID, a component, which has none, by its URN.
function plainReference(reference: PropertyMap): PropertyValue {
  const id = reference["id"];
  if (id === undefined) return reference["urn"] ?? null;
  return id === "" ? UNKNOWN : id;
}

/** The properties with assets reduced to their hash, which is all that a comparison needs. */
export function withoutAssetContent(map: PropertyMap): PropertyMap {
  return mapValues(map, assetHashOnly);
}

function assetHashOnly(value: PropertyValue): PropertyValue {
  const sig = isRecord(value) ? value[SIGNATURE] : undefined;
  if (isRecord(value) && (sig === Signature.Asset || sig === Signature.Archive))
    return { [SIGNATURE]: sig, hash: value["hash"] ?? "" };
  if (isList(value)) return value.map(assetHashOnly);
  return isRecord(value) ? mapValues(value, assetHashOnly) : value;
}

/** Marks secret again what went in as a secret and came back in the clear under the same name. */
export function restoreSecrets(outputs: PropertyMap, inputs: PropertyMap): PropertyMap {
  return mapValues(outputs, (value, name) => restoreSecret(value, inputs[name]));
}

function restoreSecret(output: PropertyValue, input: PropertyValue | undefined): PropertyValue {
  if (input === undefined || isSecret(output)) return output;
  if (isSecret(input)) return secret(output);
  if (isList(input) && isList(output)) return output.map((item, i) => restoreSecret(item, input[i]));
  return isRecord(input) && isRecord(output) ? restoreSecrets(output, input) : output;
}

/**
 * Brings what the program sends into the engine's own form: references without what the URN says anyway, and output
 * values, which know what they depend on, as their plain value, unknown or secret as they are.
 *
 * @param found Gets the URNs that the output values depend on.
 */
export function downgradeOutputs(value: PropertyValue, found: Set<string>): PropertyValue {
  if (hasSignature(value, Signature.Output)) {
    for (const urn of isList(value["dependencies"]) ? value["dependencies"] : [])
      if (typeof urn === "string") found.add(urn);
    const plain = value["value"] === undefined ? UNKNOWN : downgradeOutputs(value["value"], found);
    return value["secret"] === true ? secret(plain) : plain;
  }
  if (hasSignature(value, Signature.Resource))
    return reference(mapValues(value, (part) => downgradeOutputs(part, found)));
  if (isList(value)) return value.map((item) => downgradeOutputs(item, found));
  return isRecord(value) ? mapValues(value, (item) => downgradeOutputs(item, found)) : value;
}
