import type { Entry, Pool } from "../inventory/inventory";
import type { JsonMap } from "../json";
import { mapOf, text } from "../inventory/read-facts";
import type { Change } from "./change";
import { underAutoscaler } from "./autoscaled-count";
import type { Finding } from "./classified";
import type { Context } from "./classify";
import { aksRefusals } from "./laws/aks";
import { lastSystemPool } from "./laws/system-pool";
import { propertyFindings, recordOnly, unclassified } from "./property-findings";

/**
 * What a change of an inline pool of an AKS cluster does.
 *
 * @param entry - the cluster
 * @param change - a change below `agentPoolProfiles`
 * @param context - the rest of the input
 */
export function inlinePoolFindings(entry: Entry, change: Change, context: Context): readonly Finding[] {
  const keys = change.keys.slice(1);
  if (keys.length === 0)
    return [standsAlone(entry, change, context) ? readBack(change) : wholeProfile(change)];
  const pools = context.inventory.poolsOf.get(entry.step.urn) ?? [];
  const pool = pools.find(({ inline }) => inline !== undefined && inline === change.inline);
  const inPool = { ...change, keys };
  return propertyFindings("aks:AgentPool", [inPool], osOf(pool)).map((finding) => ({
    ...(underAutoscaler(inPool, pool ?? {}) ?? rotation(entry, finding)),
    change,
  }));
}

/**
 * What AKS will refuse about the inline pools as the program now wants them.
 *
 * @param entry - the cluster
 * @param context - the rest of the input
 * @param touched - names of the pools to judge; all when absent
 */
export function inlinePoolRefusals(
  { step }: Entry,
  { inventory, asOf }: Context,
  touched?: ReadonlySet<string>,
): readonly Finding[] {
  return (inventory.poolsOf.get(step.urn) ?? [])
    .filter(({ inline }) => inline !== undefined && touched?.has(inline) !== false)
    .flatMap((pool) =>
      pool.new === undefined
        ? []
        : [...aksRefusals(pool.new, step.new?.inputs, asOf), ...lastSystemPool(pool, inventory)],
    );
}

function osOf(pool: Pool | undefined): string | undefined {
  return pool?.new?.os ?? pool?.old?.os;
}

function rotation({ step, subject }: Entry, finding: Finding): Finding {
  if (subject.dialect !== "azure") {
    const together =
      "azure-native sends all inline pools with it, and every pool of the cluster shows Scaling meanwhile.";
    return { ...finding, platform: `${finding.platform} ${together}` };
  }
  const temporary = rotationName(step.new?.inputs);
  if (finding.effect !== "refused" || temporary === undefined) return finding;
  return {
    effect: "pool-replace",
    platform: `azurerm rotates the default pool: it adds the pool "${temporary}", drains and deletes the old one, makes it again and deletes "${temporary}".`,
    instead: "Do it in a maintenance window; every node of the pool is drained twice.",
    nodes: "pool",
    source: ["azurerm-node-pool"],
  };
}

/** Name that azurerm may give a temporary pool; without one it refuses. */
function rotationName(inputs: JsonMap | undefined): string | undefined {
  return text(mapOf(inputs?.["defaultNodePool"])["temporaryNameForRotation"]);
}

/** Whether the program has the pool as a resource of its own, before and after. */
function standsAlone({ step }: Entry, { inline, kind }: Change, { inventory }: Context): boolean {
  return (
    kind === "remove" &&
    inventory.pools.some(
      (pool) =>
        pool.inline === undefined &&
        pool.cluster === step.urn &&
        pool.old?.name === inline &&
        pool.new?.name === inline,
    )
  );
}

/** A refresh of azure-native reads all pools of a cluster into its inline list, those of their own, too. */
function readBack(change: Change): Finding {
  return {
    ...recordOnly(
      "A refresh had read the pool, which is a resource of its own, into the cluster's inline list; the update takes it out of that list, and Azure leaves the pool and its nodes as they are.",
    ),
    change,
    source: ["azure-native-pool-introduced"],
  };
}

function wholeProfile(change: Change): Finding {
  if (change.inline !== undefined && change.kind === "add") {
    return {
      effect: "refused",
      code: "BadRequest",
      change,
      platform: `Azure refuses a cluster update that brings a new inline pool ("A new agent pool was introduced").`,
      instead: "Declare the pool as an AgentPool resource of its own.",
      nodes: "none",
      source: ["azure-native-pool-introduced"],
    };
  }
  if (change.inline !== undefined && change.kind === "remove") {
    return {
      effect: "manual-follow-up",
      change,
      platform: "Azure leaves the pool and its nodes as they are: a cluster update does not delete pools.",
      instead: "Drain it, then delete it with az aks nodepool delete.",
      nodes: "none",
      source: ["azure-native-pool-introduced", "mullion-inference"],
    };
  }
  return unclassified(change, "The inline pools changed in a way that cannot be told apart by pool name.");
}
