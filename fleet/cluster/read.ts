import type { ApiClient } from "../../localcloud/providers/kubernetes/api/client";
import { textAt } from "../../localcloud/providers/kubernetes/objects/object";
import { readList } from "./list";
import type { ClusterReading } from "./reading";
import { lists } from "./reading";

/**
 * Version of an API server, such as `v1.36.3`; `v1.35` for one of 1.36 that acts as 1.35, as in an upgrade by steps.
 *
 * @throws as {@link readCluster}
 * @see https://kubernetes.io/docs/concepts/cluster-administration/compatibility-version/ (read 2026-11-23)
 */
export async function readVersion(client: ApiClient): Promise<string> {
  const answer = await client.get("/version");
  const [own, acts] = [textAt(answer, "minor"), textAt(answer, "emulationMinor")];
  return acts === "" || acts === own
    ? textAt(answer, "gitVersion")
    : `v${textAt(answer, "emulationMajor")}.${acts}`;
}

/**
 * Reads a cluster once.
 *
 * @throws StatusError when the server refuses, UnreachableError when nobody answers.
 */
export async function readCluster(client: ApiClient): Promise<ClusterReading> {
  // One after the other: the first one finds out whether anybody answers, and whether the login holds.
  const version = await readVersion(client);
  const [nodes, pods, daemonSets] = await Promise.all([
    readList(client, lists.nodes.path, lists.nodes.keep),
    readList(client, lists.pods.path, lists.pods.keep),
    readList(client, lists.daemonSets.path, lists.daemonSets.keep),
  ]);
  return {
    version,
    nodes: [...nodes.rows.values()],
    pods: [...pods.rows.values()],
    daemonSets: [...daemonSets.rows.values()],
  };
}
