import type { EngineEvent } from "./events";
import type { PreviewJson } from "./run/preview-json";
import type { PropertyMap } from "../wire/values";
import type { Patience } from "./patience";
import type { Goal } from "./plan/goal";

/** A policy pack to judge a run with. */
export interface PolicyPackOption {
  /** Folder with PulumiPolicy.yaml. */
  readonly path: string;
  /** Policy name to an enforcement level or to an object with `enforcementLevel` and the policy's own properties. */
  readonly config?: unknown;
}

/**
 * A resource to take into the stack, as an entry of the file that `pulumi import --file` takes.
 *
 * @see https://www.pulumi.com/docs/iac/guides/migration/import/#bulk-import-operations
 */
export interface ImportOption {
  readonly type: string;
  readonly name: string;
  /** The provider's name of the object; empty for components, which have none. */
  readonly id: string;
  /** URN of the parent, which is in the stack or stands further up in the list. @default the stack */
  readonly parent?: string;
  /** URN of an explicit provider, which is in the stack. @default the package's default provider */
  readonly provider?: string;
  /** An empty component, as a parent for others. @default false */
  readonly component?: boolean;
  /** The inputs that the state gets, by their names on the top level. @default all that the provider reads */
  readonly properties?: readonly string[];
  /** Whether the engine refuses to delete it. @default true */
  readonly protect?: boolean;
}

/** What to run, and how. */
export interface RunOptions {
  readonly command: "preview" | "up" | "refresh" | "destroy" | "import";
  /** The folder that holds Pulumi.yaml. */
  readonly projectDir: string;
  readonly stack: string;
  /** Folder of the file backend: state, backups and locks lie below it. */
  readonly backend: string;
  /** Provider plugins are looked for here and nowhere else. */
  readonly pulumiHome: string;
  /** Encrypts the secrets in state. */
  readonly passphrase: string;
  /** Environment of all child processes, on top of the engine's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** The packages whose providers may run. A stack that needs another one is refused. */
  readonly allowedProviders: readonly string[];
  /**
   * The packages whose providers can tell an object's id from its inputs. A creation that an earlier run left in the
   * middle is looked up with them, and taken over when it has come about. @default none: it stays pending
   */
  readonly identifyingProviders?: readonly string[];
  readonly policyPacks?: readonly PolicyPackOption[];
  /** How many steps may run at a time. @default 16 */
  readonly parallel?: number;
  /** URNs, `*` and `**` allowed, of the resources to work on. */
  readonly targets?: readonly string[];
  /** Works on what depends on the targets as well. */
  readonly targetDependents?: boolean;
  /** URNs of resources to leave alone. */
  readonly exclude?: readonly string[];
  /** URNs of resources to replace even if nothing asks for it. */
  readonly replace?: readonly string[];
  /** Like `replace` and `targets` at once. */
  readonly targetReplace?: readonly string[];
  /** Reads every resource from its provider first. */
  readonly refresh?: boolean;
  /** Goes on with what does not depend on a failed step. */
  readonly continueOnError?: boolean;
  /** Exit code 7 when anything changes. */
  readonly expectNoChanges?: boolean;
  /** `destroy` leaves protected resources, and what they need, alone. */
  readonly excludeProtected?: boolean;
  /** `refresh` forgets creations that were cut off. */
  readonly clearPendingCreates?: boolean;
  /** Shows what `refresh` or `destroy` would do and stops. */
  readonly previewOnly?: boolean;
  /** What `import` takes into the stack. */
  readonly imports?: readonly ImportOption[];
  /** Gets every event of the run, in order. */
  readonly onEvent?: (event: EngineEvent) => void;
  /** Aborted once: no new steps, running ones finish. Aborted through {@link forceSignal}: at once. */
  readonly signal?: AbortSignal;
  /** Stops at once: what is running is left as a pending operation. */
  readonly forceSignal?: AbortSignal;
  /** How long to wait for whoever says nothing. */
  readonly patience?: Partial<Patience>;
}

/** What came of a run. */
export interface RunResult {
  /** 0 for success, 1 for a failure, 7 for changes where none were expected. */
  readonly exitCode: number;
  /** Operation to number of resources; default providers are not counted. */
  readonly summary: Readonly<Record<string, number>>;
  /** The stack's outputs, secrets kept as secret values. */
  readonly outputs: PropertyMap;
  /** Of a preview: what `pulumi preview --json` would print. */
  readonly previewJson?: PreviewJson;
  /** Of a preview: what the program asked for, options included, by URN. */
  readonly goals?: ReadonlyMap<string, Goal>;
}
