import { secret, type PropertyMap, type PropertyValue } from "../../wire/values";
import { isJson } from "../state/encode";
import { openCrypter, type Crypter } from "../state/secrets";
import { isSecure, type Project } from "./project";

/** The configuration of a stack, decrypted. */
export interface StackConfig {
  /** `namespace:name` to text; what is not text is JSON. */
  readonly values: Readonly<Record<string, string>>;
  /** The keys whose values are secret, or hold something secret. */
  readonly secretKeys: readonly string[];
}

/**
 * Decrypts a stack's configuration.
 *
 * @throws Error when a value cannot be decrypted: wrong passphrase, no salt, or damaged.
 */
export async function resolveConfig(project: Project, passphrase: string): Promise<StackConfig> {
  const encrypted = project.config.some(({ value }) => holdsSecure(value));
  if (encrypted && project.salt === undefined) {
    throw new Error(
      `the stack's settings hold encrypted values but no "encryptionsalt"; set them again, or copy the salt that they were made with`,
    );
  }
  const crypter =
    encrypted && project.salt !== undefined ? await openCrypter(passphrase, project.salt) : undefined;
  const values: Record<string, string> = {};
  const secretKeys: string[] = [];
  for (const { key, value } of project.config) {
    const plain = decrypted(value, crypter);
    values[key] = typeof plain === "string" ? plain : JSON.stringify(plain);
    if (holdsSecure(value)) secretKeys.push(key);
  }
  return { values, secretKeys };
}

/** What the default provider of a package is configured with. */
export function packageConfig(config: StackConfig, pkg: string): PropertyMap {
  const inputs: Record<string, PropertyValue> = {};
  for (const [key, value] of Object.entries(config.values)) {
    const [namespace, name] = splitKey(key);
    if (namespace === pkg) inputs[name] = config.secretKeys.includes(key) ? secret(value) : value;
  }
  return inputs;
}

/** The environment variables in which a program or a policy pack finds the configuration. */
export function configEnvironment(config: StackConfig): {
  readonly PULUMI_CONFIG: string;
  readonly PULUMI_CONFIG_SECRET_KEYS: string;
} {
  // The values travel under keys of the form that came first, `namespace:config:name`.
  const values = Object.fromEntries(
    Object.entries(config.values).map(([key, value]) => [oldKey(key), value]),
  );
  return {
    PULUMI_CONFIG: JSON.stringify(values),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
  };
}

function oldKey(key: string): string {
  const [namespace, name] = splitKey(key);
  return `${namespace}:config:${name}`;
}

function splitKey(key: string): readonly [string, string] {
  const at = key.indexOf(":");
  return [key.slice(0, at), key.slice(at + 1)];
}

function holdsSecure(value: unknown): boolean {
  if (isSecure(value)) return true;
  if (Array.isArray(value)) return value.some(holdsSecure);
  return isJson(value) && Object.values(value).some(holdsSecure);
}

function decrypted(value: unknown, crypter: Crypter | undefined): unknown {
  if (isSecure(value) && crypter !== undefined) return crypter.decrypt(value.secure);
  if (Array.isArray(value)) return value.map((item) => decrypted(item, crypter));
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, decrypted(item, crypter)]));
}
