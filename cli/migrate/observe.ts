import {
  canaryAnnotation,
  drainedAnnotation,
  migrationTaint,
  poolEntries,
  type Observation,
  type PoolNode,
  type PoolPod,
  type Slot,
} from "../../migrate";
import type { ApiClient } from "../../localcloud/providers/kubernetes/api/client";
import { listAt, stringAt } from "../status/json";

const poolLabel = "mullion/pool";
const slotLabel = "mullion/slot";
const buildLabel = "node.kubernetes.io/windows-build";

/**
 * Looks where a migration stands: the pool's entries in the configuration, its nodes, and the pods bound to it.
 *
 * @param text - content of the stack's configuration file
 * @throws MigrationEditError when the configuration has no such pool, and what the API server refuses
 */
export async function observe(client: ApiClient, text: string, pool: string): Promise<Observation> {
  const entries = poolEntries(text, pool);
  const [nodeList, podList] = await Promise.all([
    client.get("/api/v1/nodes", { labelSelector: `${poolLabel}=${pool}` }),
    client.get("/api/v1/pods"),
  ]);
  const nodes = listAt(nodeList, "items").map(poolNode);
  const slots = new Map(nodes.map(({ name, slot }) => [name, slot]));
  const pods = listAt(podList, "items").flatMap((pod) => {
    const slot = slots.get(stringAt(pod, "spec", "nodeName"));
    const bound = slot !== undefined || stringAt(pod, "spec", "nodeSelector", poolLabel) === pool;
    return bound ? [poolPod(pod, slot)] : [];
  });
  return { entries, nodes, pods, now: Date.now() };
}

function poolNode(node: unknown): PoolNode {
  const drained = Date.parse(stringAt(node, "metadata", "annotations", drainedAnnotation));
  const build = stringAt(node, "status", "nodeInfo", "kernelVersion").split(".")[2];
  return {
    name: stringAt(node, "metadata", "name"),
    slot: slotOf(stringAt(node, "metadata", "labels", slotLabel)) ?? "a",
    build: Number(build ?? 0),
    ready: listAt(node, "status", "conditions").some(
      (condition) => stringAt(condition, "type") === "Ready" && stringAt(condition, "status") === "True",
    ),
    closed: listAt(node, "spec", "taints").some((taint) => stringAt(taint, "key") === migrationTaint.key),
    canaryPassed: stringAt(node, "metadata", "annotations", canaryAnnotation) !== "",
    ...(Number.isNaN(drained) ? {} : { drainedAt: drained }),
  };
}

function poolPod(pod: unknown, slot: Slot | undefined): PoolPod {
  const namespace = stringAt(pod, "metadata", "namespace");
  const selector = (key: string) => stringAt(pod, "spec", "nodeSelector", key);
  // A RuntimeClass writes its selector into the pod when the pod is admitted.
  const build = /^10\.0\.(\d+)$/.exec(selector(buildLabel))?.[1];
  const pinnedSlot = slotOf(selector(slotLabel));
  const owner = listAt(pod, "metadata", "ownerReferences")[0];
  const phase = stringAt(pod, "status", "phase");
  return {
    name: `${namespace}/${stringAt(pod, "metadata", "name")}`,
    workload: workloadOf(pod, owner, namespace),
    ...(slot === undefined ? {} : { slot }),
    running: listAt(pod, "status", "conditions").some(
      (condition) => stringAt(condition, "type") === "Ready" && stringAt(condition, "status") === "True",
    ),
    stays: stringAt(owner, "kind") === "DaemonSet" || phase === "Succeeded" || phase === "Failed",
    hostProcess: stringAt(pod, "spec", "securityContext", "windowsOptions", "runAsUserName").startsWith(
      "NT AUTHORITY",
    ),
    images: listAt(pod, "spec", "containers").map((container) => stringAt(container, "image")),
    ...(build === undefined ? {} : { pinnedBuild: Number(build) }),
    ...(pinnedSlot === undefined ? {} : { pinnedSlot }),
  };
}

/** A pod of a Deployment belongs to a ReplicaSet that is named after it and the hash of its template. */
function workloadOf(pod: unknown, owner: unknown, namespace: string): string {
  if (owner === undefined) return `Pod ${namespace}/${stringAt(pod, "metadata", "name")}`;
  const [kind, name] = [stringAt(owner, "kind"), stringAt(owner, "name")];
  const hash = stringAt(pod, "metadata", "labels", "pod-template-hash");
  return kind === "ReplicaSet" && hash !== "" && name.endsWith(`-${hash}`)
    ? `Deployment ${namespace}/${name.slice(0, -hash.length - 1)}`
    : `${kind} ${namespace}/${name}`;
}

function slotOf(text: string): Slot | undefined {
  return text === "a" || text === "b" ? text : undefined;
}
