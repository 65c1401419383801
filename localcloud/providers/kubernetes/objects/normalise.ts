import type { PropertyMap } from "../../../wire/values";
import { containsUnknown, mapValues } from "../../../wire/values";
import { apiVersionOf, kindOf } from "./metadata";
import type { KubeObject } from "./object";
import { mapAt, valueAt, withoutValue } from "./object";
import type { ObjectSchema } from "./schema";
import { conform } from "./schema";

/**
 * Metadata that only the server writes.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
const READ_ONLY_METADATA = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "uid",
];

/**
 * Writes inputs the way the server will, where two spellings mean the same, so that they do not show as a change.
 * An object with unknowns keeps its spelling.
 *
 * @param schema Schema of the kind; absent when there is none, or no cluster to ask for it.
 */
export function normalise(object: KubeObject, schema: ObjectSchema | undefined): KubeObject {
  const spelled = containsUnknown(object)
    ? object
    : respell(schema === undefined ? object : conform(object, schema));
  return READ_ONLY_METADATA.reduce((result, name) => withoutValue(result, ["metadata", name]), spelled);
}

function respell(object: KubeObject): KubeObject {
  if (apiVersionOf(object) === "v1" && kindOf(object) === "Secret") return respellSecret(object);
  if (kindOf(object) === "CustomResourceDefinition") return respellDefinition(object);
  return object;
}

/** The server turns `stringData` into `data`; a key in both keeps the value of `stringData`. */
function respellSecret(object: KubeObject): KubeObject {
  const stringData = mapAt(object, "stringData");
  const encoded = mapValues(stringData, (text) =>
    typeof text === "string" ? Buffer.from(text, "utf8").toString("base64") : text,
  );
  if (Object.keys(encoded).length === 0) {
    return valueAt(object, "data") === undefined
      ? object
      : { ...object, data: reencoded(mapAt(object, "data")) };
  }
  return { ...withoutValue(object, ["stringData"]), data: { ...mapAt(object, "data"), ...encoded } };
}

/** The server decodes and encodes `data`, which drops white space. What is no base64 is left for it to refuse. */
function reencoded(data: PropertyMap): PropertyMap {
  return mapValues(data, (text) => {
    if (typeof text !== "string" || !/^[A-Za-z0-9+/\s]*=*\s*$/.test(text)) return text;
    return Buffer.from(text, "base64").toString("base64");
  });
}

/** `preserveUnknownFields: false` is what v1 definitions mean anyway, and the server drops it. */
function respellDefinition(object: KubeObject): KubeObject {
  const plain = withoutValue(object, ["status"]);
  return valueAt(plain, "spec", "preserveUnknownFields") === false
    ? withoutValue(plain, ["spec", "preserveUnknownFields"])
    : plain;
}
