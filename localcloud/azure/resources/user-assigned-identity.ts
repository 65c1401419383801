import { tenantId } from "../aks/cluster-defaults";
import { guidOf } from "../common/identifiers";
import { locationIsFixed, locationIsRequired, nameRule } from "../common/naming";
import type { ResourceType } from "../resource-type";

/**
 * User-assigned managed identities.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const userAssignedIdentity: ResourceType = {
  type: "Microsoft.ManagedIdentity/userAssignedIdentities",
  rules: [nameRule("identity", /^[a-zA-Z0-9][-\w]{2,127}$/), locationIsRequired, locationIsFixed],
  complete: ({ id, requested }) => ({
    body: {
      ...requested,
      properties: {
        tenantId,
        principalId: guidOf(`${id.key}#principal`),
        clientId: guidOf(`${id.key}#client`),
      },
    },
  }),
};
