import * as fs from "node:fs";
import { liveKinds } from "../../audit";
import type { LiveCluster } from "../../audit";
import { contactReason, openCluster } from "../../fleet/cluster/connection";
import { readList } from "../../fleet/cluster/list";
import type { ApiClient } from "../../localcloud/providers/kubernetes/api/client";
import { StatusError } from "../../localcloud/providers/kubernetes/api/errors";
import { readKubeconfig } from "../../localcloud/providers/kubernetes/config/kubeconfig";
import { textAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { KubeObject } from "../../localcloud/providers/kubernetes/objects/object";
import { UserError } from "../context";

/**
 * Reads what an audit looks at from an API server, by nothing but GET.
 *
 * @param kubeconfig - a file
 * @param context - its context; the current one unless given
 * @throws UserError when the cluster does not answer
 */
export async function readLiveCluster(kubeconfig: string, context?: string): Promise<LiveCluster> {
  if (!fs.existsSync(kubeconfig)) throw new UserError(`--kubeconfig ${kubeconfig}: there is no such file`);
  try {
    const client = openCluster(
      { kind: "kubeconfig", pathOrContent: kubeconfig, ...(context === undefined ? {} : { context }) },
      "kubeconfig",
    );
    try {
      const { currentContext } = readKubeconfig(kubeconfig);
      return await readAll(client, context ?? (currentContext === "" ? kubeconfig : currentContext));
    } finally {
      client.close();
    }
  } catch (error) {
    throw new UserError(`--kubeconfig ${kubeconfig}: ${contactReason(error)}`);
  }
}

async function readAll(client: ApiClient, name: string): Promise<LiveCluster> {
  const version = textAt(await client.get("/version"), "gitVersion");
  const refused: string[] = [];
  const objects: KubeObject[] = [];
  for (const { apiVersion, kind, path } of liveKinds) {
    const found = await listOf(client, path, (object) => ({ ...object, apiVersion, kind }));
    if (found === undefined) refused.push(kind);
    else objects.push(...found);
  }
  const nodes = await listOf(client, "/api/v1/nodes", (node) => node);
  if (nodes === undefined) refused.push("Node");
  return { name, version, objects, nodes: nodes ?? [], refused };
}

/** The objects of a list; `undefined` where this user may not see them, none where the server has no such kind. */
async function listOf(
  client: ApiClient,
  path: string,
  keep: (object: KubeObject) => KubeObject,
): Promise<readonly KubeObject[] | undefined> {
  try {
    return [...(await readList(client, path, keep)).rows.values()];
  } catch (error) {
    if (error instanceof StatusError && error.code === 403) return undefined;
    if (error instanceof StatusError && error.code === 404) return [];
    throw error;
  }
}
