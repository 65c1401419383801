import type { PropertyMap, PropertyValue } from "../../../wire/values";
import { isList, isRecord, isSecret, mapValues, unwrapSecrets } from "../../../wire/values";
import type { KubeObject } from "./object";
import { mapAt, textAt, withoutValue } from "./object";
import { apiVersionOf } from "./metadata";
import { markSecrets } from "./secrets";

/**
 * Schema extensions, which the SDK's types spell with underscores and the API with dashes.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/
 */
const EXTENSIONS = [
  "x-kubernetes-embedded-resource",
  "x-kubernetes-int-or-string",
  "x-kubernetes-list-map-keys",
  "x-kubernetes-list-type",
  "x-kubernetes-map-type",
  "x-kubernetes-preserve-unknown-fields",
  "x-kubernetes-validations",
];
const TO_API: ReadonlyMap<string, string> = new Map(
  EXTENSIONS.map((name) => [name.replaceAll("-", "_"), name]),
);
const FROM_API: ReadonlyMap<string, string> = new Map(
  EXTENSIONS.map((name) => [name, name.replaceAll("-", "_")]),
);

/** What the state holds of an object: the object as it was last seen, and the inputs it was made from. */
export interface Checkpoint {
  readonly inputs: KubeObject;
  readonly live: KubeObject;
  /** apiVersion that the object was first made with. */
  readonly initialApiVersion: string;
  /** Field manager of the object; empty in states that have none. */
  readonly fieldManager: string;
}

/** Properties as an object for the API: without secret marks, names as the API spells them. */
export function toObject(properties: PropertyMap): KubeObject {
  return renamed(mapValues(properties, unwrapSecrets), TO_API);
}

/** An object as properties; what was secret in the properties that it came from is secret again. */
export function toProperties(object: KubeObject, from: PropertyMap): PropertyMap {
  return markSecrets(renamed(object, FROM_API), from);
}

/** The outputs to keep in state. @param from Properties that say what is secret. */
export function toOutputs(checkpoint: Checkpoint, from: PropertyMap): PropertyMap {
  return {
    ...toProperties(checkpoint.live, from),
    __inputs: toProperties(checkpoint.inputs, from),
    __initialApiVersion: checkpoint.initialApiVersion,
    __fieldManager: checkpoint.fieldManager,
  };
}

/** What the provider keeps among the outputs that is no part of the object. */
const OWN_OUTPUTS = ["__inputs", "__initialApiVersion", "__fieldManager"];

/** Reads outputs back. Where there are no inputs in them (a preview's outputs), they are empty. */
export function fromOutputs(outputs: PropertyMap): Checkpoint {
  const object = toObject(outputs);
  const inputs = mapAt(object, "__inputs");
  const initialApiVersion = textAt(object, "__initialApiVersion");
  return {
    inputs,
    live: OWN_OUTPUTS.reduce((live, name) => withoutValue(live, [name]), object),
    initialApiVersion: initialApiVersion === "" ? apiVersionOf(inputs) : initialApiVersion,
    fieldManager: textAt(object, "__fieldManager"),
  };
}

function renamed(map: PropertyMap, names: ReadonlyMap<string, string>): PropertyMap {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [names.get(name) ?? name, renamedValue(value, names)]),
  );
}

function renamedValue(value: PropertyValue, names: ReadonlyMap<string, string>): PropertyValue {
  if (isList(value)) return value.map((item) => renamedValue(item, names));
  // The mark of a secret is no field name of the API.
  return isRecord(value) && !isSecret(value) ? renamed(value, names) : value;
}
