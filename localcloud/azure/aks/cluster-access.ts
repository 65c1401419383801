import { badRequest } from "../errors";
import { isTrueAt, objectAt, objectsAt, textAt, textsAt, valueAt } from "../../clouds/json";
import { parseAddress, parseCidr } from "../../clouds/cidr";
import type { Put, Rule } from "../resource-type";
import { completeCluster } from "./cluster-defaults";
import { invalidParameter } from "./pool-check";

const hasIdentity: Rule<Put> = ({ requested, before }) => {
  const type = textAt(requested, "identity.type");
  const principal = textAt(requested, "properties.servicePrincipalProfile.clientId");
  if (type === undefined && principal === undefined && before === undefined)
    return badRequest(
      "InvalidParameter",
      "Required parameter servicePrincipalProfile is missing (null): a cluster needs an identity or a service principal.",
      "servicePrincipalProfile",
    );
  if (type !== undefined && !["SystemAssigned", "UserAssigned", "None"].includes(type))
    return invalidParameter("identity.type", `'${type}' is not one of SystemAssigned, UserAssigned, None.`);
  const count = Object.keys(objectAt(requested, "identity.userAssignedIdentities")).length;
  return type === "UserAssigned" && count !== 1
    ? invalidParameter(
        "identity.userAssignedIdentities",
        `exactly one user-assigned identity is needed, got ${String(count)}.`,
      )
    : undefined;
};

const identityExists: Rule<Put> = ({ cloud, requested, before }) => {
  const asked = Object.keys(objectAt(requested, "identity.userAssignedIdentities")).map((id) => ({
    id,
    target: "identity.userAssignedIdentities",
  }));
  const ofNodes = "properties.identityProfile.kubeletidentity.resourceId";
  const kubelet = textAt(requested, ofNodes);
  // One that AKS made itself is in no list, and comes back with every read.
  if (kubelet !== undefined && kubelet !== textAt(before?.body, ofNodes))
    asked.push({ id: kubelet, target: "identityProfile.kubeletidentity" });
  const missing = asked.find(({ id }) => cloud.store.find(id) === undefined);
  return missing === undefined
    ? undefined
    : badRequest(
        "FailedIdentityOperation",
        `Identity operation for resource failed: The resource identity '${missing.id}' was not found.`,
        missing.target,
      );
};

const localAccountsNeedEntra: Rule<Put> = (put) => {
  const body = completeCluster(put);
  return isTrueAt(body, "properties.disableLocalAccounts") &&
    valueAt(body, "properties.aadProfile") === undefined
    ? badRequest(
        "BadRequest",
        "Disabling local accounts is only supported on clusters with Microsoft Entra integration (aadProfile).",
        "disableLocalAccounts",
      )
    : undefined;
};

const workloadIdentityNeedsIssuer: Rule<Put> = (put) => {
  const body = completeCluster(put);
  return isTrueAt(body, "properties.securityProfile.workloadIdentity.enabled") &&
    !isTrueAt(body, "properties.oidcIssuerProfile.enabled")
    ? badRequest(
        "BadRequest",
        "Workload identity needs the OIDC issuer to be enabled.",
        "securityProfile.workloadIdentity",
      )
    : undefined;
};

/** @see https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges */
const apiServerAccessIsSound: Rule<Put> = ({ requested, id }) => {
  const access = objectAt(requested, "properties.apiServerAccessProfile");
  const wrong = textsAt(access, "authorizedIPRanges").find(
    (range) => parseCidr(range) === undefined && parseAddress(range) === undefined,
  );
  if (wrong !== undefined)
    return invalidParameter(
      "apiServerAccessProfile.authorizedIPRanges",
      `'${wrong}' is not an IPv4 address or range.`,
    );
  if (isTrueAt(access, "enablePrivateCluster") && textsAt(access, "authorizedIPRanges").length > 0)
    return invalidParameter(
      "apiServerAccessProfile.authorizedIPRanges",
      `cluster '${id.name}' is private: authorised ranges are for public clusters.`,
    );
  const zone = textAt(access, "privateDNSZone");
  return zone === undefined ||
    zone === "system" ||
    zone === "none" ||
    /\/privateDnsZones\/([^/]+\.)?(privatelink|private)\.[^/]+\.azmk8s\.io$/i.test(zone)
    ? undefined
    : invalidParameter(
        "apiServerAccessProfile.privateDNSZone",
        `'${zone}' is not system, none or the id of a zone [sub.]privatelink.<location>.azmk8s.io.`,
      );
};

const linuxProfileIsSound: Rule<Put> = ({ requested }) => {
  const profile = valueAt(requested, "properties.linuxProfile");
  if (profile === undefined) return undefined;
  const user = textAt(profile, "adminUsername") ?? "";
  if (!/^[A-Za-z][-A-Za-z0-9_]{0,31}$/.test(user))
    return invalidParameter(
      "linuxProfile.adminUsername",
      `'${user}' must begin with a letter and hold at most 32 letters, digits, '-' and '_'.`,
    );
  return objectsAt(profile, "ssh.publicKeys").length === 1
    ? undefined
    : invalidParameter("linuxProfile.ssh.publicKeys.keyData", "exactly one public key is needed.");
};

/** Rules about identities and about who may come in. */
export const clusterAccessRules: readonly Rule<Put>[] = [
  hasIdentity,
  identityExists,
  localAccountsNeedEntra,
  workloadIdentityNeedsIssuer,
  apiServerAccessIsSound,
  linuxProfileIsSound,
];
