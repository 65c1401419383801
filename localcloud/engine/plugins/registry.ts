import { randomUUID } from "node:crypto";
import { UNKNOWN, type PropertyMap } from "../../wire/values";
import type { Diff } from "../plan/diff";
import { needsReplacement } from "../plan/diff";
import type { ResourceState } from "../state/resource";
import { packageOf, parseProviderReference, parseUrn, providerReference } from "../values/urn";
import type { ProviderSource } from "./host";
import type { Checked, Provider } from "./provider";

/** The property that marks what the engine itself keeps in a provider's inputs; providers never see it. */
export const INTERNAL = "__internal";

/** The providers of a run by reference, and the life of provider resources, which the engine itself manages. */
export class ProviderRegistry {
  readonly #running = new Map<string, Provider>();
  /** Checked and not configured yet, by URN. */
  readonly #candidates = new Map<string, Provider>();
  readonly #renamed = new Map<string, string>();

  constructor(private readonly host: ProviderSource) {}

  /** The running provider that a reference means. */
  get(reference: string): Provider | undefined {
    const { urn, id } = parseProviderReference(reference);
    return (
      this.#running.get(reference) ?? this.#running.get(providerReference(this.#renamed.get(urn) ?? urn, id))
    );
  }

  /** Lets references to the old URN of a renamed provider resource find it. */
  rename(oldUrn: string, urn: string): void {
    this.#renamed.set(oldUrn, urn);
  }

  /** Starts a provider for a provider resource and checks its configuration with it. */
  async check(urn: string, olds: PropertyMap, news: PropertyMap): Promise<Checked> {
    const provider = await this.host.start(packageOf(parseUrn(urn).type), news["version"]);
    const checked = await provider
      .checkConfig(urn, publicConfig(olds), publicConfig(news))
      .catch(async (error: unknown) => {
        await provider.close();
        throw error;
      });
    if (checked.failures.length > 0) {
      await provider.close();
      return checked;
    }
    await this.#candidates.get(urn)?.close();
    this.#candidates.set(urn, provider);
    const own = Object.fromEntries(
      [INTERNAL, "version"].flatMap((name) => (news[name] === undefined ? [] : [[name, news[name]]])),
    );
    return { inputs: { ...checked.inputs, ...own }, failures: [] };
  }

  /** Asks what a change of a provider resource means. A provider that has to be replaced ends here: another one takes its place. */
  async diff(old: ResourceState, news: PropertyMap): Promise<Diff> {
    const provider = this.#candidates.get(old.urn) ?? this.get(providerReference(old.urn, old.id));
    if (provider === undefined) throw new Error(`provider ${old.urn} was not started before it was compared`);
    const diff = await provider.diffConfig(
      old.urn,
      publicConfig(old.inputs),
      old.outputs,
      publicConfig(news),
    );
    if (needsReplacement(diff) && this.#candidates.delete(old.urn)) await provider.close();
    return diff;
  }

  /** Configures the provider of a new provider resource. */
  create(
    urn: string,
    inputs: PropertyMap,
    preview: boolean,
  ): { readonly id: string; readonly outputs: PropertyMap } {
    return this.#configure(urn, preview ? UNKNOWN : randomUUID(), inputs);
  }

  /** Configures the provider of a provider resource anew, under its old ID. */
  update(
    urn: string,
    id: string,
    inputs: PropertyMap,
  ): { readonly id: string; readonly outputs: PropertyMap } {
    return this.#configure(urn, id, inputs);
  }

  /** Makes sure that the provider of an unchanged provider resource runs, with the inputs that state has. */
  async same(state: ResourceState): Promise<void> {
    if (this.#running.has(providerReference(state.urn, state.id))) return;
    if (!this.#candidates.has(state.urn)) {
      this.#candidates.set(state.urn, await this.host.start(packageOf(state.type), state.inputs["version"]));
    }
    this.#configure(state.urn, state.id, state.inputs);
  }

  /** Makes sure that the provider of a resource of an earlier run runs. */
  async ensure(reference: string, resources: readonly ResourceState[]): Promise<Provider> {
    const running = this.get(reference);
    if (running !== undefined) return running;
    const { urn, id } = parseProviderReference(reference);
    const state = resources.find((resource) => resource.urn === urn && resource.id === id);
    if (state === undefined) throw new Error(`provider ${reference} is not in the state of the stack`);
    const provider = await this.host.start(packageOf(state.type), state.inputs["version"]);
    provider.configure(urn, id, publicConfig(state.inputs));
    await provider.settled();
    this.#running.set(reference, provider);
    return provider;
  }

  /** Asks every provider to give up what it is doing. */
  async cancelAll(): Promise<void> {
    await Promise.all([...this.#running.values()].map((provider) => provider.cancel()));
  }

  #configure(
    urn: string,
    id: string,
    inputs: PropertyMap,
  ): { readonly id: string; readonly outputs: PropertyMap } {
    const provider = this.#candidates.get(urn);
    if (provider === undefined) throw new Error(`provider ${urn} was not checked before it was configured`);
    this.#candidates.delete(urn);
    const outputs = publicConfig(inputs);
    provider.configure(urn, id, outputs);
    this.#running.set(providerReference(urn, id), provider);
    return { id, outputs };
  }
}

/** A provider's inputs without what is the engine's own. */
export function publicConfig(inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== INTERNAL));
}
