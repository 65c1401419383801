import type { IsoDate } from "../catalogue/source";
import type { Waiver } from "../policy/waivers";
import type { ClusterReading } from "./cluster/reading";
import type { NodeFacts } from "./cluster/node";
import type { Stack } from "./inventory/stack";
import { driftOf } from "./judge/drift";
import { monitoringGaps } from "./judge/monitoring";
import { unplacedPods } from "./judge/placement";
import { policyFindings } from "./judge/policy";
import type { Pool } from "./judge/pools";
import { poolsOf, poolView } from "./judge/pools";
import { retirements } from "./judge/retirements";
import type { DeployedCluster } from "./state/cluster";
import { deployedCluster } from "./state/cluster";
import type { ClusterView, Contact, Drift, Moment, PolicyFinding, Target } from "./view";

/** What follows from a stack's state alone: worked out once, however often its cluster changes. */
export interface JudgedStack {
  readonly stack: Stack;
  readonly deployed: DeployedCluster;
  readonly findings: readonly PolicyFinding[];
}

/** Judges a stack's state. */
export function judgedStack(stack: Stack, waivers: readonly Waiver[], asOf: IsoDate): JudgedStack {
  const resources = stack.deployment?.resources ?? [];
  const findings = policyFindings(resources, waivers, asOf);
  return { stack, deployed: deployedCluster(resources), findings };
}

/** Everything that is known of one cluster at a moment. */
export interface ClusterInput {
  readonly judged: JudgedStack;
  readonly contact: Contact;
  /** What the cluster last said; absent when it has said nothing yet. */
  readonly reading?: ClusterReading;
  /** The day by which dates are judged. */
  readonly asOf: IsoDate;
  readonly now: Moment;
}

/** Puts together what is shown of a cluster, and what is to be said about it. */
export function clusterView({ judged, contact, reading, asOf, now }: ClusterInput): ClusterView {
  const { stack, findings } = judged;
  const { nodes = [], pods = [], version = "" } = reading ?? {};
  const target = targetOf(judged.deployed.target, nodes);
  const cluster = { ...judged.deployed, target };
  const pools = poolsOf(cluster.pools, nodes);
  const deployedAt = stack.deployment?.deployedAt;
  return {
    name: stack.name,
    stack: stack.stack,
    target,
    source: stack.source,
    ...(stack.error === undefined ? {} : { stateError: stack.error }),
    ...(deployedAt === undefined ? {} : { deployedAt }),
    contact,
    pools: pools.map(poolView),
    retirements: retirements({ cluster, pools, asOf, ...(version === "" ? {} : { serverVersion: version }) }),
    findings,
    drift: [...unfinished(stack), ...(reading === undefined ? [] : driftIn(cluster, version, pools, stack))],
    monitoringGaps: reading === undefined ? [] : monitoringGaps(reading),
    unplacedPods: reading === undefined ? [] : unplacedPods(reading, now),
    nodes: nodes.map(({ row }) => row).sort((a, b) => compare(a.name, b.name)),
    pods: pods
      .map(({ row }) => row)
      .sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name)),
  };
}

function driftIn(
  cluster: DeployedCluster,
  serverVersion: string,
  pools: readonly Pool[],
  stack: Stack,
): readonly Drift[] {
  // Without a deployment there is nothing to differ from.
  return stack.deployment === undefined ? [] : driftOf({ cluster, serverVersion, pools });
}

function unfinished({ stack, deployment }: Stack): readonly Drift[] {
  if (deployment?.unfinished !== true) return [];
  const message = `The last deployment of ${stack} was broken off: what it had begun may be missing in the state. Run it again.`;
  return [{ kind: "unfinished", severity: "warning", message }];
}

/** What a cluster is by its nodes, where no state says it. */
function targetOf(target: Target, nodes: readonly NodeFacts[]): Target {
  if (target !== "unknown" || nodes.length === 0) return target;
  if (nodes.some(({ labels }) => labels["kubernetes.azure.com/cluster"] !== undefined)) return "aks";
  return nodes.some(({ row }) => row.kubernetesVersion.includes("-eks-")) ? "eks" : "existing";
}

/** By code units: `localeCompare` is ten times as slow, and a view sorts thousands of names. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
