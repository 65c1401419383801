import type { Entry } from "../inventory/inventory";
import { actionOf } from "./action";
import { changesOf } from "./change";
import type { Finding } from "./classified";
import type { Context } from "./classify";
import { aksPoolRefusals } from "./pool-laws";
import { nothing, propertyFindings, ridingOn, unclassified } from "./property-findings";

/**
 * What a step on a node pool does.
 *
 * @param entry - a pool that is a resource of its own
 * @param context - the rest of the input
 */
export function poolFindings(entry: Entry, context: Context): readonly Finding[] {
  const action = actionOf(entry.step);
  switch (action) {
    case "none":
      return [nothing];
    case "create":
      return [created, ...lawFindings(entry, context)];
    case "adopt":
      return [{ ...nothing, effect: "metadata", platform: "Pulumi takes an existing pool into its state." }];
    case "forget":
      return [
        { ...nothing, effect: "metadata", platform: "Pulumi forgets the pool; it stays in the cloud." },
      ];
    case "delete":
      return [deleted];
    case "update":
      return [...changeFindings(entry, context), ...lawFindings(entry, context)];
    case "replace":
      return replaceFindings(entry, context);
    case "unknown":
      return [unclassified(undefined, `The operation ${entry.step.op} is not known.`)];
  }
}

const created: Finding = {
  effect: "scale",
  platform: "The platform adds a pool; running nodes are not touched.",
  instead: "",
  nodes: "none",
  source: [],
};

const deleted: Finding = {
  effect: "pool-replace",
  platform:
    "The platform drains and deletes every node of the pool. Pods without another pool to go to stay pending.",
  instead: "Cordon and drain the nodes first, and check that the workloads run elsewhere.",
  nodes: "pool",
  source: [],
};

function changeFindings({ step, subject }: Entry, context: Context): readonly Finding[] {
  if (subject.rows === undefined) return [];
  const pool = context.inventory.pools.find(({ urn }) => urn === step.urn);
  const findings = propertyFindings(subject.rows, changesOf(step), pool?.new?.os ?? pool?.old?.os);
  return findings.length > 0
    ? findings
    : [
        unclassified(
          undefined,
          `Pulumi plans the operation ${step.op} and the input names no changed property.`,
        ),
      ];
}

function replaceFindings(entry: Entry, context: Context): readonly Finding[] {
  const { step } = entry;
  const [old, next] = [namesOf(entry, context).old, namesOf(entry, context).next];
  const sameName = old !== undefined && old === next;
  const order =
    step.deleteFirst === undefined
      ? "The old pool and the new one are swapped"
      : step.deleteFirst
        ? "The old pool is drained and deleted first, then the new one is made: its pods have no home in between"
        : "The new pool is made first, then the old one is drained and deleted";
  const replaced: Finding = { ...deleted, platform: `${order}.`, instead: "" };
  const collision = sameName && step.deleteFirst === false ? [nameCollision(next)] : [];
  return [
    replaced,
    ...collision,
    ...ridingOn(changeFindings(entry, context), "pool-replace"),
    ...lawFindings(entry, context),
  ];
}

function nameCollision(name: string): Finding {
  return {
    effect: "refused",
    code: "cannot create already existing resource",
    platform: `The name "${name}" is still taken by the old pool, so the new one cannot be made before it is gone.`,
    instead:
      "Give the new pool another name (a slot: a and b), or set deleteBeforeReplace and accept the gap.",
    nodes: "none",
    source: ["azure-native-replacement"],
  };
}

function namesOf({ step }: Entry, { inventory }: Context): { readonly old?: string; readonly next?: string } {
  const pool = inventory.pools.find(({ urn }) => urn === step.urn);
  const [old, next] = [pool?.old?.name, pool?.new?.name];
  return { ...(old === undefined ? {} : { old }), ...(next === undefined ? {} : { next }) };
}

function lawFindings({ step }: Entry, { inventory, asOf }: Context): readonly Finding[] {
  const pool = inventory.pools.find(({ urn }) => urn === step.urn);
  if (pool?.new === undefined || pool.platform !== "aks") return [];
  const cluster =
    pool.cluster === undefined ? undefined : inventory.byUrn.get(pool.cluster)?.step.new?.inputs;
  return aksPoolRefusals(pool.new, cluster, asOf);
}
