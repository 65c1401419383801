import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

/** Rounds of PBKDF2-SHA256. @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/config/crypt.go */
const ROUNDS = 1_000_000;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 8;
/** The text whose encrypted form in the salt tells whether a passphrase is right. */
const PROBE = "pulumi";

/** Encrypts and decrypts the secrets of one stack with a passphrase, as Pulumi's passphrase provider does. */
export interface Crypter {
  /** `v1:<salt>:v1:<nonce>:<ciphertext>`; what state and settings keep to recognise the passphrase. */
  readonly salt: string;
  /** @returns `v1:<nonce>:<ciphertext>`, Base64. */
  encrypt(plaintext: string): string;
  /** @throws Error when the text was not encrypted with this key. */
  decrypt(ciphertext: string): string;
}

/** A crypter for a stack that has none yet. */
export async function newCrypter(passphrase: string): Promise<Crypter> {
  const salt = randomBytes(SALT_BYTES);
  const key = await deriveKey(passphrase, salt);
  return crypterOf(key, `v1:${salt.toString("base64")}:${encryptWith(key, PROBE)}`);
}

/**
 * The crypter of an existing stack.
 *
 * @param salt What the state or the stack's settings say.
 * @throws Error when the passphrase is not the one that the salt was made with.
 */
export async function openCrypter(passphrase: string, salt: string): Promise<Crypter> {
  const match = /^v1:([^:]+):(v1:[^:]+:[^:]+)$/u.exec(salt);
  if (match === null)
    throw new Error(
      `the encryption salt of the stack is not readable; it must look like v1:SALT:v1:NONCE:DATA`,
    );
  const [, encodedSalt = "", probe = ""] = match;
  const key = await deriveKey(passphrase, Buffer.from(encodedSalt, "base64"));
  if (decryptOrUndefined(key, probe) !== PROBE) {
    throw new Error(
      "the passphrase is wrong: it does not open the secrets of this stack; nothing was changed",
    );
  }
  return crypterOf(key, salt);
}

function crypterOf(key: Buffer, salt: string): Crypter {
  return {
    salt,
    encrypt: (plaintext) => encryptWith(key, plaintext),
    decrypt: (ciphertext) => {
      const plaintext = decryptOrUndefined(key, ciphertext);
      if (plaintext === undefined)
        throw new Error("a secret cannot be decrypted: it was encrypted with another key or is damaged");
      return plaintext;
    },
  };
}

const keys = new Map<string, Promise<Buffer>>();

// A million rounds take about half a second: once per process and salt is enough.
function deriveKey(passphrase: string, salt: Buffer): Promise<Buffer> {
  const name = JSON.stringify([passphrase, salt.toString("base64")]);
  const known = keys.get(name) ?? promisify(pbkdf2)(passphrase, salt, ROUNDS, KEY_BYTES, "sha256");
  keys.set(name, known);
  return known;
}

function encryptWith(key: Buffer, plaintext: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const data = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${data.toString("base64")}`;
}

function decryptOrUndefined(key: Buffer, text: string): string | undefined {
  const [version, nonce, data] = text.split(":");
  if (version !== "v1" || nonce === undefined || data === undefined) return undefined;
  const bytes = Buffer.from(data, "base64");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
