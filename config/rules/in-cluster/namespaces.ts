import { namespacesOf } from "../../in-cluster-namespaces";
import type { StackConfig } from "../../schema/stack";
import type { Rule } from "../rule";

/** What a stack brings along is in namespaces of its own. */
export const namespacesTaken: Rule<StackConfig> = (config) => {
  const taken = namespacesOf(config);
  return config.namespaces.flatMap(({ name }, index) => {
    const setting = taken.get(name);
    if (setting === undefined) return [];
    return {
      path: `namespaces[${String(index)}].name`,
      value: name,
      reason: `is the namespace that ${setting} makes`,
      fix: "rename it",
    };
  });
};
