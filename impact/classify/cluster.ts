import type { Entry } from "../inventory/inventory";
import { actionOf } from "./action";
import { changesOf } from "./change";
import type { Change } from "./change";
import type { Finding } from "./classified";
import type { Context } from "./classify";
import { nothing, propertyFindings, ridingOn, unclassified } from "./property-findings";

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
      return [
        {
          ...nothing,
          effect: "scale",
          platform: "The platform builds a new cluster; nothing that runs is touched.",
        },
      ];
    case "adopt":
      return [
        { ...nothing, effect: "metadata", platform: "Pulumi takes an existing cluster into its state." },
      ];
    case "forget":
      return [
        { ...nothing, effect: "metadata", platform: "Pulumi forgets the cluster; it stays in the cloud." },
      ];
    case "delete":
      return [
        {
          ...destroyed,
          platform: "The platform deletes the cluster with every node, pod and managed disk in it.",
        },
      ];
    case "update":
      return changeFindings(entry, context);
    case "replace":
      return [destroyed, ...ridingOn(changeFindings(entry, context), "cluster-replace")];
    case "unknown":
      return [unclassified(undefined, `The operation ${entry.step.op} is not known.`)];
  }
}

const destroyed: Finding = {
  effect: "cluster-replace",
  platform:
    "The cluster is deleted and made again: every node, pod, address and dynamically made disk in it is gone.",
  instead: "",
  nodes: "all-pools",
  source: ["azure-native-replacement"],
};

function changeFindings(entry: Entry, context: Context): readonly Finding[] {
  const { step, subject } = entry;
  if (subject.rows === undefined) return [];
  const changes = changesOf(step);
  const inline = changes.filter(({ keys }) => keys[0] === "agentPoolProfiles");
  const own = changes.filter(({ keys }) => keys[0] !== "agentPoolProfiles");
  const findings = [
    ...propertyFindings(subject.rows, own, undefined),
    ...inline.flatMap((change) => inlineFindings(entry, change, context)),
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

function inlineFindings({ step }: Entry, change: Change, { inventory }: Context): readonly Finding[] {
  const [, ...keys] = change.keys;
  const name = /^agentPoolProfiles\[(.+?)\]/.exec(change.path)?.[1];
  if (keys.length === 0) return [wholeProfile(change, name)];
  const pool = inventory.pools.find(({ urn, inline }) => urn === step.urn && inline === name);
  return propertyFindings("aks:AgentPool", [{ ...change, keys }], pool?.new?.os ?? pool?.old?.os).map(
    (finding) => ({
      ...finding,
      change,
      platform: `${finding.platform} azure-native sends all inline pools with it, and every pool of the cluster shows Scaling meanwhile.`,
    }),
  );
}

function wholeProfile(change: Change, name: string | undefined): Finding {
  if (name !== undefined && change.kind === "add") {
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
  if (name !== undefined && change.kind === "remove") {
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
