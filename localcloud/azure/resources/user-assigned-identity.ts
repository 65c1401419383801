import { guidOf } from "../../clouds/identifiers";
import { locationIsFixed, locationIsRequired, nameRule } from "../common/naming";
import { badRequest } from "../errors";
import { objectAt, textAt, textsAt } from "../../clouds/json";
import type { Put, ResourceType, Rule } from "../resource-type";
import { tenantId } from "../tenant";

/** Type of user-assigned identities in Azure's spelling. */
export const identityType = "Microsoft.ManagedIdentity/userAssignedIdentities";

const credentialType = `${identityType}/federatedIdentityCredentials`;

/**
 * User-assigned managed identities.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const userAssignedIdentity: ResourceType = {
  type: identityType,
  rules: [nameRule("identity", /^[a-zA-Z0-9][-\w]{2,127}$/), locationIsRequired, locationIsFixed],
  complete: ({ id, requested, before, cloud }) => ({
    body: {
      ...requested,
      properties: {
        tenantId,
        principalId: guidOf(`${id.key}#principal`),
        clientId: guidOf(`${id.key}#client`),
      },
    },
    hidden: before?.hidden ?? { madeAt: cloud.now().toISOString() },
  }),
};

const saysWhoMayUseIt: Rule<Put> = ({ requested }) => {
  const missing = ["issuer", "subject"].find(
    (name) => (textAt(requested, `properties.${name}`) ?? "") === "",
  );
  if (missing !== undefined)
    return badRequest(
      "BadRequest",
      `The property ${missing} of the federated identity credential must not be empty.`,
      missing,
    );
  return textsAt(requested, "properties.audiences").length === 1
    ? undefined
    : badRequest("BadRequest", "A federated identity credential needs exactly one audience.", "audiences");
};

const pairIsNew: Rule<Put> = ({ cloud, id, requested }) => {
  const pair = (body: Put["requested"]) =>
    ["issuer", "subject"].map((name) => textAt(body, `properties.${name}`)).join(" ");
  const twin = cloud.store
    .children(id.parent ?? "", credentialType)
    .find((other) => other.id.toLowerCase() !== id.key && pair(other.body) === pair(requested));
  return twin === undefined
    ? undefined
    : badRequest(
        "BadRequest",
        `Issuer and subject combination already exists for this Managed Identity: ${pair(requested)}.`,
      );
};

/**
 * Federated credentials: which service account of which cluster may act as the identity.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
 */
export const federatedIdentityCredential: ResourceType = {
  type: credentialType,
  rules: [nameRule("federated identity credential", /^[a-zA-Z0-9][-\w]{2,119}$/), saysWhoMayUseIt, pairIsNew],
  complete: ({ requested }) => ({ body: { properties: objectAt(requested, "properties") } }),
};
