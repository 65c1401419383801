import { isList, isMap } from "../json";
import type { JsonValue } from "../json";
import { isSecret, isUnknown } from "../values";

/** Longest value that is shown. */
const longest = 60;

/** Names whose values are never shown, whatever they hold. */
const sensitive =
  /pass(?:word|wd|phrase)?|secret|token|credential|kubeconfig|private|certificate|connection|userdata|publickeys|keydata|sas(?:url)?$|proxy|protectedsettings|apikey|accesskey/i;

/**
 * A value as short text for the report. Never shown: marked secrets, values below names that smell of secrets, and text
 * that looks like a key, a certificate, a kubeconfig or an address with a password.
 *
 * @param value - the value, `undefined` = absent
 * @param keys - the property path, without list items
 * @returns the text; empty for an absent value
 */
export function showValue(value: JsonValue | undefined, keys: readonly string[]): string {
  if (value === undefined || value === null) return "";
  if (isUnknown(value)) return "(known during the deployment)";
  if (isSecret(value) || keys.some((key) => sensitive.test(key)) || holdsSecret(value)) return "[secret]";
  const text = typeof value === "string" ? value : JSON.stringify(mask(value));
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

function holdsSecret(value: JsonValue): boolean {
  if (typeof value !== "string") return false;
  return (
    /-----BEGIN|apiVersion:|client-key-data|:\/\/[^/\s:@]+:[^/\s@]+@|\beyJ[\w-]{10,}\.|AccountKey=|\bAKIA[0-9A-Z]{12}/.test(
      value,
    ) || value.length > 400
  );
}

function mask(value: JsonValue | undefined): JsonValue {
  if (value === undefined) return null;
  if (isUnknown(value)) return "(known during the deployment)";
  if (isSecret(value) || holdsSecret(value)) return "[secret]";
  if (isList(value)) return value.map(mask);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, sensitive.test(key) ? "[secret]" : mask(part)]),
  );
}
