import * as v from "valibot";
import { readYaml } from "../../yaml-input";

/** Where access is documented. */
const page = "docs/guides/fleet.md#who-sees-what";

const namespace = v.pipe(
  v.string("must be the name of a namespace"),
  v.regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, "must be the name of a namespace"),
);

const clusterName = 'must be the name of a cluster, or "*" for all of them';

const grant = v.strictObject(
  {
    clusters: v.pipe(
      v.array(
        v.pipe(v.string(clusterName), v.regex(/^(\*|[^*\s]+)$/, clusterName)),
        "must be a list of clusters",
      ),
      v.minLength(1, "must name at least one cluster"),
    ),
    namespaces: v.optional(
      v.pipe(
        v.array(namespace, "must be a list of namespaces; without it the whole cluster is seen"),
        v.minLength(1, "must name at least one namespace; without it the whole cluster is seen"),
      ),
    ),
  },
  "must be an object with clusters and, where only a part is seen, namespaces",
);

const file = v.strictObject(
  {
    groups: v.record(
      v.pipe(v.string(), v.nonEmpty("must be the name of a group")),
      v.array(grant, "must be a list of what the group sees"),
      "must be an object: the name of a group, and the list of what it sees",
    ),
  },
  "must be an object with groups",
);

/** Clusters that somebody may see, whole or only some namespaces of them. */
export type Grant = Readonly<v.InferOutput<typeof grant>>;

/** What each group may see; a group that is not in it sees nothing. */
export type Access = ReadonlyMap<string, readonly Grant[]>;

/**
 * Reads `fleet-access.yaml`.
 *
 * @param text - YAML: `groups`, and for each a list of grants
 * @param input - its name, for messages
 * @throws InputError with every problem, one line each
 */
export function readAccess(text: string, input: string): Access {
  // A map: a group that calls itself "constructor" must find nothing.
  return new Map(Object.entries(readYaml(text, input, file, page).groups));
}

/** What the members of some groups may see: everything that one of their groups may. */
export function grantsOf(access: Access, groups: readonly string[]): readonly Grant[] {
  return groups.flatMap((group) => access.get(group) ?? []);
}

/**
 * Names in an access file that no cluster of the fleet has: most often a typing mistake, which hides a cluster from
 * those who should see it.
 *
 * @returns one sentence each
 */
export function strangers(access: Access, clusters: readonly string[]): string[] {
  const known = clusters.length === 0 ? "there are none" : `there are ${clusters.join(", ")}`;
  return [...access].flatMap(([group, grants]) =>
    grants
      .flatMap((one) => one.clusters)
      .filter((name) => name !== "*" && !clusters.includes(name))
      .map((name) => `group ${group}: no cluster ${name} in the fleet; ${known}`),
  );
}
