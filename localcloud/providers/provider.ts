import type { PropertyMap } from "../wire/values";

/**
 * What a provider stand-in answers, in plain objects. The protocol around it (gRPC, ports, signals) is
 * `serve`'s business. A call that fails throws; an object that exists but is not ready throws `InitFailed`.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
export interface Provider {
  /** Whether it takes the names that `pulumi:autonaming` asks for. @default false */
  readonly supportsAutonamingConfiguration?: boolean;
  /** Whether previews may ask what an object would look like. Without it all outputs are unknown then. @default true */
  readonly supportsPreview?: boolean;
  /** Checks the provider's own configuration. Default: the inputs as they are. */
  checkConfig?(request: CheckRequest): Awaitable<CheckResult>;
  /** Compares two configurations of the provider. Default: no difference. */
  diffConfig?(request: DiffRequest): Awaitable<DiffResult>;
  /** Takes the configuration. Called once, before anything but the two calls above. */
  configure(request: ConfigureRequest, engine: EngineLog): Awaitable<void>;
  /** Checks inputs, and fills in names and defaults. */
  check(request: CheckRequest): Awaitable<CheckResult>;
  /** Says what differs between old and new inputs, and whether that needs a replacement. */
  diff(request: DiffRequest): Awaitable<DiffResult>;
  /** Creates the object; in a preview, only says what it would look like. */
  create(request: CreateRequest): Awaitable<CreateResult>;
  /** Reads the object. `undefined`: there is none. */
  read(request: ReadRequest): Awaitable<ReadResult | undefined>;
  /** Changes the object; in a preview, only says what it would look like. Answers the outputs. */
  update(request: UpdateRequest): Awaitable<PropertyMap>;
  /** Deletes the object. An object that is gone already is no error. */
  delete(request: DeleteRequest): Awaitable<void>;
  /** The id of the object that these inputs make; `undefined` where none outlives the call. Needed to repair a run that was cut off. */
  idFor?(request: IdForRequest): Awaitable<string | undefined>;
  /** Calls a function of the package. */
  invoke?(request: InvokeRequest): Awaitable<InvokeResult>;
  /** The command ends: stop waiting for anything. */
  cancel?(): Awaitable<void>;
}

type Awaitable<T> = T | Promise<T>;

/** Speaks to the person who watches the deployment. */
export interface EngineLog {
  /** An `ephemeral` message is a status that the next one replaces. */
  (
    severity: "debug" | "info" | "warning" | "error",
    message: string,
    about?: { urn?: string; ephemeral?: boolean },
  ): void;
}

/** Whom a call is about. */
export interface ResourceIdentity {
  readonly urn: string;
  /** Type token, for instance `azure-native:containerservice:AgentPool`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
}

export interface CheckRequest extends ResourceIdentity {
  /** Inputs of the last check; empty for a new object. */
  readonly olds: PropertyMap;
  readonly news: PropertyMap;
  /** 32 bytes to make names from. */
  readonly randomSeed: Uint8Array;
  /** The name that the stack's `pulumi:autonaming` asks for. */
  readonly autonaming?: { readonly proposedName: string; readonly mode: "propose" | "enforce" | "disabled" };
}

export interface CheckResult {
  readonly inputs: PropertyMap;
  readonly failures?: readonly { readonly property: string; readonly reason: string }[];
}

export interface DiffRequest extends ResourceIdentity {
  readonly id: string;
  /** Old outputs. */
  readonly olds: PropertyMap;
  readonly oldInputs: PropertyMap;
  readonly news: PropertyMap;
  readonly ignoreChanges: readonly string[];
}

/** How one property path differs. */
export type DiffKind = "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

export interface DiffResult {
  /** `unknown` lets the engine compare the inputs itself. */
  readonly changes: "none" | "some" | "unknown";
  /** Top-level properties that need a replacement. */
  readonly replaces?: readonly string[];
  readonly stables?: readonly string[];
  /** Top-level properties that differ. */
  readonly diffs?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** By property path, for instance `spec.ports[0].port`. Absent: the provider gives no details. */
  readonly detailedDiff?: Readonly<Record<string, { readonly kind: DiffKind; readonly inputDiff?: boolean }>>;
}

export interface ConfigureRequest {
  /** Configuration as property values. */
  readonly args: PropertyMap;
  /** The same in the old form: `<package>:config:<name>` to a string or JSON text. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface CreateRequest extends ResourceIdentity {
  readonly properties: PropertyMap;
  /** Seconds from `customTimeouts`; 0 when there are none. */
  readonly timeoutSeconds: number;
  readonly preview: boolean;
}

export interface CreateResult {
  /** Empty in a preview where it is not known yet. */
  readonly id: string;
  readonly properties: PropertyMap;
}

export interface ReadRequest extends ResourceIdentity {
  readonly id: string;
  /** Outputs in state; empty for `get`, absent for an import. */
  readonly properties: PropertyMap | undefined;
  /** Inputs in state; empty for `get`, absent for an import. */
  readonly inputs: PropertyMap | undefined;
  readonly timeoutSeconds: number;
}

export interface ReadResult {
  readonly id: string;
  readonly properties: PropertyMap;
  readonly inputs: PropertyMap;
}

export interface UpdateRequest extends DiffRequest {
  readonly timeoutSeconds: number;
  readonly preview: boolean;
}

export interface DeleteRequest extends ResourceIdentity {
  readonly id: string;
  readonly properties: PropertyMap;
  readonly oldInputs: PropertyMap;
  readonly timeoutSeconds: number;
}

export interface IdForRequest {
  readonly type: string;
  /** Inputs as `check` answered them. */
  readonly inputs: PropertyMap;
}

export interface InvokeRequest {
  /** Function token, for instance `azure-native:containerservice:listManagedClusterUserCredentials`. */
  readonly token: string;
  readonly args: PropertyMap;
  readonly preview: boolean;
}

export interface InvokeResult {
  readonly value: PropertyMap;
  readonly failures?: readonly { readonly property: string; readonly reason: string }[];
}

/** The object exists, but it is not (or no longer) what was asked for. State keeps it with these reasons. */
export class InitFailed extends Error {
  constructor(
    readonly id: string,
    readonly properties: PropertyMap,
    /** Inputs to keep in state; absent: the engine keeps those it has. */
    readonly inputs: PropertyMap | undefined,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join("; "));
    this.name = "InitFailed";
  }
}

/** The provider refuses to do something that it does not support. */
export class Unsupported extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Unsupported";
  }
}
