import type { Problem } from "../problem";

/** What has names, on any target. */
interface Named {
  readonly nodePools: readonly { readonly name: string; readonly slot?: string }[];
  readonly namespaces: readonly { readonly name: string }[];
}

/** Two pools share a name only in different slots, two namespaces never. */
export const names = ({ nodePools, namespaces }: Named): readonly Problem[] => [
  ...nodePools.flatMap((pool, index) => {
    const first = nodePools.findIndex((other) => other.name === pool.name && other.slot === pool.slot);
    if (first === index) return [];
    const at = { path: `nodePools[${String(index)}].name`, value: pool.name };
    if (pool.slot === undefined) {
      const reason = `must be unique, but nodePools[${String(first)}] has the same name`;
      return { ...at, reason, fix: "rename one of them" };
    }
    return {
      ...at,
      reason: `must be unique within slot ${pool.slot}, but nodePools[${String(first)}] has the same name and slot`,
      fix: "rename one of them, or put one into the other slot",
    };
  }),
  ...namespaces.flatMap((namespace, index) => {
    const first = namespaces.findIndex((other) => other.name === namespace.name);
    if (first === index) return [];
    return {
      path: `namespaces[${String(index)}].name`,
      value: namespace.name,
      reason: `must be unique, but namespaces[${String(first)}] has the same name`,
      fix: "rename one of them",
    };
  }),
];
