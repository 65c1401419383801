import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { isJson, StateCodec, type Json, type PendingOperation } from "./encode";
import {
  ORGANIZATION,
  prepareBackend,
  readIfThere,
  stackFiles,
  writeFileAtomically,
  type StackFiles,
} from "./files";
import { replayJournal, type RecordedState } from "./journal";
import { newCrypter, openCrypter, type Crypter } from "./secrets";

/** What a stack consists of. */
export type StackState = RecordedState;

/** Version 3 of the checkpoint is the one that Pulumi writes since 2019. */
const CHECKPOINT_VERSION = 3;
/** The engine whose behaviour this one follows; Pulumi puts it, and its digest, into every checkpoint. */
const ENGINE_VERSION = "v3.260.0";

/** The stored state of one stack: loads it, and replaces it as a whole. */
export class Checkpoint {
  private constructor(
    readonly files: StackFiles,
    readonly codec: StateCodec,
    private readonly stackName: string,
    /** The state as it was loaded, a cut-off run's journal included. */
    readonly loaded: StackState,
    /** Whether a journal has added to what the file says. */
    readonly recovered: boolean,
    /** Digest of the file's content; a journal names the one that it goes on from. */
    private digest: string,
  ) {}

  /**
   * Loads the state of a stack; a stack that does not exist yet has no resources.
   *
   * @param settingsSalt The salt in the stack's settings, for a stack without state.
   * @throws Error when the file cannot be read or the passphrase is wrong. Nothing is changed then.
   */
  static async load(
    backend: string,
    project: string,
    stack: string,
    passphrase: string,
    settingsSalt?: string,
  ): Promise<Checkpoint> {
    const files = stackFiles(backend, project, stack);
    const text = readIfThere(files.state);
    const latest = text === undefined ? undefined : parseCheckpoint(files.state, text);
    const codec = new StateCodec(await crypterFor(latest, passphrase, settingsSalt));
    const state =
      latest === undefined ? { resources: [], pendingOperations: [] } : decodeState(codec, latest);
    const digest = digestOf(text ?? "");
    const loaded = replayJournal(files.journal, digest, codec, state);
    return new Checkpoint(
      files,
      codec,
      `${ORGANIZATION}/${project}/${stack}`,
      loaded,
      loaded !== state,
      digest,
    );
  }

  /** The digest that a journal beside the present file must name. */
  get currentDigest(): string {
    return this.digest;
  }

  /** Writes a new checkpoint and keeps the one before as backup. The journal, if any, is void from then on. */
  save(state: StackState, backend: string): void {
    prepareBackend(backend);
    const text = this.#serialize(state);
    if (fs.existsSync(this.files.state)) fs.copyFileSync(this.files.state, this.files.backup);
    writeFileAtomically(this.files.state, text);
    this.digest = digestOf(text);
    fs.rmSync(this.files.journal, { force: true });
  }

  #serialize(state: StackState): string {
    const pending = state.pendingOperations.map((op) => ({
      resource: this.codec.encode(op.resource),
      type: op.type,
    }));
    const latest = {
      manifest: { time: new Date().toISOString(), magic: digestOf(ENGINE_VERSION), version: ENGINE_VERSION },
      secrets_providers: { type: "passphrase", state: { salt: this.codec.crypter.salt } },
      resources: state.resources.map((resource) => this.codec.encode(resource)),
      ...(pending.length > 0 ? { pending_operations: pending } : {}),
      metadata: {},
    };
    return `${JSON.stringify({ version: CHECKPOINT_VERSION, checkpoint: { stack: this.stackName, latest } }, undefined, 4)}\n`;
  }
}

async function crypterFor(
  latest: Json | undefined,
  passphrase: string,
  settingsSalt: string | undefined,
): Promise<Crypter> {
  const providers = latest?.["secrets_providers"];
  const state = isJson(providers) ? providers["state"] : undefined;
  const salt = isJson(state) && typeof state["salt"] === "string" ? state["salt"] : settingsSalt;
  return salt === undefined ? newCrypter(passphrase) : openCrypter(passphrase, salt);
}

function parseCheckpoint(file: string, text: string): Json | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Error(
      `${file}: is not JSON (${error instanceof Error ? error.message : ""}); the state before the last run is in ${file}.bak`,
      { cause: error },
    );
  }
  if (!isJson(parsed) || parsed["version"] !== CHECKPOINT_VERSION || !isJson(parsed["checkpoint"])) {
    throw new Error(`${file}: is not a checkpoint of version ${CHECKPOINT_VERSION}; only those can be read`);
  }
  const latest = parsed["checkpoint"]["latest"];
  return isJson(latest) ? latest : undefined;
}

function decodeState(codec: StateCodec, latest: Json): StackState {
  const list = (name: string): readonly unknown[] => (Array.isArray(latest[name]) ? latest[name] : []);
  return {
    resources: list("resources").map((resource) => codec.decode(resource)),
    pendingOperations: list("pending_operations").flatMap((op) =>
      isJson(op)
        ? [{ type: op["type"] as PendingOperation["type"], resource: codec.decode(op["resource"]) }]
        : [],
    ),
  };
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
