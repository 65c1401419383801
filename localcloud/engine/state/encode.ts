import {
  hasSignature,
  isList,
  isRecord,
  isSecret,
  mapValues,
  secret,
  Signature,
  SIGNATURE,
  type PropertyMap,
  type PropertyValue,
  type Secret,
} from "../../wire/values";
import { newState, type ResourceState } from "./resource";
import type { Crypter } from "./secrets";

/** What was going on with a resource when a run was cut off. */
export interface PendingOperation {
  readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
  readonly resource: ResourceState;
}

/** A JSON object of the state file. */
export type Json = Readonly<Record<string, unknown>>;

/** Turns resources into the form that state files hold, secrets encrypted, and back. */
export class StateCodec {
  // A secret that did not change keeps its ciphertext, so that an unchanged stack keeps an unchanged file.
  readonly #ciphertexts = new WeakMap<Secret, string>();

  constructor(readonly crypter: Crypter) {}

  /** The JSON of a resource; fields at their default are left out. */
  encode(state: ResourceState): Json {
    return encodeState(state, (map) => this.#encodeMap(map));
  }

  /**
   * Reads a resource of a state file.
   *
   * @throws Error when it is not a resource or a secret cannot be decrypted.
   */
  decode(json: unknown): ResourceState {
    if (!isJson(json) || typeof json["urn"] !== "string" || typeof json["type"] !== "string") {
      throw new Error("the state file holds something that is not a resource: it has no urn or no type");
    }
    const known = newState({ urn: json["urn"], type: json["type"], custom: json["custom"] === true });
    const fields = Object.keys(known) as (keyof ResourceState)[];
    const given = Object.fromEntries(
      fields.flatMap((name) => (json[name] === undefined ? [] : [[name, json[name]]])),
    );
    return {
      ...known,
      // The file was written by an engine; the types of its optional fields are that format's.
      ...(given as Partial<ResourceState>),
      inputs: this.#decodeMap(json["inputs"]),
      outputs: this.#decodeMap(json["outputs"]),
      replacementTrigger:
        json["replacementTrigger"] === undefined
          ? null
          : this.#decodeValue(json["replacementTrigger"] as PropertyValue),
    };
  }

  #encodeMap(map: PropertyMap): PropertyMap {
    return mapValues(map, (value) => this.#encodeValue(value));
  }

  #encodeValue(value: PropertyValue): PropertyValue {
    if (isSecret(value)) return { [SIGNATURE]: Signature.Secret, ciphertext: this.#ciphertext(value) };
    if (isList(value)) return value.map((item) => this.#encodeValue(item));
    return isRecord(value) ? this.#encodeMap(value) : value;
  }

  #ciphertext(value: Secret): string {
    const known =
      this.#ciphertexts.get(value) ?? this.crypter.encrypt(JSON.stringify(withinSecret(value.value)));
    this.#ciphertexts.set(value, known);
    return known;
  }

  #decodeMap(map: unknown, open = false): PropertyMap {
    return isJson(map) ? mapValues(map as PropertyMap, (value) => this.#decodeValue(value, open)) : {};
  }

  /** @param open The value stood within a secret: what is secret in it was not encrypted once more. */
  #decodeValue(value: PropertyValue, open = false): PropertyValue {
    if (hasSignature(value, Signature.Secret)) return this.#decodeSecret(value, open);
    if (isList(value)) return value.map((item) => this.#decodeValue(item, open));
    return isRecord(value) ? this.#decodeMap(value, open) : value;
  }

  #decodeSecret({ ciphertext, plaintext }: PropertyMap, open: boolean): PropertyValue {
    const hidden = typeof ciphertext === "string" ? ciphertext : "";
    const text = typeof plaintext === "string" ? plaintext : open ? hidden : this.crypter.decrypt(hidden);
    const decoded = secret(this.#decodeValue(JSON.parse(text) as PropertyValue, true));
    if (!open && hidden !== "") this.#ciphertexts.set(decoded, hidden);
    return decoded;
  }
}

// A secret within a secret keeps its mark and is not encrypted twice, as in the files of the real engine.
function withinSecret(value: PropertyValue): PropertyValue {
  if (isSecret(value))
    return { [SIGNATURE]: Signature.Secret, ciphertext: JSON.stringify(withinSecret(value.value)) };
  if (isList(value)) return value.map(withinSecret);
  return isRecord(value) ? mapValues(value, withinSecret) : value;
}

/**
 * The JSON of a resource in the form of state files; fields at their default are left out.
 *
 * @param encodeMap Gives the properties their form; this is where secrets must be hidden.
 */
export function encodeState(state: ResourceState, encodeMap: (map: PropertyMap) => Json): Json {
  return withoutDefaults({
    urn: state.urn,
    custom: state.custom,
    delete: state.delete,
    id: state.id,
    type: state.type,
    inputs: encodeMap(state.inputs),
    outputs: encodeMap(state.outputs),
    parent: state.parent,
    protect: state.protect,
    external: state.external,
    dependencies: state.dependencies,
    initErrors: state.initErrors,
    provider: state.provider,
    propertyDependencies: state.propertyDependencies,
    pendingReplacement: state.pendingReplacement,
    additionalSecretOutputs: state.additionalSecretOutputs,
    customTimeouts: withoutDefaults({ ...state.customTimeouts }),
    importID: state.importID,
    retainOnDelete: state.retainOnDelete,
    deletedWith: state.deletedWith,
    replaceWith: state.replaceWith,
    created: state.created,
    modified: state.modified,
    ignoreChanges: state.ignoreChanges,
    hideDiff: state.hideDiff,
    replaceOnChanges: state.replaceOnChanges,
    replacementTrigger:
      state.replacementTrigger === null ? undefined : encodeMap({ value: state.replacementTrigger })["value"],
  });
}

/** Whether a value read from a file is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// "custom" is in every resource of Pulumi's own files, true or not.
function withoutDefaults(fields: Json): Json {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => name === "custom" || !isDefault(value)),
  );
}

function isDefault(value: unknown): boolean {
  if (value === undefined || value === "" || value === false || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJson(value) && Object.keys(value).length === 0;
}
