import { badRequest } from "../errors";
import type { JsonObject } from "../../clouds/json";
import { isTrueAt } from "../../clouds/json";
import { parseResourceId } from "../resource-id";
import type { ActionRequest } from "../resource-type";
import { controlPlaneId } from "./ids";

/**
 * `listClusterUserCredential`: a kubeconfig with a client certificate for the cluster's own API server. Entra
 * clusters answer the same here: there is no Entra to sign in with on one machine.
 *
 * @see https://learn.microsoft.com/rest/api/aks/managed-clusters/list-cluster-user-credentials
 */
export function userCredentials(request: ActionRequest): Promise<JsonObject> {
  return credentials(request, "clusterUser", "");
}

/**
 * `listClusterAdminCredential`.
 *
 * @throws ArmError `BadRequest` when local accounts are disabled.
 * @see https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad
 */
export function adminCredentials(request: ActionRequest): Promise<JsonObject> {
  if (isTrueAt(request.resource.body, "properties.disableLocalAccounts")) {
    throw badRequest(
      "BadRequest",
      "Getting static credential is not allowed because this cluster is set to disable local accounts.",
    );
  }
  return credentials(request, "clusterAdmin", "-admin");
}

async function credentials(
  { cloud, resource }: ActionRequest,
  name: string,
  suffix: string,
): Promise<JsonObject> {
  const { name: cluster, resourceGroup = "" } = parseResourceId(resource.id);
  const yaml = await cloud.clusters.kubeconfig(controlPlaneId(resource.id), {
    context: `${cluster}${suffix}`,
    cluster,
    user: `${name}_${resourceGroup}_${cluster}`,
  });
  return { kubeconfigs: [{ name, value: Buffer.from(yaml).toString("base64") }] };
}
