import { AdoptInputError } from "./found";
import { logicalName, typeOf, type PlannedResource } from "./plan";
import type { Match } from "./reconcile";

/** An entry of an import file. */
export interface ImportEntry {
  readonly type: string;
  /** What other entries of the file call it; unique. */
  readonly name: string;
  /** Its name in the program, where that is another one. */
  readonly logicalName?: string;
  /** Absent for components. */
  readonly id?: string;
  /** Name of another entry. */
  readonly parent?: string;
  readonly component?: true;
  /** Inputs that the state gets; absent: all. */
  readonly properties?: readonly string[];
}

/**
 * What `pulumi import --file` takes.
 *
 * @see https://www.pulumi.com/docs/iac/guides/migration/import/#bulk-import-operations (read 2026-11-23)
 */
export interface ImportFile {
  /** URNs by names, for parents and providers that are in the stack already: there are none. */
  readonly nameTable: Readonly<Record<string, string>>;
  readonly resources: readonly ImportEntry[];
}

/**
 * The import file of what the program takes over, with the components above it, parents first.
 *
 * @param matches - resources and their objects
 * @param planned - all that the program asks for
 */
export function importFile(matches: readonly Match[], planned: readonly PlannedResource[]): ImportFile {
  const byUrn = new Map(planned.map((resource) => [resource.urn, resource]));
  const components = new Set(matches.flatMap(({ resource }) => ancestors(resource, byUrn).reverse()));
  const names = uniqueNames([...components, ...matches.map(({ resource }) => resource)]);
  const place = (resource: PlannedResource) => {
    const [parent] = ancestors(resource, byUrn);
    const [name = "", own] = [names.get(resource.urn), logicalName(resource)];
    return {
      type: typeOf(resource),
      name,
      ...(name === own ? {} : { logicalName: own }),
      ...(parent === undefined ? {} : { parent: names.get(parent.urn) ?? "" }),
    };
  };
  const objects = matches.map(({ resource, object }): ImportEntry => {
    const { type, ...rest } = place(resource);
    return { type, ...rest, id: object.id, properties: importedOf(resource) };
  });
  return {
    nameTable: {},
    resources: [...[...components].map((one) => ({ ...place(one), component: true as const })), ...objects],
  };
}

/** What the program says, and what it leaves as it is: without the old value there would be nothing to leave. */
function importedOf({ inputs, ignoreChanges }: PlannedResource): readonly string[] {
  const said = Object.keys(inputs).filter((name) => !name.startsWith("__"));
  const left = ignoreChanges.filter((path) => /^\w+$/.test(path));
  return [...new Set([...said, ...left])].sort();
}

/** The stack that an import is for. */
export interface ImportTarget {
  readonly project: string;
  readonly stack: string;
}

/**
 * The URNs that the names of an import file stand for: those of its table, and those that its entries will have.
 *
 * @param file - the import file
 * @param target - where it is imported
 * @throws AdoptInputError when an entry stands before its parent
 */
export function importUrns(file: ImportFile, { project, stack }: ImportTarget): ReadonlyMap<string, string> {
  const urns = new Map(Object.entries(file.nameTable));
  for (const { name, logicalName: own = name, type, parent } of file.resources) {
    const above = parent === undefined ? "" : urns.get(parent);
    if (above === undefined)
      throw new AdoptInputError([
        `${name}: its parent "${String(parent)}" must stand before it in the import file`,
      ]);
    const chain = above === "" ? type : `${above.split("::")[2] ?? ""}$${type}`;
    urns.set(name, `urn:pulumi:${stack}::${project}::${chain}::${own}`);
  }
  return urns;
}

/** Names for the file: the logical ones, with a number where two resources of different types share one. */
function uniqueNames(resources: readonly PlannedResource[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const resource of resources) {
    const own = logicalName(resource);
    const taken = [...names.values()].filter((name) => name === own || name.startsWith(`${own}#`)).length;
    names.set(resource.urn, taken === 0 ? own : `${own}#${String(taken + 1)}`);
  }
  return names;
}

/** The components above a resource, the nearest first; the stack is none. */
function ancestors(
  resource: PlannedResource,
  byUrn: ReadonlyMap<string, PlannedResource>,
): PlannedResource[] {
  const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
  if (parent === undefined || typeOf(parent) === "pulumi:pulumi:Stack") return [];
  return [parent, ...ancestors(parent, byUrn)];
}
