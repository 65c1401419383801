import type { Deployment } from "../deployment";
import type { Naming } from "../program/autonaming";
import type { ResourceState } from "../state/resource";
import { Identities } from "./identity";
import { UrnSet } from "./targets";

/** What a run has decided so far about the resources that it has reached, by URN. */
export class Decisions {
  readonly identities: Identities;
  readonly targets: UrnSet;
  readonly excluded: UrnSet;
  readonly replaceTargets: UrnSet;
  readonly creates = new Set<string>();
  readonly sames = new Set<string>();
  readonly updates = new Set<string>();
  readonly replaces = new Set<string>();
  readonly reads = new Set<string>();
  /** New resources that targets leave out. */
  readonly skipped = new Set<string>();
  /** How the configuration wants the objects of resources to be named. */
  readonly namings = new Map<string, Naming>();
  /** Resources that are already being deleted for the sake of a replacement. */
  readonly condemned = new Set<ResourceState>();
  /** Why a dependent of a resource that had to be deleted first is replaced. */
  readonly dependentReplaceKeys = new Map<string, readonly string[]>();

  constructor(private readonly deployment: Deployment) {
    const { options } = deployment;
    this.identities = new Identities(deployment);
    this.targets = new UrnSet([...(options.targets ?? []), ...(options.targetReplace ?? [])]);
    this.excluded = new UrnSet(options.exclude);
    this.replaceTargets = new UrnSet([...(options.replace ?? []), ...(options.targetReplace ?? [])]);
  }

  /** Whether a step for this resource exists that keeps, changes or makes it, under its present name or one before. */
  reached(urn: string): boolean {
    const now = this.identities.current(urn);
    return [now, urn].some(
      (name) =>
        this.sames.has(name) || this.updates.has(name) || this.replaces.has(name) || this.reads.has(name),
    );
  }

  /** Whether any step for this resource exists. */
  touched(urn: string): boolean {
    return this.creates.has(urn) || this.reached(urn) || this.deployment.deletions.has(urn);
  }
}
