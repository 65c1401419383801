import { isList, isMap } from "../json";
import type { JsonValue } from "../json";
import type { Subject } from "../subject";
import { isSecret, isUnknown } from "../values";

/** Longest value that is shown. */
const longest = 60;

/** Names whose values are never shown, whatever they hold. */
const sensitive =
  /pass(?:word|wd|phrase)?|secret|token|credential|kubeconfig|private|certificate|connection|userdata|publickeys|keydata|sas(?:url)?$|proxy|protectedsettings|apikey|accesskey/i;

/** Fields of Kubernetes objects that never hold a secret and that a reader wants to see. All others may hold anything. */
const shownFields =
  /^(?:metadata\.(?:name|namespace)|provisioner|reclaimPolicy|volumeBindingMode|handler|value|preemptionPolicy|spec\.(?:type|clusterIP|replicas|schedule|storageClassName|attachRequired|controller|minAvailable|maxUnavailable|nodeSelector(?:\..+)?|containers\.image|template\.spec\.(?:nodeSelector(?:\..+)?|runtimeClassName|containers\.image)))$/;

/** Parts of clusters and pools that hold free text of users. */
const freeText: ReadonlySet<string> = new Set(["addonProfiles", "messageOfTheDay"]);

/** Stands for a value that is not shown because it might be secret. */
export const notShown = "(not shown)";

/**
 * A value as short text for the report. Never shown: marked secrets, values below names that smell of secrets, text that
 * looks like a key, a certificate, a kubeconfig or an address with a password, and everything of resource types whose
 * properties the report does not know.
 *
 * @param value - the value, `undefined` = absent
 * @param keys - the property path, without list items
 * @param subject - whose property it is
 * @returns the text; empty for an absent value
 */
export function showValue(value: JsonValue | undefined, keys: readonly string[], subject: Subject): string {
  if (value === undefined || value === null) return "";
  if (isUnknown(value)) return "(known during the deployment)";
  if (isSecret(value) || keys.some((key) => sensitive.test(key)) || holdsSecret(value)) return "[secret]";
  if (!mayShow(keys, subject)) return notShown;
  const text = typeof value === "string" ? value : JSON.stringify(mask(value));
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

function mayShow(keys: readonly string[], { kind }: Subject): boolean {
  switch (kind) {
    case "cluster":
    case "pool":
      return !freeText.has(keys[0] ?? "");
    case "kubernetes":
      return shownFields.test(keys.join("."));
    case "provider":
    case "other":
      return false;
  }
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
