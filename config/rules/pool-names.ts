import type { Rule } from ".";

/** Each pool has a name of its own: two pools may share a name only in different slots. */
export const poolNames: Rule = ({ nodePools }) =>
  nodePools.flatMap((pool, index) => {
    const first = nodePools.findIndex(({ name, slot }) => name === pool.name && slot === pool.slot);
    if (first === index) return [];
    return {
      path: `nodePools[${String(index)}].name`,
      value: pool.name,
      reason: `must be unique within slot ${pool.slot}, but nodePools[${String(first)}] has the same name and slot`,
      fix: "rename one of them, or put one into the other slot",
    };
  });
