import { badRequest } from "../errors";
import { locationIsFixed, locationIsRequired } from "../common/naming";
import { isTrueAt, numberAt, objectAt, objectsAt, textAt, textsAt, valueAt } from "../json";
import { contains, overlaps, parseAddress, parseCidr } from "../network/cidr";
import type { Put, Rule } from "../resource-type";
import { subnetPrefixes, subnetType } from "../resources/subnet";
import { agentPoolType, nodeResourceGroup } from "./ids";
import { completeCluster } from "./cluster-defaults";
import { clusterChangeRules } from "./cluster-changes";
import { invalidParameter } from "./pool-check";
import { hasLongTermSupport } from "./pool-version";
import { upgradeRefusal, versionRefusal } from "./versions";
import { windowsProfileRules } from "./windows-profile";

const seeNaming = "Please see https://aka.ms/aks-naming-rules for more details.";

const nameIsValid: Rule<Put> = ({ id }) =>
  /^[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(id.name)
    ? undefined
    : invalidParameter("resourceName", `'${id.name}' is not a valid cluster name. ${seeNaming}`);

/** @see https://learn.microsoft.com/azure/azure-resource-manager/templates/error-reserved-resource-name */
const reservedWords = ["microsoft", "windows", "azure", "login", "xbox", "office", "bing", "skype"] as const;

const nameIsNotReserved: Rule<Put> = ({ id }) => {
  const name = id.name.toLowerCase();
  const word = reservedWords.find(
    (reserved) =>
      name === reserved ||
      (["login", "xbox"].includes(reserved) && name.startsWith(reserved)) ||
      (["microsoft", "windows"].includes(reserved) && name.includes(reserved)),
  );
  return word === undefined
    ? undefined
    : badRequest(
        "ReservedResourceName",
        `The resource name '${id.name}' or a part of the name is a trademarked or reserved word ('${word}').`,
      );
};

const dnsPrefixIsValid: Rule<Put> = ({ requested, before }) => {
  const prefix = textAt(requested, "properties.dnsPrefix");
  const subdomain = textAt(requested, "properties.fqdnSubdomain");
  if (prefix !== undefined && subdomain !== undefined)
    return invalidParameter("dnsPrefix", "dnsPrefix and fqdnSubdomain exclude each other.");
  if (prefix === undefined && subdomain === undefined && before === undefined)
    return badRequest("InvalidParameter", "Required parameter dnsPrefix is missing (null).", "dnsPrefix");
  return prefix === undefined || /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,52}[a-zA-Z0-9])?$/.test(prefix)
    ? undefined
    : invalidParameter("dnsPrefix", `'${prefix}' is not valid. ${seeNaming}`);
};

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

const identityExists: Rule<Put> = ({ cloud, requested }) => {
  const missing = Object.keys(objectAt(requested, "identity.userAssignedIdentities")).find(
    (id) => cloud.store.find(id) === undefined,
  );
  return missing === undefined
    ? undefined
    : badRequest(
        "FailedIdentityOperation",
        `Identity operation for resource failed: The resource identity '${missing}' was not found.`,
        "identity.userAssignedIdentities",
      );
};

const versionIsOffered: Rule<Put> = (put) => {
  const body = completeCluster(put);
  const asked = textAt(body, "properties.kubernetesVersion") ?? "";
  if (asked === textAt(put.before?.body, "properties.kubernetesVersion")) return undefined;
  return versionRefusal(asked, put.cloud.now(), hasLongTermSupport(body), put.id.name);
};

const upgradesStepByStep: Rule<Put> = (put) => {
  const from = textAt(put.before?.body, "properties.currentKubernetesVersion");
  const body = completeCluster(put);
  const to = textAt(body, "properties.currentKubernetesVersion") ?? "";
  if (from === undefined || from === to) return undefined;
  const refusal = upgradeRefusal(from, to);
  // Long-term support may skip minors on the way up.
  return hasLongTermSupport(body) && refusal?.message.startsWith("Upgrading") === true ? undefined : refusal;
};

const premiumForLongTermSupport: Rule<Put> = (put) => {
  const body = completeCluster(put);
  const plan = textAt(body, "properties.supportPlan");
  return plan === "AKSLongTermSupport" && textAt(body, "sku.tier") !== "Premium"
    ? badRequest("BadRequest", "The support plan AKSLongTermSupport needs the Premium tier.", "supportPlan")
    : undefined;
};

