import { setTimeout as sleep } from "node:timers/promises";
import { windowsReleases } from "../../catalogue/windows-releases";
import { PatchType, StatusError } from "../../localcloud/providers/kubernetes/api";
import type { ApiClient } from "../../localcloud/providers/kubernetes/api/client";
import { canaryAnnotation, drainedAnnotation, type Goal, type Observation, type Slot } from "../../migrate";
import { UserError } from "../context";
import { listAt, stringAt } from "../status/json";

/** How an act in the cluster goes about. */
export interface ActOptions {
  readonly client: ApiClient;
  /** After this long it gives up; what it did stays, and the next run goes on. */
  readonly timeoutSeconds: number;
  readonly say: (line: string) => void;
}

const POLL_MILLISECONDS = 1000;

/**
 * Starts a pod of the new release on the new slot, waits until it runs, takes it away and marks the node.
 *
 * @throws UserError with the pod's own words when it does not run in time
 */
export async function runCanary(goal: Goal, slot: Slot, options: ActOptions): Promise<void> {
  const { client, timeoutSeconds, say } = options;
  const name = `mullion-canary-${goal.pool}${slot}`;
  const path = `/api/v1/namespaces/default/pods/${name}`;
  await remove(client, path);
  await client.request({
    method: "POST",
    path: "/api/v1/namespaces/default/pods",
    body: canary(name, goal, slot),
  });
  try {
    say(`canary default/${name}: waiting for it to run`);
    const node = await until(timeoutSeconds, async () => {
      const pod = await client.get(path);
      const phase = stringAt(pod, "status", "phase");
      return phase === "Running" || phase === "Succeeded" ? stringAt(pod, "spec", "nodeName") : undefined;
    });
    if (node === undefined) throw new UserError(await whyNot(client, name, timeoutSeconds));
    await annotate(client, node, canaryAnnotation, new Date().toISOString());
    say(`canary ran on ${node}`);
  } finally {
    await remove(client, path);
  }
}

function canary(name: string, goal: Goal, slot: Slot): object {
  const [tag] = windowsReleases[goal.to].nanoServerTags;
  const limits = { cpu: "500m", memory: "256Mi" };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { "app.kubernetes.io/managed-by": "mullion-migrate" } },
    spec: {
      os: { name: "windows" },
      nodeSelector: { "kubernetes.io/os": "windows", "mullion/pool": goal.pool, "mullion/slot": slot },
      // It goes where nothing else may go yet, whatever taints the pool has.
      tolerations: [{ operator: "Exists", effect: "NoSchedule" }],
      restartPolicy: "Never",
      securityContext: { windowsOptions: { runAsUserName: "ContainerUser" } },
      containers: [
        {
          name: "canary",
          image: `mcr.microsoft.com/windows/nanoserver:${tag}`,
          command: ["cmd", "/c", "ver"],
          resources: { requests: limits, limits },
        },
      ],
    },
  };
}

async function whyNot(client: ApiClient, name: string, seconds: number): Promise<string> {
  const events = await client.get("/api/v1/namespaces/default/events", {
    fieldSelector: `involvedObject.name=${name}`,
  });
  const last = listAt(events, "items").at(-1);
  const said =
    last === undefined ? "it says nothing" : `${stringAt(last, "reason")}: ${stringAt(last, "message")}`;
  return `the canary default/${name} did not run within ${String(seconds)} s (${said}). Mend it, or go back with --back; the next --next tries again.`;
}

/**
 * Evicts the pods of a slot through the eviction API, so that PodDisruptionBudgets are kept, until none is left.
 *
 * @param mark - whether the nodes are marked as drained, for the soak that follows
 * @throws UserError that names each pod that stayed, and what keeps it
 */
export async function emptySlot(
  look: () => Promise<Observation>,
  slot: Slot,
  mark: boolean,
  { client, timeoutSeconds, say }: ActOptions,
): Promise<void> {
  const told = new Set<string>();
  let kept: readonly string[] = [];
  const empty = await until(timeoutSeconds, async () => {
    const left = (await look()).pods.filter((pod) => pod.slot === slot && !pod.stays);
    if (left.length === 0) return true;
    const answers = await Promise.all(left.map(({ name }) => evict(client, name)));
    for (const { name } of left) if (!told.has(name)) say(`evicting ${name}`);
    for (const { name } of left) told.add(name);
    kept = answers.filter((answer) => answer !== undefined);
    return undefined;
  });
  if (empty === undefined) {
    throw new UserError(
      `slot ${slot} is not empty after ${String(timeoutSeconds)} s: ${kept.join("; ")}. ` +
        "Add replicas or relax the PodDisruptionBudget; the next --next goes on, --back goes back.",
    );
  }
  if (!mark) return;
  const nodes = (await look()).nodes.filter((node) => node.slot === slot);
  const now = new Date().toISOString();
  for (const { name } of nodes) await annotate(client, name, drainedAnnotation, now);
}

/** Asks a pod to leave; answers why it does not. */
async function evict(client: ApiClient, pod: string): Promise<string | undefined> {
  const [namespace = "", name = ""] = pod.split("/");
  const body = { apiVersion: "policy/v1", kind: "Eviction", metadata: { namespace, name } };
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
  try {
    // The loop around it comes again, and looks anew before it does.
    await client.request({ method: "POST", path, body, attempts: 1 });
    return `${pod} is leaving`;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return error.code === 404 ? undefined : `${pod}: ${error.message}`;
  }
}

async function annotate(client: ApiClient, node: string, key: string, value: string): Promise<void> {
  await client.request({
    method: "PATCH",
    path: `/api/v1/nodes/${node}`,
    contentType: PatchType.Merge,
    body: { metadata: { annotations: { [key]: value } } },
  });
}

async function remove(client: ApiClient, path: string): Promise<void> {
  const body = { propagationPolicy: "Background", gracePeriodSeconds: 0 };
  await client.request({ method: "DELETE", path, body }).catch((error: unknown) => {
    if (!(error instanceof StatusError && error.code === 404)) throw error;
  });
}

/** Asks again and again until there is an answer; `undefined` when the time is over. */
async function until<T>(seconds: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) return undefined;
    await sleep(POLL_MILLISECONDS);
  }
}
