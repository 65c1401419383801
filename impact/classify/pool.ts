import { clusterInputs, poolAt } from "../inventory/inventory";
import type { Entry, Pool } from "../inventory/inventory";
import { actionOf } from "./action";
import { changesOf } from "./change";
import type { Finding } from "./classified";
import type { Context } from "./classify";
import { aksRefusals } from "./laws/aks";
import { eksRefusals } from "./laws/eks";
import { refusal } from "./laws/refusal";
import { lastSystemPool } from "./laws/system-pool";
import { underAutoscaler } from "./autoscaled-count";
import { withoutRefresh } from "./instance-refresh";
import { nothing, propertyFindings, recordOnly, ridingOn, unclassified } from "./property-findings";

/**
 * What a step on a node pool does.
 *
 * @param entry - a pool that is a resource of its own
 * @param context - the rest of the input
 */
export function poolFindings(entry: Entry, context: Context): readonly Finding[] {
  const action = actionOf(entry.step);
  const pool = poolAt(context.inventory, entry.step.urn);
  switch (action) {
    case "none":
      return [nothing];
    case "create":
      return [created, ...lawFindings(entry, pool, context)];
    case "adopt":
      return [recordOnly("Pulumi takes an existing pool into its state.")];
    case "forget":
      return [recordOnly("Pulumi forgets the pool; it stays in the cloud.")];
    case "delete":
      return [deleted, ...(pool === undefined ? [] : lastSystemPool(pool, context.inventory))];
    case "update":
      return [
        ...changeFindings(entry, pool),
        ...lawFindings(entry, pool, context),
        ...(pool === undefined ? [] : lastSystemPool(pool, context.inventory)),
      ];
    case "replace":
      return [
        ...replaceFindings(entry, pool),
        ...lawFindings(entry, pool, context).map((law) => late(entry, law)),
      ];
    case "unknown":
      return [unclassified(undefined, `Pulumi plans an operation that this program does not know.`)];
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

function changeFindings(entry: Entry, pool: Pool | undefined): readonly Finding[] {
  const { step, subject } = entry;
  if (subject.rows === undefined) return [];
  const os = pool?.new?.os ?? pool?.old?.os;
  const changes = changesOf(entry);
  const findings = propertyFindings(subject.rows, changes, os).map(
    (finding) => underAutoscaler(finding.change, pool ?? {}) ?? withoutRefresh(finding, entry) ?? finding,
  );
  return findings.length > 0
    ? findings
    : [
        unclassified(
          undefined,
          `Pulumi plans the operation ${step.op} and the input names no changed property.`,
        ),
      ];
}

function replaceFindings(entry: Entry, pool: Pool | undefined): readonly Finding[] {
  const { step } = entry;
  const replaced: Finding = { ...deleted, platform: orderSentence(step.deleteFirst), instead: "" };
  const [old, next] = [pool?.old?.name, pool?.new?.name];
  const collides = old !== undefined && old === next && step.deleteFirst === false;
  return [
    replaced,
    ...(collides ? [nameCollision(next, pool?.platform)] : []),
    ...ridingOn(changeFindings(entry, pool), "pool-replace"),
  ];
}

/** A replacement that deletes first finds out too late that the new pool is refused. */
function late({ step }: Entry, law: Finding): Finding {
  if (step.deleteFirst === false) return law;
  return { ...law, platform: `${law.platform} By then the old pool is gone.` };
}

function orderSentence(deleteFirst: boolean | undefined): string {
  if (deleteFirst === undefined) return "The old pool and the new one are swapped.";
  return deleteFirst
    ? "The old pool is drained and deleted first, then the new one is made: its pods have no home in between."
    : "The new pool is made first, then the old one is drained and deleted.";
}

function nameCollision(name: string, platform: "aks" | "eks" | undefined): Finding {
  const sentence = `The name "${name}" is still taken by the old pool, so the new one cannot be made before it is gone.`;
  return platform === "eks"
    ? refusal(
        "ResourceInUseException",
        sentence,
        "Leave nodeGroupName out, so that Pulumi chooses a free name.",
        ["terraform-aws-node-group"],
      )
    : refusal(
        "cannot create already existing resource",
        sentence,
        "Give the new pool another name (a slot: a and b), or set deleteBeforeReplace and accept the gap.",
        ["azure-native-replacement"],
      );
}

/** What the platform will refuse; an Auto Scaling group is no group that EKS judges. */
function lawFindings(
  { subject }: Entry,
  pool: Pool | undefined,
  { inventory, asOf }: Context,
): readonly Finding[] {
  if (pool?.new === undefined || subject.rows === "eks:AutoScalingGroup") return [];
  const cluster = clusterInputs(inventory, pool);
  return pool.platform === "aks" ? aksRefusals(pool.new, cluster, asOf) : eksRefusals(pool.new, cluster);
}
