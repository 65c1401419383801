/** A resource that a stack asks for, as `mullion plan` writes it. */
export interface PlannedResource {
  readonly urn: string;
  readonly parent?: string;
  /** Whether a provider makes it; components are not. */
  readonly custom: boolean;
  readonly inputs: unknown;
}

/** Type token of a resource, for example `azure-native:containerservice:AgentPool`. */
export function typeOf({ urn }: Pick<PlannedResource, "urn">): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** Logical name of a resource. */
export function nameOf({ urn }: Pick<PlannedResource, "urn">): string {
  return urn.split("::").slice(3).join("::");
}

/** Stands in a plan for what only the cloud can say. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The value at a path of the inputs; `undefined` where there is none, or where only the cloud knows it. */
export function inputAt(resource: PlannedResource, ...path: readonly (string | number)[]): unknown {
  const value = path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined,
    resource.inputs,
  );
  return value === UNKNOWN ? undefined : value;
}

/** The text at a path of the inputs; empty where there is none. */
export function textAt(resource: PlannedResource, ...path: readonly (string | number)[]): string {
  const value = inputAt(resource, ...path);
  return typeof value === "string" ? value : "";
}
