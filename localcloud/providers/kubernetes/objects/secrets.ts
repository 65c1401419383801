import type { PropertyMap, PropertyValue } from "../../../wire/values";
import { containsSecret, isRecord, isSecret, secret } from "../../../wire/values";

/**
 * Copies secretness from the properties that an object was made from. Objects are gone into, so that one secret
 * does not hide everything; any other value is hidden as a whole when there is a secret in it. `data` and
 * `stringData` of a Secret are always secret.
 *
 * @param out Properties without marks.
 * @param from Properties with marks.
 */
export function markSecrets(out: PropertyMap, from: PropertyMap): PropertyMap {
  if (out["kind"] === "Secret") return withSecretData(out);
  return Object.fromEntries(Object.entries(out).map(([name, value]) => [name, marked(value, from[name])]));
}

function marked(out: PropertyValue, from: PropertyValue | undefined): PropertyValue {
  if (from === undefined) return out;
  if (isRecord(out) && isRecord(from) && !isSecret(out) && !isSecret(from)) return markSecrets(out, from);
  return containsSecret(from) ? secret(out) : out;
}

function withSecretData(out: PropertyMap): PropertyMap {
  const hide = ([name, value]: [string, PropertyValue]): [string, PropertyValue] =>
    name === "data" || name === "stringData" ? [name, secret(value)] : [name, value];
  return Object.fromEntries(Object.entries(out).map(hide));
}
