import type { PropertyMap, PropertyValue } from "../../wire/values";
import { newState, type CustomTimeouts, type ResourceState } from "../state/resource";

/** Another name under which a resource may be known in state: a URN, or what differs from the present one. */
export interface Alias {
  readonly urn?: string;
  readonly name?: string;
  readonly type?: string;
  readonly stack?: string;
  readonly project?: string;
  readonly parent?: string;
  readonly noParent?: boolean;
}

/** What the program wants a resource to be. */
export interface Goal {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: PropertyMap;
  readonly parent: string;
  /** `URN::ID`, empty for components and providers. */
  readonly provider: string;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly aliases: readonly Alias[];
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly customTimeouts: CustomTimeouts;
  readonly deletedWith: string;
  readonly replaceWith: readonly string[];
  readonly hideDiff: readonly string[];
  readonly replacementTrigger: PropertyValue;
  /** ID of an existing object to take over, empty for none. */
  readonly importID: string;
}

/** A goal with everything that is not given at its default. */
export function newGoal(fields: Partial<Goal> & Pick<Goal, "type" | "name" | "custom">): Goal {
  return {
    inputs: {},
    parent: "",
    provider: "",
    dependencies: [],
    propertyDependencies: {},
    aliases: [],
    ignoreChanges: [],
    replaceOnChanges: [],
    additionalSecretOutputs: [],
    customTimeouts: {},
    deletedWith: "",
    replaceWith: [],
    hideDiff: [],
    replacementTrigger: null,
    importID: "",
    ...fields,
  };
}

/** What a registration comes to. */
export interface RegisterResult {
  readonly state: ResourceState;
  /** Failed and skipped only occur with continueOnError. */
  readonly result: "success" | "failed" | "skipped";
  /** The resource was left out by targets and has no outputs. */
  readonly unknown: boolean;
}

/** An object that the program wants to look at without managing it. */
export interface ReadGoal {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly parent: string;
  readonly provider: string;
  readonly inputs: PropertyMap;
  readonly dependencies: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
}

/** The resource that a goal asks for, before anybody has looked at it. */
export function stateFor(goal: Goal, urn: string, old: ResourceState | undefined): ResourceState {
  return newState({
    urn,
    type: goal.type,
    custom: goal.custom,
    inputs: goal.inputs,
    parent: goal.parent,
    provider: goal.provider,
    dependencies: goal.dependencies,
    propertyDependencies: goal.propertyDependencies,
    protect: goal.protect ?? false,
    retainOnDelete: goal.retainOnDelete ?? false,
    deletedWith: goal.deletedWith,
    replaceWith: goal.replaceWith,
    additionalSecretOutputs: goal.additionalSecretOutputs,
    customTimeouts: goal.customTimeouts,
    importID: goal.importID,
    ignoreChanges: goal.ignoreChanges,
    replaceOnChanges: goal.replaceOnChanges,
    hideDiff: goal.hideDiff,
    replacementTrigger: goal.replacementTrigger,
    created: old?.created ?? "",
    modified: old?.modified ?? "",
  });
}
