/** A resource that the program asks for, as `mullion plan` writes it (`schemas/plan.v1.json`). */
export interface PlannedResource {
  readonly urn: string;
  /** Whether a provider makes it; components are not. */
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  /** `URN::ID` of the provider. */
  readonly provider?: string;
  readonly ignoreChanges: readonly string[];
}

/** Type token of a resource. */
export function typeOf({ urn }: Pick<PlannedResource, "urn">): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** Logical name of a resource. */
export function logicalName({ urn }: Pick<PlannedResource, "urn">): string {
  return urn.split("::").slice(3).join("::");
}
