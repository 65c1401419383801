import type { PropertyMap } from "../../wire/values";
import { newGoal, type Goal, type RegisterResult } from "../plan/goal";
import { INTERNAL } from "../plugins/registry";
import { providerReference, providerType } from "../values/urn";
import { packageConfig, type StackConfig } from "./config";

/** Makes the provider of a package and version when the first resource without a provider of its own needs it. */
export class DefaultProviders {
  readonly #references = new Map<string, Promise<string>>();

  constructor(
    private readonly config: StackConfig,
    private readonly register: (goal: Goal) => Promise<RegisterResult>,
  ) {}

  /** The reference of a package's default provider. */
  reference(pkg: string, version: string): Promise<string> {
    const key = `${pkg}@${version}`;
    const known = this.#references.get(key) ?? this.#make(pkg, version);
    this.#references.set(key, known);
    return known;
  }

  async #make(pkg: string, version: string): Promise<string> {
    const inputs: PropertyMap = { ...packageConfig(this.config, pkg), ...versionInputs(version) };
    const name = version === "" ? "default" : `default_${version.replace(/[.+-]/gu, "_")}`;
    const { state } = await this.register(newGoal({ type: providerType(pkg), name, custom: true, inputs }));
    return providerReference(state.urn, state.id);
  }
}

/** What the inputs of a provider resource say about the plugin's version; nothing when any will do. */
export function versionInputs(version: string): PropertyMap {
  return version === "" ? {} : { version, [INTERNAL]: {} };
}
