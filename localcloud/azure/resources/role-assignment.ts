import type { Cloud } from "../cloud";
import { ArmError, badRequest } from "../errors";
import { objectAt, textAt } from "../../clouds/json";
import type { Put, ResourceType, Rule } from "../resource-type";
import { identityType } from "./user-assigned-identity";

const type = "Microsoft.Authorization/roleAssignments";

/** How long a new identity takes to arrive in the directory that Azure looks principals up in. */
const arrivalMilliseconds = 60_000;

const nameIsGuid: Rule<Put> = ({ id }) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id.name)
    ? undefined
    : badRequest(
        "InvalidRoleAssignmentId",
        `The role assignment ID '${id.name}' is not valid. The role assignment ID must be a GUID.`,
      );

const sameAssignment = (put: Put, other: Put["before"]): boolean =>
  ["principalId", "roleDefinitionId"].every(
    (name) =>
      textAt(put.requested, `properties.${name}`)?.toLowerCase() ===
      textAt(other?.body, `properties.${name}`)?.toLowerCase(),
  );

const principalAndRoleAreFixed: Rule<Put> = (put) =>
  put.before === undefined || sameAssignment(put, put.before)
    ? undefined
    : badRequest(
        "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
      );

const isNotThereYet: Rule<Put> = (put) => {
  const others = put.cloud.store
    .children(put.id.parent ?? "", type)
    .filter(({ id }) => id.toLowerCase() !== put.id.key);
  const twin = others.find((other) => sameAssignment(put, other));
  return twin === undefined
    ? undefined
    : new ArmError(
        409,
        "RoleAssignmentExists",
        `The role assignment already exists. The ID of the existing role assignment is ${(twin.id.split("/").at(-1) ?? "").replaceAll("-", "")}.`,
      );
};

/** A principal that was just made is found only when the request says what kind it is. */
const principalHasArrived: Rule<Put> = ({ cloud, requested }) => {
  if (textAt(requested, "properties.principalType") !== undefined) return undefined;
  const principal = textAt(requested, "properties.principalId") ?? "";
  return isFresh(cloud, principal)
    ? badRequest(
        "PrincipalNotFound",
        `Principal ${principal.replaceAll("-", "")} does not exist in the directory. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group. See https://aka.ms/docs-principaltype`,
      )
    : undefined;
};

function isFresh(cloud: Cloud, principal: string): boolean {
  const identity = cloud.store
    .ofType(identityType)
    .find(({ body }) => textAt(body, "properties.principalId") === principal);
  const made = textAt(identity?.hidden, "madeAt");
  return made !== undefined && cloud.now().getTime() - Date.parse(made) < arrivalMilliseconds;
}

/**
 * Role assignments, on whatever their scope is. Nobody's rights are checked in the local cloud.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
export const roleAssignment: ResourceType = {
  type,
  rules: [nameIsGuid, principalAndRoleAreFixed, isNotThereYet, principalHasArrived],
  complete: ({ id, requested, cloud, before }) => ({
    body: {
      properties: {
        principalType: "ServicePrincipal",
        createdOn: textAt(before?.body, "properties.createdOn") ?? cloud.now().toISOString(),
        updatedOn: cloud.now().toISOString(),
        ...objectAt(requested, "properties"),
        scope: id.parent ?? `/subscriptions/${id.subscription}`,
      },
    },
  }),
};
