import type { StepDescription } from "../events";
import type { ResourceState } from "../state/resource";
import type { Diff } from "./diff";
import type { RegisterResult } from "./goal";

/** What a step does, in the words of Pulumi's engine events. */
export type Op =
  | "same"
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "read"
  | "read-replacement"
  | "refresh"
  | "discard"
  | "discard-replaced"
  | "remove-pending-replace"
  | "import"
  | "import-replacement";

/** Answers a registration of the program. */
export type Settle = (result: RegisterResult) => void;

/** One thing to do to one resource. */
export interface Step extends StepDescription {
  readonly op: Op;
  /** Answers the program when the step has succeeded. */
  readonly settle?: Settle;
  readonly ignoreChanges?: readonly string[];
  /** The resource is not among the targets: a new one is not created, an old one is kept as it is. */
  readonly untargeted?: boolean;
  /** Of an import that no program asked for: its inputs are what the provider says, and are checked at once. */
  readonly planned?: boolean;
  /** Of such an import: the inputs that it wants. @default all */
  readonly properties?: readonly string[];
  /** The state that this run has put in already, and that the step's new one takes the place of. */
  readonly supersedes?: ResourceState;
  /** Of a replacement: whether the old object goes away after the new one was made. */
  readonly createFirst?: boolean;
}

/** Nothing is done to the object; state takes the new options. */
export function sameStep(old: ResourceState, state: ResourceState, settle?: Settle): Step {
  return {
    ...identity(state),
    op: "same",
    old,
    new: state,
    logical: true,
    ...(settle === undefined ? {} : { settle }),
  };
}

/** The resource is kept exactly as it is because it is not among the targets. */
export function untargetedSameStep(old: ResourceState, settle?: Settle): Step {
  return { ...sameStep(old, { ...old, id: "" }, settle), untargeted: true };
}

/** A new resource is not created because it is not among the targets. */
export function skippedCreateStep(state: ResourceState, settle: Settle): Step {
  return { ...identity(state), op: "same", new: state, logical: true, untargeted: true, settle };
}

/** A new object is made. */
export function createStep(state: ResourceState, settle: Settle): Step {
  return { ...identity(state), op: "create", new: state, logical: true, settle };
}

/** The object is changed. */
export function updateStep(
  old: ResourceState,
  state: ResourceState,
  diff: Diff,
  ignoreChanges: readonly string[],
  settle: Settle,
): Step {
  return {
    ...identity(state),
    op: "update",
    old,
    new: state,
    logical: true,
    ...shown(diff, false),
    ignoreChanges,
    settle,
  };
}

/** The two steps that make the object anew: first the creation, or last when the old one had to go first. */
export function replacementSteps(
  old: ResourceState,
  state: ResourceState,
  diff: Diff | undefined,
  createFirst: boolean,
  settle: Settle,
): Step[] {
  const details = diff === undefined ? {} : shown(diff, true);
  const create: Step = {
    ...identity(state),
    op: "create-replacement",
    old,
    new: state,
    logical: false,
    ...details,
    createFirst,
    settle,
  };
  const replace: Step = { ...identity(state), op: "replace", old, new: state, logical: true, ...details };
  return createFirst ? [create, replace] : [replace, create];
}

/** The object is removed. */
export function deleteStep(old: ResourceState): Step {
  return { ...identity(old), op: old.external ? "discard" : "delete", old, logical: true };
}

/** The old object of a replacement is removed, before its successor is made or after. */
export function deleteReplacedStep(old: ResourceState, createFirst: boolean): Step {
  return {
    ...identity(old),
    op: old.external ? "discard-replaced" : "delete-replaced",
    old,
    logical: false,
    createFirst,
  };
}

/** A resource whose object is gone already leaves the state. */
export function removePendingReplaceStep(old: ResourceState): Step {
  return { ...identity(old), op: "remove-pending-replace", old, logical: false };
}

/** The object is looked at for the program. */
export function readStep(old: ResourceState | undefined, state: ResourceState, settle: Settle): Step {
  return {
    ...identity(state),
    op: "read",
    ...(old === undefined ? {} : { old }),
    new: state,
    logical: true,
    settle,
  };
}

/** An existing object is taken over; a resource that it takes the place of is replaced. */
export function importSteps(old: ResourceState | undefined, state: ResourceState): Step[] {
  if (old === undefined) return [{ ...identity(state), op: "import", new: state, logical: true }];
  const taken: Step = { ...identity(state), op: "import-replacement", old, new: state, logical: false };
  return [taken, { ...identity(state), op: "replace", old, new: state, logical: true }];
}

/** The state is compared with the object. */
export function refreshStep(old: ResourceState): Step {
  return { ...identity(old), op: "refresh", old, new: { ...old }, logical: false };
}

function identity(state: ResourceState): Pick<Step, "urn" | "type" | "provider"> {
  return { urn: state.urn, type: state.type, provider: state.provider };
}

function shown(diff: Diff, withKeys: boolean): Pick<StepDescription, "keys" | "diffs" | "detailedDiff"> {
  return {
    ...(withKeys ? { keys: diff.replaces } : {}),
    diffs: diff.changed,
    ...(diff.detailed === undefined ? {} : { detailedDiff: diff.detailed }),
  };
}
