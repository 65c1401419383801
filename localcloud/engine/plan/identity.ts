import type { Deployment } from "../deployment";
import { Reported } from "../failure";
import type { ResourceState } from "../state/resource";
import { makeUrn, parseUrn, ROOT_STACK_TYPE, urnName } from "../values/urn";
import type { Alias } from "./goal";

/** Gives the resources of a run their URNs and finds what they were before, also under another name. */
export class Identities {
  readonly #seen = new Set<string>();
  /** Old URN to the new one that took it over. */
  readonly #takenOver = new Map<string, string>();
  /** New URN to the old one that it took over. */
  readonly #formerly = new Map<string, string>();

  constructor(private readonly deployment: Deployment) {}

  /** Whether the program has named this resource. */
  has(urn: string): boolean {
    return this.#seen.has(urn);
  }

  /** Notes a resource that the engine keeps without the program. */
  note(urn: string): void {
    this.#seen.add(urn);
  }

  /** The URN that took over an old one, else the same. */
  current(urn: string): string {
    return this.#takenOver.get(urn) ?? urn;
  }

  /**
   * The URN of a resource that the program registers.
   *
   * @throws Reported when there is one with this URN already, or the parent is not known.
   */
  urnFor(parent: string, type: string, name: string): string {
    const { stack, project, events } = this.deployment;
    if (parent !== "" && !this.#seen.has(parent)) {
      events.message("error", "", `could not find parent resource ${parent}`);
      throw new Reported(parent);
    }
    const urn = makeUrn(stack, project, parent, type, name);
    if (this.#seen.has(urn)) {
      events.message("error", urn, `Duplicate resource URN '${urn}'; try giving it a unique name`);
      throw new Reported(urn);
    }
    this.#seen.add(urn);
    return urn;
  }

  /**
   * The resource as it was before the run.
   *
   * @throws Reported when two resources claim to be the same old one.
   */
  findOld(
    urn: string,
    goal: { name: string; type: string; parent: string; aliases: readonly Alias[] },
  ): ResourceState | undefined {
    const { previous, events, providers } = this.deployment;
    const claimed = this.#takenOver.get(urn);
    if (claimed !== undefined) {
      events.message(
        "error",
        urn,
        `Duplicate resource URN '${urn}' conflicting with alias on resource with URN '${claimed}'`,
      );
      throw new Reported(urn);
    }
    for (const candidate of [urn, ...this.#aliasUrns(goal)]) {
      const old = previous.byUrn.get(candidate);
      if (old === undefined) continue;
      if (candidate !== urn) {
        this.#claim(urn, candidate);
        providers.rename(candidate, urn);
      }
      return old;
    }
    return undefined;
  }

  #claim(urn: string, old: string): void {
    const other = this.#seen.has(old) ? urn : this.#takenOver.get(old);
    if (other !== undefined) {
      const message = `Duplicate resource alias '${old}' applied to resource with URN '${urn}' conflicting with resource with URN '${other}'`;
      this.deployment.events.message("error", urn, message);
      throw new Reported(urn);
    }
    this.#takenOver.set(old, urn);
    this.#formerly.set(urn, old);
  }

  #aliasUrns({
    name,
    type,
    parent,
    aliases,
  }: {
    name: string;
    type: string;
    parent: string;
    aliases: readonly Alias[];
  }): string[] {
    const own = aliases.map((alias) => this.#collapse(alias, name, type, parent));
    const formerParent = parent === "" ? undefined : this.#formerly.get(parent);
    if (formerParent === undefined) return [...new Set(own)];
    const inherited = [
      this.#underFormerParent(type, name, parent, formerParent),
      ...own.map((urn) => this.#underFormerParent(parseUrn(urn).type, urnName(urn), parent, formerParent)),
    ];
    return [...new Set([...own, ...inherited])];
  }

  #collapse(alias: Alias, name: string, type: string, resourceParent: string): string {
    if (alias.urn !== undefined) return alias.urn;
    const given =
      alias.parent === undefined || alias.parent === ""
        ? resourceParent
        : (this.#formerly.get(alias.parent) ?? alias.parent);
    const parent = alias.noParent === true || isRoot(given) ? "" : given;
    return makeUrn(
      or(alias.stack, this.deployment.stack),
      or(alias.project, this.deployment.project),
      parent,
      or(alias.type, type),
      or(alias.name, name),
    );
  }

  // Children are often named after their parent: a renamed parent renames them as well.
  #underFormerParent(type: string, name: string, parent: string, formerParent: string): string {
    const parentName = urnName(parent);
    const formerName = name.startsWith(parentName)
      ? urnName(formerParent) + name.slice(parentName.length)
      : name;
    return makeUrn(this.deployment.stack, this.deployment.project, formerParent, type, formerName);
  }
}

function or(given: string | undefined, otherwise: string): string {
  return given === undefined || given === "" ? otherwise : given;
}

function isRoot(urn: string): boolean {
  return urn !== "" && parseUrn(urn).qualifiedType === ROOT_STACK_TYPE;
}
