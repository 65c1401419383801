import type { EventStream } from "./events";
import type { RunOptions } from "./options";
import type { Goal } from "./plan/goal";
import type { Step } from "./plan/steps";
import { DependencyGraph } from "./plan/graph";
import type { PreviewStep } from "./run/preview-json";
import type { PolicyPack } from "./plugins/policy-pack";
import type { ProviderRegistry } from "./plugins/registry";
import type { Autonamer } from "./program/autonaming";
import type { StackStore } from "./state/store";
import type { ResourceState } from "./state/resource";

/** The stack as it was before the run, or as the refresh found it. */
export class Previous {
  readonly graph: DependencyGraph;
  /** The live resources; those that only wait for their deletion are not among them. */
  readonly byUrn: ReadonlyMap<string, ResourceState>;

  constructor(readonly resources: readonly ResourceState[]) {
    this.graph = new DependencyGraph(resources);
    this.byUrn = new Map(resources.filter((state) => !state.delete).map((state) => [state.urn, state]));
  }
}

/** Whether, and how, the run has to end early. */
export class Halt {
  readonly #controller = new AbortController();
  /** A step or the planning has failed. */
  failed = false;
  /** The user has asked to stop. */
  cancelled = false;

  /** The user has asked to stop at once: what runs is left as it is. */
  forced = false;

  /** No new step may begin. */
  get stopped(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Resolves when no new step may begin. */
  readonly whenStopped = new Promise<void>((resolve) => {
    this.#controller.signal.addEventListener("abort", () => {
      resolve();
    });
  });

  /** Lets running steps finish and begins no new ones. */
  stop(): void {
    this.#controller.abort();
  }

  /** The run has ended before everything was looked at; the reason has been reported. */
  bailed = false;

  /** Ends the run because of something that is wrong with the program, a policy or the engine itself. */
  bail(): void {
    this.failed = true;
    this.bailed = true;
    this.stop();
  }

  /** Notes a failure; unless the run goes on after errors, this stops it. */
  fail(goOn: boolean): void {
    this.failed = true;
    if (!goOn) this.stop();
  }
}

/** Everything that the planning and the execution of one run share. */
export interface Deployment {
  readonly project: string;
  readonly stack: string;
  readonly dryRun: boolean;
  readonly options: RunOptions;
  /** Replaced as a whole by a refresh. */
  previous: Previous;
  readonly store: StackStore;
  readonly events: EventStream;
  readonly providers: ProviderRegistry;
  readonly packs: readonly PolicyPack[];
  /** How the configuration wants objects to be named. */
  readonly autonamer?: Autonamer | undefined;
  /** What this run has made of the resources that it has reached; reads are kept apart. */
  readonly news: Map<string, ResourceState>;
  readonly reads: Map<string, ResourceState>;
  readonly goals: Map<string, Goal>;
  /** The steps that a preview has shown. */
  readonly shown: PreviewStep[];
  /** URNs of the resources that this run deletes. */
  readonly deletions: Set<string>;
  /** The objects that this run deletes, replaced ones included. */
  readonly going: Set<ResourceState>;
  /** Those of them whose deletion is done. */
  readonly gone: Set<ResourceState>;
  /** By the object that they are deleted with: the deletions that are only done when that is gone. */
  readonly goneWith: Map<ResourceState, Step[]>;
  /** Operation to number of resources. */
  readonly counts: Record<string, number>;
  readonly halt: Halt;
}