const poolsAreGiven: Rule<Put> = ({ requested, before }) => {
  const pools = objectsAt(requested, "properties.agentPoolProfiles");
  if (before === undefined && pools.length === 0)
    return badRequest(
      "InvalidParameter",
      "Required parameter agentPoolProfiles is missing (null).",
      "agentPoolProfiles",
    );
  if (before === undefined && textAt(pools[0], "osType") === "Windows")
    return invalidParameter("agentPoolProfiles", "the first agent pool must run Linux.");
  const names = pools.map((pool) => textAt(pool, "name") ?? "");
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : invalidParameter("agentPoolProfiles", `the agent pool name '${twice}' is used twice.`);
};

const someSystemPool: Rule<Put> = ({ cloud, requested, before }) => {
  const inline = objectsAt(requested, "properties.agentPoolProfiles");
  const names = new Set(inline.map((pool) => pool["name"]));
  const others =
    before === undefined
      ? []
      : cloud.store
          .children(before.id, agentPoolType)
          .filter((pool) => !names.has(pool.id.split("/").at(-1) ?? ""));
  const modes = [
    ...inline.map((pool) => textAt(pool, "mode")),
    ...others.map((pool) => textAt(pool.body, "properties.mode")),
  ];
  return modes.includes("System")
    ? undefined
    : badRequest(
        "MustDefineAtLeastOneSystemPool",
        "Must define at least one system pool. For more information, please check https://aka.ms/aks/system-node-pools",
        "agentPoolProfiles",
      );
};

/** Pools that a cluster's PUT leaves out stay as they are; pools that it names must exist. */
const noNewPools: Rule<Put> = ({ cloud, requested, before }) => {
  if (before === undefined) return undefined;
  const present = new Set(
    cloud.store.children(before.id, agentPoolType).map((pool) => pool.id.split("/").at(-1)),
  );
  const stranger = objectsAt(requested, "properties.agentPoolProfiles")
    .map((pool) => textAt(pool, "name") ?? "")
    .find((name) => !present.has(name));
  return stranger === undefined
    ? undefined
    : badRequest(
        "BadRequest",
        `A new agent pool was introduced. Adding agent pools to an existing cluster is not allowed through managed cluster operations. For agent pool specific change, please use per agent pool operations: https://aka.ms/agent-pool-rest-api (agent pool '${stranger}')`,
        "agentPoolProfiles",
      );
};

const networkEnumerations: Readonly<Record<string, readonly string[]>> = {
  networkPlugin: ["azure", "kubenet", "none"],
  networkPluginMode: ["overlay"],
  networkPolicy: ["none", "calico", "azure", "cilium"],
  networkDataplane: ["azure", "cilium"],
  outboundType: ["loadBalancer", "userDefinedRouting", "managedNATGateway", "userAssignedNATGateway", "none"],
  loadBalancerSku: ["standard"],
};

const networkEnumerationsHold: Rule<Put> = ({ requested }) => {
  const network = objectAt(requested, "properties.networkProfile");
  for (const [property, allowed] of Object.entries(networkEnumerations)) {
    const value = textAt(network, property);
    if (value !== undefined && !allowed.includes(value))
      return invalidParameter(
        `networkProfile.${property}`,
        `'${value}' is not one of ${allowed.join(", ")}.`,
      );
  }
  return undefined;
};

const networkPartsFit: Rule<Put> = (put) => {
  const network = objectAt(completeCluster(put), "properties.networkProfile");
  const [plugin, mode, policy, dataplane] = [
    "networkPlugin",
    "networkPluginMode",
    "networkPolicy",
    "networkDataplane",
  ].map((name) => textAt(network, name));
  if (mode === "overlay" && plugin !== "azure")
    return invalidParameter("networkProfile.networkPluginMode", "overlay needs networkPlugin azure.");
  if (policy === "cilium" && dataplane !== "cilium")
    return invalidParameter("networkProfile.networkPolicy", "cilium needs networkDataplane cilium.");
  if (dataplane === "cilium" && plugin !== "azure")
    return invalidParameter("networkProfile.networkDataplane", "cilium needs networkPlugin azure.");
  return plugin === "none" && policy !== "none" && policy !== undefined
    ? invalidParameter("networkProfile.networkPolicy", "networkPlugin none takes no networkPolicy.")
    : undefined;
};

