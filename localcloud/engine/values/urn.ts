/** The type of the resource that is the root of every stack. */
export const ROOT_STACK_TYPE = "pulumi:pulumi:Stack";

const PROVIDER_TYPE_PREFIX = "pulumi:providers:";

/** The parts of a URN. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** The types of the parents that count, and the own one, joined by `$`. */
  readonly qualifiedType: string;
  readonly type: string;
  readonly name: string;
}

/** What a provider reference `URN::ID` says. */
export interface ProviderReference {
  readonly urn: string;
  readonly id: string;
}

/**
 * Splits a URN. The name comes last because it may contain anything, `::` included.
 *
 * @throws Error when the text is not a URN.
 */
export function parseUrn(urn: string): UrnParts {
  const match = /^urn:pulumi:(.*?)::(.*?)::(.*?)::(.*)$/su.exec(urn);
  if (match === null)
    throw new Error(`"${urn}" is not a URN; it must look like urn:pulumi:STACK::PROJECT::TYPE::NAME`);
  const [, stack = "", project = "", qualifiedType = "", name = ""] = match;
  return {
    stack,
    project,
    qualifiedType,
    type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1),
    name,
  };
}

/** The name at the end of a URN. */
export function urnName(urn: string): string {
  return parseUrn(urn).name;
}

/**
 * Builds a URN. A parent's types go before the own type, except those of the stack, which is everyone's parent.
 *
 * @param parent The parent's URN, empty for none.
 */
export function makeUrn(stack: string, project: string, parent: string, type: string, name: string): string {
  const parentType = parent === "" ? "" : parseUrn(parent).qualifiedType;
  const chain = parentType === "" || parentType === ROOT_STACK_TYPE ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${chain}::${name}`;
}

/** Whether resources of this type are providers. */
export function isProviderType(type: string): boolean {
  return type.startsWith(PROVIDER_TYPE_PREFIX);
}

/** The type of the provider resources of a package. */
export function providerType(pkg: string): string {
  return PROVIDER_TYPE_PREFIX + pkg;
}

/** The package that a type or function token belongs to: that of its provider for a provider type. */
export function packageOf(token: string): string {
  if (isProviderType(token)) return token.slice(PROVIDER_TYPE_PREFIX.length);
  return token.slice(0, Math.max(token.indexOf(":"), 0));
}

/** Splits `URN::ID`. IDs hold no `::`, names may. */
export function parseProviderReference(reference: string): ProviderReference {
  const at = reference.lastIndexOf("::");
  return { urn: reference.slice(0, at), id: reference.slice(at + 2) };
}

/** Joins a provider's URN and ID. */
export function providerReference(urn: string, id: string): string {
  return `${urn}::${id}`;
}
