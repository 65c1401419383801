import type { Command } from "commander";
import { openCluster } from "../fleet/cluster/connection";
import { readCluster } from "../fleet/cluster/read";
import type { NodeRow, PodRow } from "../fleet/view";
import { listControlPlanes } from "../localcloud/kubernetes";
import { checkStack, findContext, UserError } from "./context";
import type { Context } from "./context";
import { paintFor } from "./display/colour";
import { drawTable } from "./display/table";
import { kubeconfigOf, stateOf, writeKubeconfig } from "./kubeconfig";
import { nodeCells, nodeHead, podCells, podHead } from "./status/rows";
import { releaseCells, releaseHead, releaseRows } from "./status/releases";
import type { ReleaseRow } from "./status/releases";

/** What there is in a stack's cluster. */
export interface ClusterStatus {
  readonly nodes: readonly NodeRow[];
  /** Pods outside of the namespaces of the platform. */
  readonly workloads: readonly PodRow[];
  /** Helm releases of the stack; on the local cloud nothing of their charts is in the cluster. */
  readonly releases: readonly ReleaseRow[];
}

/** Adds `status`. */
export function addStatusCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("status")
    .description("Show the nodes of a stack's cluster and what runs on them.")
    .requiredOption("-s, --stack <name>", "the stack")
    .option("--json", "print JSON instead of tables")
    .addHelpText("after", "\nExample:\n  mullion status --stack dev")
    .action(async (flags: { readonly stack: string; readonly json?: boolean }) => {
      const context = findContext();
      checkStack(context, flags.stack);
      const say = (line: string) => void process.stdout.write(`${line}\n`);
      if (flags.json === true) {
        const status = await readStatus(context, flags.stack);
        say(JSON.stringify({ stack: flags.stack, deployed: status !== undefined, ...status }, null, 2));
      } else {
        await showStatus(context, flags.stack, say);
      }
      finish(0);
    });
}

/** Asks the stack's cluster; `undefined` when the stack has no cluster yet. */
export async function readStatus(context: Context, stack: string): Promise<ClusterStatus | undefined> {
  const kubeconfig = await kubeconfigOf(context, stack);
  if (kubeconfig === undefined) return undefined;
  const controlPlane = listControlPlanes(context.home).find(({ server }) => kubeconfig.includes(server));
  if (controlPlane === undefined) {
    throw new UserError(`stack ${stack}: its cluster is not one of the local cloud; ask it with kubectl`);
  }
  if (!controlPlane.running) {
    throw new UserError(
      `stack ${stack}: its control plane does not run; start it with "mullion up --stack ${stack}"`,
    );
  }
  const { id } = controlPlane;
  const pathOrContent = controlPlane.kubeconfig({ context: id, cluster: id, user: id });
  const client = openCluster({ kind: "kubeconfig", pathOrContent }, "local");
  try {
    const [{ nodes, pods }, state] = await Promise.all([readCluster(client), stateOf(context, stack)]);
    return {
      releases: releaseRows(state.resources),
      nodes: nodes.map(({ row }) => row),
      workloads: pods.map(({ row }) => row).filter((pod) => !pod.namespace.startsWith("kube-")),
    };
  } finally {
    client.close();
  }
}

/**
 * Shows the tables of nodes and workloads.
 *
 * @returns the file with the stack's kubeconfig; `undefined` when there is no cluster
 */
export async function showStatus(
  context: Context,
  stack: string,
  say: (line: string) => void,
): Promise<string | undefined> {
  const status = await readStatus(context, stack);
  if (status === undefined) {
    say(`stack ${stack} has no cluster: run "mullion up --stack ${stack}"`);
    return undefined;
  }
  const paint = paintFor(process.stdout);
  for (const line of drawTable(nodeHead, status.nodes.map(nodeCells), paint)) say(line);
  say("");
  if (status.workloads.length === 0) say("No workloads.");
  else for (const line of drawTable(podHead, status.workloads.map(podCells), paint)) say(line);
  if (status.releases.length > 0) {
    say("");
    for (const line of drawTable(releaseHead, status.releases.map(releaseCells), paint)) say(line);
  }
  say("");
  say(paint("dim", "The API server and the scheduler are real; KWOK plays the kubelets: no container runs."));
  return writeKubeconfig(context, stack);
}
