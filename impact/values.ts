import { isList, isMap } from "./json";
import type { JsonValue } from "./json";

/** The key that marks an object as a secret, an asset or a reference. @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/properties.go */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** All unknown sentinels share this tail: bool, number, string, array, asset, archive, object. @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go */
const unknownSentinels: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether this value is not known yet: a sentinel, `output<…>`, `<computed>` or an output without value. */
export function isUnknown(value: JsonValue | undefined): boolean {
  if (typeof value === "string") {
    return (
      unknownSentinels.has(value) ||
      value === "<computed>" ||
      value === "<unknown>" ||
      /^output<.*>$/s.test(value)
    );
  }
  return isMap(value) && value[signatureKey] === outputSignature && value["value"] === undefined;
}

/** Whether an unknown value stands anywhere in this one. */
export function containsUnknown(value: JsonValue | undefined): boolean {
  if (isUnknown(value)) return true;
  if (isList(value)) return value.some(containsUnknown);
  return isMap(value) && Object.values(value).some(containsUnknown);
}

/** Whether this value is masked or marked as a secret. */
export function isSecret(value: JsonValue | undefined): boolean {
  if (value === "[secret]") return true;
  return (
    isMap(value) &&
    (value[signatureKey] === secretSignature ||
      (value[signatureKey] === outputSignature && value["secret"] === true))
  );
}

/** Whether this object is a marked value, not a map of properties. */
export function isMarked(value: JsonValue | undefined): boolean {
  return isMap(value) && typeof value[signatureKey] === "string";
}
