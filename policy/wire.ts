/**
 * Pulumi's marks for values that are not plain JSON, as they travel to an analyzer.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string, and what the engine sends for all of them
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** Length of each of them: what is longer or shorter need not be looked up. */
const UNKNOWN_LENGTH = 36;

/** A JSON object of unknown shape. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether the value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the value bears a mark: then it is an unknown, or {@link unmark} takes the mark off. */
export function isMarked(value: unknown): boolean {
  return typeof value === "string"
    ? value.length === UNKNOWN_LENGTH && UNKNOWNS.has(value)
    : isJson(value) && value[SIGNATURE] !== undefined;
}

/** Whether the value stands for one that is decided only during the deployment. */
export function isUnknown(value: unknown): boolean {
  return (
    UNKNOWNS.has(value) || (isJson(value) && value[SIGNATURE] === OUTPUT && value["value"] === undefined)
  );
}

/** The value without one secret or output mark around it, or undefined when it bears none. */
export function unmark(value: unknown): { readonly value: unknown; readonly secret: boolean } | undefined {
  if (!isJson(value)) return undefined;
  if (value[SIGNATURE] === SECRET) return { value: value["value"], secret: true };
  if (value[SIGNATURE] === OUTPUT) return { value: value["value"], secret: value["secret"] === true };
  return undefined;
}

/** Whether the value is a secret as state files keep it, which only the key of its stack opens. */
export function isEncrypted(value: unknown): boolean {
  return isJson(value) && value[SIGNATURE] === SECRET && value["value"] === undefined;
}

/** A value of a state file with the secrets that stand there in the clear, marked as the engine marks them. */
export function decrypted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decrypted);
  if (!isJson(value)) return value;
  if (value[SIGNATURE] === SECRET && typeof value["plaintext"] === "string") {
    return { [SIGNATURE]: SECRET, value: decrypted(JSON.parse(value["plaintext"])) };
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, decrypted(inner)]));
}
