import type { PropertyMap, PropertyValue } from "../../wire/values";
import { parseProviderReference } from "../values/urn";

/** How long the provider may take, in seconds; absent or 0 means its own default. */
export interface CustomTimeouts {
  readonly create?: number;
  readonly update?: number;
  readonly delete?: number;
}

/**
 * One resource as the engine knows it and as state keeps it. While a step runs, that step alone fills in
 * what the provider answers (`id`, `outputs`, `initErrors`); afterwards the object is not changed any more,
 * except for the marks `delete` and `pendingReplacement` of an object that is being replaced.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go (ResourceV3)
 */
export interface ResourceState {
  urn: string;
  readonly type: string;
  /** Whether a provider manages it; components are not custom. */
  readonly custom: boolean;
  /** The provider's own name of the object, empty for components and before creation. */
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
  /** URN of the parent, empty for a resource without one. */
  parent: string;
  /** `URN::ID` of the provider, empty for components and providers. */
  provider: string;
  dependencies: readonly string[];
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  protect: boolean;
  /** Read, not managed. */
  external: boolean;
  retainOnDelete: boolean;
  /** The object was replaced and waits for its deletion. */
  delete: boolean;
  /** The object is gone and its replacement does not exist yet. */
  pendingReplacement: boolean;
  deletedWith: string;
  replaceWith: readonly string[];
  /** Why the object is not healthy; the next run updates it. */
  initErrors: readonly string[];
  additionalSecretOutputs: readonly string[];
  customTimeouts: CustomTimeouts;
  /** The ID that the program asked to import. */
  importID: string;
  ignoreChanges: readonly string[];
  replaceOnChanges: readonly string[];
  hideDiff: readonly string[];
  replacementTrigger: PropertyValue;
  /** RFC 3339 times, empty when not known. */
  created: string;
  modified: string;
}

/** A state with every field that is not given at its default. */
export function newState(
  fields: Partial<ResourceState> & Pick<ResourceState, "urn" | "type" | "custom">,
): ResourceState {
  return {
    id: "",
    inputs: {},
    outputs: {},
    parent: "",
    provider: "",
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    external: false,
    retainOnDelete: false,
    delete: false,
    pendingReplacement: false,
    deletedWith: "",
    replaceWith: [],
    initErrors: [],
    additionalSecretOutputs: [],
    customTimeouts: {},
    importID: "",
    ignoreChanges: [],
    replaceOnChanges: [],
    hideDiff: [],
    replacementTrigger: null,
    created: "",
    modified: "",
    ...fields,
  };
}

/** The URNs that must exist for as long as this resource exists, its provider's included, each once. */
export function dependenciesOf(state: ResourceState): readonly string[] {
  const urns = new Set<string>(state.dependencies);
  for (const list of Object.values(state.propertyDependencies)) for (const urn of list) urns.add(urn);
  if (state.parent !== "") urns.add(state.parent);
  if (state.deletedWith !== "") urns.add(state.deletedWith);
  for (const urn of state.replaceWith) urns.add(urn);
  if (state.provider !== "") urns.add(parseProviderReference(state.provider).urn);
  urns.delete(state.urn);
  return [...urns];
}
