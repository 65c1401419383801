import * as v from "valibot";
import { aksNodeCountLimits } from "../../catalogue/aks";
import { rule } from "./advice";
import { text, wholeNumber } from "./fields";

const poolNamesUrl = "https://learn.microsoft.com/azure/aks/create-node-pools";

/** What every pool has, whichever its operating system. */
const common = {
  slot: v.optional(
    v.pipe(
      v.picklist(
        ["a", "b"],
        rule("must be a or b", "use a for the first pool of this name and b for the one that takes over"),
      ),
      v.description(
        "Last letter of the pool's name in Azure. A second pool of the same name in the other slot takes over without a gap.",
      ),
    ),
    "a",
  ),
  vmSize: v.pipe(text, v.description("VM size, for example Standard_D4s_v5")),
  count: v.optional(
    v.pipe(
      wholeNumber(aksNodeCountLimits.userMin, aksNodeCountLimits.perPool, "nodes"),
      v.description("Number of nodes"),
    ),
    1,
  ),
};

const linuxPool = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(
      /^[a-z][a-z0-9]{0,10}$/,
      rule(
        "must be 1 to 11 lower-case letters and digits, starting with a letter (AKS allows 12 and the slot letter takes one)",
        "shorten it",
        poolNamesUrl,
      ),
    ),
  ),
  os: v.literal("Linux"),
  ...common,
});

const windowsPool = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(
      /^[a-z][a-z0-9]{0,4}$/,
      rule(
        "must be 1 to 5 lower-case letters and digits, starting with a letter (AKS allows 6 on Windows and the slot letter takes one)",
        "shorten it",
        poolNamesUrl,
      ),
    ),
  ),
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

/** A node pool beside the system pool. */
export const nodePool = v.variant("os", [linuxPool, windowsPool]);

/** The pool for system pods that every cluster has: Linux, part of the cluster itself. */
export const systemPool = v.strictObject({
  vmSize: v.pipe(text, v.description("VM size, at least 4 vCPUs")),
  count: v.optional(
    v.pipe(
      wholeNumber(aksNodeCountLimits.systemMin, aksNodeCountLimits.perPool, "nodes"),
      v.description("Number of nodes"),
    ),
    3,
  ),
});

/** A checked node pool. */
export type NodePoolConfig = v.InferOutput<typeof nodePool>;
/** A checked Linux node pool. */
export type LinuxPoolConfig = v.InferOutput<typeof linuxPool>;
/** A checked Windows node pool. */
export type WindowsPoolConfig = v.InferOutput<typeof windowsPool>;
/** A checked system pool. */
export type SystemPoolConfig = v.InferOutput<typeof systemPool>;