/** @see https://learn.microsoft.com/azure/aks/concepts-network-cni-overview */
const reservedRanges = ["169.254.0.0/16", "192.0.2.0/24", "172.30.0.0/16", "172.31.0.0/16"] as const;

const rangesAreSound: Rule<Put> = (put) => {
  const network = objectAt(completeCluster(put), "properties.networkProfile");
  for (const property of ["serviceCidr", "podCidr"] as const) {
    const text = textAt(network, property);
    if (text === undefined || text.includes(":")) continue;
    const range = parseCidr(text);
    if (range === undefined)
      return invalidParameter(`networkProfile.${property}`, `'${text}' is not a range in CIDR notation.`);
    const reserved = reservedRanges.find((other) => overlapsText(text, other));
    if (reserved !== undefined)
      return invalidParameter(
        `networkProfile.${property}`,
        `'${text}' overlaps ${reserved}, which AKS keeps for itself.`,
      );
    if (property === "serviceCidr" && Number(text.split("/")[1]) < 12)
      return invalidParameter("networkProfile.serviceCidr", `'${text}' is larger than a /12.`);
  }
  const [service, pods] = ["serviceCidr", "podCidr"].map((name) => textAt(network, name));
  const usesPodRange =
    textAt(network, "networkPluginMode") === "overlay" || textAt(network, "networkPlugin") === "kubenet";
  return usesPodRange && service !== undefined && pods !== undefined && overlapsText(service, pods)
    ? badRequest(
        "PodCidrOverlapServiceCidr",
        `The specified pod CIDR ${pods} overlaps the service CIDR ${service}.`,
        "networkProfile.podCIDR",
      )
    : undefined;
};

const dnsAddressIsInServiceRange: Rule<Put> = (put) => {
  const network = objectAt(completeCluster(put), "properties.networkProfile");
  const [range, address] = [
    parseCidr(textAt(network, "serviceCidr") ?? ""),
    parseAddress(textAt(network, "dnsServiceIP") ?? ""),
  ];
  if (range !== undefined && address !== undefined && contains(range, { first: address, last: address }))
    return undefined;
  return badRequest(
    "DnsServiceIpOutOfServiceCidr",
    `The specified DNS service IP ${textAt(network, "dnsServiceIP") ?? ""} is not in the range of the service CIDR ${textAt(network, "serviceCidr") ?? ""}.`,
    "networkProfile.dnsServiceIP",
  );
};

/** Checked again at every PUT, so an upgrade can fail on it too. */
const serviceRangeIsFree: Rule<Put> = (put) => {
  const service = textAt(completeCluster(put), "properties.networkProfile.serviceCidr") ?? "";
  const inline = objectsAt(put.requested, "properties.agentPoolProfiles");
  const stored =
    put.before === undefined
      ? []
      : put.cloud.store
          .children(put.before.id, agentPoolType)
          .map((pool) => objectAt(pool.body, "properties"));
  for (const pool of [...inline, ...stored]) {
    const network = textAt(pool, "vnetSubnetID")?.split("/subnets/")[0];
    for (const subnet of network === undefined ? [] : put.cloud.store.children(network, subnetType)) {
      const clash = subnetPrefixes(subnet.body).find((prefix) => overlapsText(prefix, service));
      if (clash !== undefined)
        return badRequest(
          "ServiceCidrOverlapExistingSubnetsCidr",
          `The specified service CIDR ${service} is conflicted with an existing subnet CIDR ${clash}. Please see https://aka.ms/aks/servicecidroverlap for how to fix the error.`,
          "networkProfile.serviceCIDR",
        );
    }
  }
  return undefined;
};

function overlapsText(a: string, b: string): boolean {
  const [left, right] = [parseCidr(a), parseCidr(b)];
  return left !== undefined && right !== undefined && overlaps(left, right);
}

