import * as v from "valibot";
import { rule } from "../advice";
import { wholeNumber } from "../fields";
import { labels, taints } from "../pool-fields";

/** Most nodes of a cluster. @see https://kubernetes.io/docs/setup/best-practices/cluster-large/ */
const nodesPerCluster = 5000;

const common = {
  name: v.pipe(
    v.string(),
    v.regex(
      /^[a-z][a-z0-9]{0,34}$/,
      rule("must be 1 to 35 lower-case letters and digits, starting with a letter", "rename it"),
    ),
    v.description("Name of the pool; nodes that the bootstrap joins get it as label mullion/pool"),
  ),
  minNodes: v.optional(
    v.pipe(
      wholeNumber(0, nodesPerCluster, "nodes"),
      v.description(
        "Fewest Ready nodes that must be there before anything is changed; 0 until they have joined",
      ),
    ),
    1,
  ),
  labels,
  taints,
};

const linuxPool = v.strictObject({ os: v.literal("Linux"), ...common });

const windowsPool = v.strictObject({
  os: v.literal("Windows"),
  release: v.pipe(
    v.picklist(
      ["2019", "2022", "2025"],
      rule("must be a Windows Server release in quotes", 'use "2022" or "2025"'),
    ),
    v.description('Windows Server release of the nodes: "2022" or "2025"'),
  ),
  ...common,
});

/** Nodes of one kind that the cluster has, or will have. */
export const existingNodePool = v.variant("os", [linuxPool, windowsPool]);

/** Checked nodes of one kind. */
export type ExistingNodePool = v.InferOutput<typeof existingNodePool>;
