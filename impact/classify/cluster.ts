import type { Entry } from "../inventory/inventory";
import { actionOf } from "./action";
import { changesOf } from "./change";
import type { Change } from "./change";
import type { Finding } from "./classified";
import type { Context } from "./classify";
import { inlinePoolFindings, inlinePoolRefusals } from "./inline-pool";
import { aksClusterRefusals } from "./laws/aks-cluster";
import { eksClusterRefusals } from "./laws/eks-cluster";
import { nothing, propertyFindings, recordOnly, ridingOn, unclassified } from "./property-findings";
import { strandedPools } from "./stranded-pools";

/**
 * What a step on a cluster does.
 *
 * @param entry - the cluster
 * @param context - the rest of the input
 */
export function clusterFindings(entry: Entry, context: Context): readonly Finding[] {
  const action = actionOf(entry.step);
  switch (action) {
    case "none":
      return [nothing];
    case "create":
      return [created, ...inlinePoolRefusals(entry, context), ...lawFindings(entry)];
    case "adopt":
      return [recordOnly("Pulumi takes an existing cluster into its state.")];
    case "forget":
      return [recordOnly("Pulumi forgets the cluster; it stays in the cloud.")];
    case "delete":
      return [deleted];
    case "update":
      return [
        ...changeFindings(entry, context),
        ...inlinePoolRefusals(entry, context, touchedPools(entry)),
        ...lawFindings(entry),
        ...strandedPools(entry, context),
      ];
    case "replace":
      return [replaced, ...ridingOn(changeFindings(entry, context), "cluster-replace")];
    case "unknown":
      return [unclassified(undefined, `Pulumi plans an operation that this program does not know.`)];
  }
}

function lawFindings(entry: Entry): readonly Finding[] {
  return [...aksClusterRefusals(entry), ...eksClusterRefusals(entry)];
}

/** Names of the inline pools that an update changes. */
function touchedPools(entry: Entry): ReadonlySet<string> {
  return new Set(changesOf(entry).flatMap(({ inline }) => inline ?? []));
}

const created: Finding = {
  ...nothing,
  effect: "scale",
  platform: "The platform builds a new cluster; nothing that runs is touched.",
};

const replaced: Finding = {
  effect: "cluster-replace",
  platform:
    "The cluster is deleted and made again: every node, pod, address and dynamically made disk in it is gone.",
  instead: "",
  nodes: "all-pools",
  source: [],
};

const deleted: Finding = {
  ...replaced,
  platform: "The platform deletes the cluster with every node, pod and dynamically made disk in it.",
};

function changeFindings(entry: Entry, context: Context): readonly Finding[] {
  const { step, subject } = entry;
  if (subject.rows === undefined) return [];
  const changes = changesOf(entry);
  const isInline = ({ keys }: Change) => keys[0] === "agentPoolProfiles";
  const findings = [
    ...propertyFindings(
      subject.rows,
      changes.filter((change) => !isInline(change)),
      undefined,
    ),
    ...changes.filter(isInline).flatMap((change) => inlinePoolFindings(entry, change, context)),
  ];
  return findings.length > 0
    ? findings
    : [
        unclassified(
          undefined,
          `Pulumi plans the operation ${step.op} and the input names no changed property.`,
        ),
      ];
}
