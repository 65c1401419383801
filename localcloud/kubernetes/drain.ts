import { setTimeout as sleep } from "node:timers/promises";

import { KubernetesApiError, type KubernetesObject } from "./api";
import type { KubernetesClient } from "./client";
import { applyNodes, cordon, removeNode, type NodeSpec } from "./nodes";

/** How a drain goes about. */
export interface DrainOptions {
  /** After this long it gives up. */
  readonly timeoutMilliseconds: number;
  /** How often a refused eviction is tried again. @default 500 */
  readonly retryMilliseconds?: number;
  readonly signal?: AbortSignal;
}

/** A pod that would not leave, and why. */
export interface Blocker {
  /** `namespace/name`. */
  readonly pod: string;
  /** The API server's words: `The disruption budget web needs 1 healthy pods and has 1 currently`. */
  readonly reason: string;
}

/** Pods were still on the node when the time was over. The node stays cordoned. */
export class DrainTimeoutError extends Error {
  override readonly name = "DrainTimeoutError";
  constructor(
    readonly node: string,
    readonly blockers: readonly Blocker[],
    seconds: number,
  ) {
    const list = blockers.map(({ pod, reason }) => `${pod} (${reason})`).join("; ");
    super(
      `Node ${node} could not be drained within ${seconds} s, ${blockers.length} left: ${list}. ` +
        "Add replicas or relax the PodDisruptionBudget, then drain again " +
        "(https://kubernetes.io/docs/tasks/run-application/configure-pdb/).",
    );
  }
}

interface Pod extends KubernetesObject {
  readonly status?: { readonly phase?: string };
}

/**
 * Cordons a node and evicts its pods through the eviction API, so that PodDisruptionBudgets are respected. Pods of
 * DaemonSets stay, finished ones too; they go with the node.
 *
 * @returns the pods that left, as `namespace/name`
 * @throws {@link DrainTimeoutError} naming each pod that stayed and what kept it
 */
export async function drain(
  client: KubernetesClient,
  node: string,
  options: DrainOptions,
): Promise<readonly string[]> {
  await cordon(client, node);
  const deadline = Date.now() + options.timeoutMilliseconds;
  const left = new Set<string>();
  for (;;) {
    const pods = await podsToMove(client, node);
    if (pods.length === 0) return [...left];
    const blockers = (await Promise.all(pods.map((pod) => askToLeave(client, pod)))).filter(
      (one) => one !== undefined,
    );
    for (const pod of pods) left.add(nameOf(pod));
    if (Date.now() > deadline)
      throw new DrainTimeoutError(node, blockers, options.timeoutMilliseconds / 1000);
    await sleep(
      blockers.some(({ reason }) => reason !== LEAVING) ? (options.retryMilliseconds ?? 500) : 50,
      undefined,
      {
        signal: options.signal,
      },
    );
  }
}

/**
 * Replaces a node as a rolling upgrade does: the new one comes first and gets Ready, then the old one is drained and
 * removed.
 *
 * @throws NodesNotReadyError, {@link DrainTimeoutError}; both nodes exist then, the old one cordoned in the latter case
 */
export async function replaceNode(
  client: KubernetesClient,
  old: string,
  replacement: NodeSpec,
  options: DrainOptions,
): Promise<void> {
  await applyNodes(client, [replacement]);
  await drain(client, old, options);
  await removeNode(client, old);
}

const LEAVING = "is leaving";

async function podsToMove(client: KubernetesClient, node: string): Promise<readonly Pod[]> {
  const pods = await client.list<Pod>("/api/v1/pods", { fieldSelector: `spec.nodeName=${node}` });
  return pods.filter((pod) => !belongsToNode(pod) && !isFinished(pod));
}

function belongsToNode({ metadata }: Pod): boolean {
  const daemon =
    metadata.ownerReferences?.some(({ kind, controller }) => kind === "DaemonSet" && controller) ?? false;
  return daemon || metadata.annotations?.["kubernetes.io/config.mirror"] !== undefined;
}

function isFinished({ status }: Pod): boolean {
  return status?.phase === "Succeeded" || status?.phase === "Failed";
}

/** Evicts a pod; answers why it is still there, or `undefined` when it is gone already. */
async function askToLeave(client: KubernetesClient, pod: Pod): Promise<Blocker | undefined> {
  const { namespace = "", name = "", deletionTimestamp } = pod.metadata;
  const leaving = { pod: nameOf(pod), reason: LEAVING };
  if (deletionTimestamp !== undefined) return leaving;
  try {
    await client.evict(namespace, name);
    return leaving;
  } catch (error) {
    if (!(error instanceof KubernetesApiError)) throw error;
    if (error.code === 404) return undefined;
    // 429: a budget says no for now. 500: two budgets select the same pod, which no retry mends, but the user might.
    if (error.code === 429 || error.code === 500) return { pod: nameOf(pod), reason: reasonOf(error) };
    throw error;
  }
}

function reasonOf(error: KubernetesApiError): string {
  const causes = error.status?.details?.["causes"];
  const first: unknown = Array.isArray(causes) ? causes[0] : undefined;
  if (
    typeof first === "object" &&
    first !== null &&
    "message" in first &&
    typeof first.message === "string"
  ) {
    return first.message;
  }
  return error.message;
}

function nameOf({ metadata }: Pod): string {
  return `${metadata.namespace ?? ""}/${metadata.name ?? ""}`;
}
