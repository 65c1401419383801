import type { StateResource } from "../../policy/judge-state";
import { openCrypter } from "../../localcloud/engine/state/secrets";
import type { PropertyMap, PropertyValue } from "../../localcloud/wire/values";
import { hasSignature, isList, isRecord, Signature } from "../../localcloud/wire/values";
import { listAt, mapAt, textAt, valueAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { Moment } from "../view";

/** A resource of a state file, secrets as they stand there. */
export interface DeployedResource extends StateResource {
  readonly id: string;
  readonly inputs: PropertyMap;
  readonly outputs: PropertyMap;
  /** When it was made, RFC 3339; empty where the state does not say. */
  readonly created: string;
}

/** The state of one stack, read and not opened: what is encrypted stays so. */
export interface Deployment {
  readonly deployedAt?: Moment;
  readonly resources: readonly DeployedResource[];
  /** Whether the last deployment was broken off: some of what it did may be missing here. */
  readonly unfinished: boolean;
  /** How its secrets are encrypted. */
  readonly secrets: { readonly type: string; readonly salt: string };
}

/** The version of deployments and checkpoints that Pulumi writes since 2019. */
const version = 3;

/**
 * Reads what `pulumi stack export` writes, or a stack's file of a file backend: the same in another envelope.
 *
 * @throws Error whose message says what is wrong with the text, to be read after its name.
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go (DeploymentV3, CheckpointV3; read 2026-11-23)
 */
export function readDeployment(text: string): Deployment {
  const json = parsed(text);
  if (!isRecord(json) || !(isRecord(json["deployment"]) || isRecord(json["checkpoint"]))) {
    throw new Error('it is no state of a stack: it has neither "deployment" nor "checkpoint"');
  }
  if (json["version"] !== version) {
    throw new Error(
      `its version is ${JSON.stringify(json["version"] ?? null)}, and only ${String(version)} can be read; export it again with a Pulumi CLI of today`,
    );
  }
  const state = isRecord(json["deployment"]) ? json["deployment"] : mapAt(json, "checkpoint", "latest");
  const deployedAt = textAt(state, "manifest", "time");
  const providers = valueAt(state, "secrets_providers");
  return {
    ...(Number.isNaN(Date.parse(deployedAt)) ? {} : { deployedAt }),
    resources: listAt(state, "resources").map(deployedResource),
    unfinished: listAt(state, "pending_operations").length > 0,
    secrets: { type: textAt(providers, "type"), salt: textAt(providers, "state", "salt") },
  };
}

function parsed(text: string): PropertyValue {
  try {
    // JSON.parse answers `any`, and JSON is what a property value is.
    return JSON.parse(text) as PropertyValue;
  } catch (error) {
    throw new Error(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function deployedResource(resource: PropertyValue): DeployedResource {
  const [urn, type] = [textAt(resource, "urn"), textAt(resource, "type")];
  if (urn === "" || type === "") throw new Error("it holds a resource without urn or type");
  const dependencies = Object.entries(mapAt(resource, "propertyDependencies"));
  return {
    urn,
    type,
    id: textAt(resource, "id"),
    inputs: mapAt(resource, "inputs"),
    outputs: mapAt(resource, "outputs"),
    created: textAt(resource, "created"),
    parent: textAt(resource, "parent"),
    provider: textAt(resource, "provider"),
    protect: valueAt(resource, "protect") === true,
    external: valueAt(resource, "external") === true,
    delete: valueAt(resource, "delete") === true,
    ignoreChanges: texts(valueAt(resource, "ignoreChanges")),
    propertyDependencies: Object.fromEntries(dependencies.map(([name, urns]) => [name, texts(urns)])),
  };
}

function texts(value: PropertyValue | undefined): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === "string") : [];
}

/** An output of the stack: text in the clear, encrypted text, or nothing. */
export type StackOutput =
  | { readonly kind: "none" }
  | { readonly kind: "clear"; readonly text: string }
  | { readonly kind: "encrypted"; readonly ciphertext: string };

/** One output of the stack; what is no text counts as JSON. */
export function stackOutput({ resources }: Deployment, name: string): StackOutput {
  const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  const value = root?.outputs[name];
  if (value === undefined || value === null || value === "") return { kind: "none" };
  if (!hasSignature(value, Signature.Secret)) return { kind: "clear", text: textOf(value) };
  const plaintext = value["plaintext"];
  if (typeof plaintext === "string") return { kind: "clear", text: textOf(parsed(plaintext)) };
  return { kind: "encrypted", ciphertext: textAt(value, "ciphertext") };
}

/**
 * Opens one encrypted output.
 *
 * @throws Error that says why it stays closed; never a part of it.
 */
export async function openOutput(
  { secrets }: Deployment,
  ciphertext: string,
  passphrase: string | undefined,
): Promise<string> {
  if (secrets.type !== "passphrase") {
    throw new Error(
      `it is encrypted by the secrets provider "${secrets.type}", which only the Pulumi CLI can ask`,
    );
  }
  if (passphrase === undefined) {
    throw new Error("it is encrypted with a passphrase, and PULUMI_CONFIG_PASSPHRASE is not set");
  }
  const crypter = await openCrypter(passphrase, secrets.salt);
  return textOf(parsed(crypter.decrypt(ciphertext)));
}

function textOf(value: PropertyValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