/** @see https://learn.microsoft.com/azure/aks/load-balancer-standard */
const loadBalancerProfileIsSound: Rule<Put> = ({ requested }) => {
  const profile = objectAt(requested, "properties.networkProfile.loadBalancerProfile");
  const kinds = ["managedOutboundIPs", "outboundIPs", "outboundIPPrefixes"].filter(
    (name) => valueAt(profile, name) !== undefined,
  );
  if (kinds.length > 1)
    return invalidParameter(
      "networkProfile.loadBalancerProfile",
      `only one of ${kinds.join(", ")} may be given.`,
    );
  const ports = numberAt(profile, "allocatedOutboundPorts") ?? 0;
  if (ports < 0 || ports > 64000 || ports % 8 !== 0)
    return badRequest(
      "InvalidLoadBalancerProfileAllocatedOutboundPorts",
      `Load balancer profile allocated ports ${String(ports)} is not a multiple of 8 from 0 to 64000.`,
      "networkProfile.loadBalancerProfile.allocatedOutboundPorts",
    );
  const addresses = numberAt(profile, "managedOutboundIPs.count") ?? 1;
  if (addresses < 1 || addresses > 100)
    return invalidParameter(
      "networkProfile.loadBalancerProfile.managedOutboundIPs.count",
      `${String(addresses)} is not from 1 to 100.`,
    );
  const idle = numberAt(profile, "idleTimeoutInMinutes") ?? 30;
  return idle < 4 || idle > 120
    ? invalidParameter(
        "networkProfile.loadBalancerProfile.idleTimeoutInMinutes",
        `${String(idle)} is not from 4 to 120.`,
      )
    : undefined;
};

const nodeResourceGroupFits: Rule<Put> = (put) => {
  const name = nodeResourceGroup(put.id.text, completeCluster(put));
  if (name.length > 80)
    return badRequest(
      "InvalidParameter",
      `The node resource group name '${name}' has ${String(name.length)} characters; at most 80 are allowed. Shorten the names of the cluster or its resource group, or set nodeResourceGroup.`,
      "nodeResourceGroup",
    );
  const id = `/subscriptions/${put.id.subscription}/resourceGroups/${name}`;
  return put.before === undefined && put.cloud.store.find(id) !== undefined
    ? badRequest(
        "ResourceGroupAlreadyExists",
        `The node resource group '${name}' already exists; AKS must create it.`,
        "nodeResourceGroup",
      )
    : undefined;
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

const channelsAgree: Rule<Put> = ({ requested }) => {
  const profile = objectAt(requested, "properties.autoUpgradeProfile");
  const [channel, nodeOs] = ["upgradeChannel", "nodeOSUpgradeChannel"].map((name) => textAt(profile, name));
  return channel === "node-image" && nodeOs !== undefined && nodeOs !== "NodeImage"
    ? invalidParameter(
        "autoUpgradeProfile.nodeOSUpgradeChannel",
        "upgradeChannel node-image needs nodeOSUpgradeChannel NodeImage.",
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

const tagsAreFew: Rule<Put> = ({ requested }) => {
  const tags = Object.keys(objectAt(requested, "tags"));
  const twice = tags.find(
    (tag, index) => tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) !== index,
  );
  if (twice !== undefined)
    return badRequest(
      "DuplicateTagName",
      `The tag name '${twice}' is used twice; tag names are compared without regard to case.`,
      "tags",
    );
  return tags.length <= 50
    ? undefined
    : badRequest("TooManyTags", `A resource can have at most 50 tags, got ${String(tags.length)}.`, "tags");
};

/** Everything that AKS checks about a cluster but its pools, in the order of the answers. */
export const clusterRules: readonly Rule<Put>[] = [
  nameIsValid,
  nameIsNotReserved,
  locationIsRequired,
  locationIsFixed,
  dnsPrefixIsValid,
  hasIdentity,
  identityExists,
  poolsAreGiven,
  noNewPools,
  someSystemPool,
  networkEnumerationsHold,
  networkPartsFit,
  ...clusterChangeRules,
  versionIsOffered,
  upgradesStepByStep,
  premiumForLongTermSupport,
  rangesAreSound,
  dnsAddressIsInServiceRange,
  serviceRangeIsFree,
  loadBalancerProfileIsSound,
  nodeResourceGroupFits,
  localAccountsNeedEntra,
  workloadIdentityNeedsIssuer,
  channelsAgree,
  apiServerAccessIsSound,
  linuxProfileIsSound,
  ...windowsProfileRules,
  tagsAreFew,
];
