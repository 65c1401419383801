import type { PropertyMap } from "../../wire/values";
import type { Diff } from "../plan/diff";

/** A property that a provider does not accept. The property is empty when the whole resource is meant. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** What a provider made of a resource's inputs. */
export interface Checked {
  readonly inputs: PropertyMap;
  readonly failures: readonly CheckFailure[];
}

/** What a provider answers about an object. */
export interface ObjectAnswer {
  readonly id: string;
  readonly outputs: PropertyMap;
  /** Only where the provider says which inputs would make the object. */
  readonly inputs?: PropertyMap;
  /** Why the object, which exists, is not healthy. */
  readonly initErrors: readonly string[];
}

/** The provider's configuration is not known yet, so it cannot say what would change. */
export class DiffUnavailable extends Error {
  override readonly name = "DiffUnavailable";
}

/** The old side of a change. */
export interface OldObject {
  readonly urn: string;
  readonly id: string;
  readonly inputs: PropertyMap;
  readonly outputs: PropertyMap;
}

/** What a function of a provider answers. */
export interface InvokeAnswer {
  readonly result: PropertyMap;
  readonly failures: readonly CheckFailure[];
}

/** How an object is to be named whose inputs give it no name. */
export interface NameProposal {
  readonly name: string;
  /** Whether the provider may change the name, must take it as it is, or must not make one up. */
  readonly mode: "propose" | "enforce" | "disabled";
}

/** Whoever manages the objects of one package, in plain values. */
export interface Provider {
  /** Checks a provider's configuration. */
  checkConfig(urn: string, olds: PropertyMap, news: PropertyMap): Promise<Checked>;
  /** Asks what a change of the configuration means. */
  diffConfig(urn: string, oldInputs: PropertyMap, oldOutputs: PropertyMap, news: PropertyMap): Promise<Diff>;
  /**
   * Sends the configuration. A refusal comes to light at the first call that needs it.
   *
   * @param id The provider's ID, the unknown sentinel in a preview of its creation.
   */
  configure(urn: string, id: string, inputs: PropertyMap): void;
  /** Resolves when the configuration has been answered, well or not. */
  settled(): Promise<void>;
  /** Lets the provider judge and complete the inputs of a resource. */
  check(urn: string, olds: PropertyMap, news: PropertyMap, naming?: NameProposal): Promise<Checked>;
  /** Whether it heeds a {@link NameProposal}; known once a check has been answered. */
  takesNames?(): boolean;
  /**
   * Asks what would have to change.
   *
   * @throws DiffUnavailable in a preview in which the provider's configuration is not known.
   */
  diff(old: OldObject, news: PropertyMap, ignoreChanges: readonly string[]): Promise<Diff>;
  /**
   * Makes an object; in a preview says what it would be, as far as the provider can.
   *
   * @param timeout Seconds, 0 for the provider's own default.
   */
  create(urn: string, inputs: PropertyMap, timeout: number, preview: boolean): Promise<ObjectAnswer>;
  /** Changes an object; in a preview says what it would be. */
  update(
    old: OldObject,
    news: PropertyMap,
    timeout: number,
    ignoreChanges: readonly string[],
    preview: boolean,
  ): Promise<ObjectAnswer>;
  /**
   * Looks at an object.
   *
   * @param known What is known about it; absent for an import.
   * @returns `undefined` when it does not exist.
   */
  read(
    urn: string,
    id: string,
    known?: { readonly inputs: PropertyMap; readonly outputs: PropertyMap },
  ): Promise<ObjectAnswer | undefined>;
  /** Removes an object. */
  delete(old: OldObject, timeout: number): Promise<void>;
  /** Calls a function of the provider. */
  invoke(token: string, args: PropertyMap, preview: boolean): Promise<InvokeAnswer>;
  /** Asks the provider to give up what it is doing. */
  cancel(): Promise<void>;
  /** Ends the provider. */
  close(): Promise<void>;
}
