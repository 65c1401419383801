import type { Json, JsonObject } from "../../clouds/json";
import { isTrueAt, sameJson, textAt, valueAt } from "../../clouds/json";
import { badRequest } from "../errors";
import type { Put, Rule } from "../resource-type";
import { completeCluster } from "./cluster-defaults";
import { changeNotAllowed } from "./pool-check";

/** A cluster property that cannot change, or only one way. */
interface FixedProperty {
  /** Below `properties`. */
  readonly path: string;
  /** The ways that are open, from the whole cluster before and after. */
  readonly allowed?: (before: JsonObject, after: JsonObject) => boolean;
}

const network = (body: JsonObject, name: string) => textAt(body, `properties.networkProfile.${name}`);

/** From kubenet, or from node subnets, to the overlay: the two migrations that Azure knows. */
const towardsOverlay = (before: JsonObject, after: JsonObject) =>
  network(after, "networkPlugin") === "azure" &&
  network(after, "networkPluginMode") === "overlay" &&
  network(before, "networkPluginMode") === undefined &&
  (network(before, "networkPolicy") ?? "none") === "none";

const towards = (path: string, value: string | boolean) => (_before: JsonObject, after: JsonObject) =>
  valueAt(after, `properties.${path}`) === value;

const isIntegrated = (body: JsonObject) =>
  isTrueAt(body, "properties.apiServerAccessProfile.enableVnetIntegration");

/** None to an engine and back, or on to Cilium; sources disagree about Azure and Calico, so that is refused. */
const policyMoves = (before: JsonObject, after: JsonObject) => {
  const [from, to] = [network(before, "networkPolicy") ?? "none", network(after, "networkPolicy") ?? "none"];
  return from === "none" || to === "none" || to === "cilium";
};

/**
 * What a cluster keeps for life, as the resource provider sees it. Pulumi plans a replacement for many of these,
 * and also for some that could change in place (windowsProfile, linuxProfile).
 *
 * @see https://github.com/hashicorp/terraform-provider-azurerm (kubernetes_cluster_resource.go)
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure (azuremanagedcontrolplane_webhook.go)
 */
const fixedClusterProperties: readonly FixedProperty[] = [
  { path: "dnsPrefix" },
  { path: "fqdnSubdomain" },
  { path: "nodeResourceGroup" },
  { path: "diskEncryptionSetID" },
  { path: "enableRBAC" },
  { path: "networkProfile.networkPlugin", allowed: towardsOverlay },
  { path: "networkProfile.networkPluginMode", allowed: towardsOverlay },
  { path: "networkProfile.networkPolicy", allowed: policyMoves },
  { path: "networkProfile.networkDataplane", allowed: towards("networkProfile.networkDataplane", "cilium") },
  { path: "networkProfile.podCidr", allowed: (before) => network(before, "podCidr") === undefined },
  { path: "networkProfile.serviceCidr" },
  { path: "networkProfile.dnsServiceIP" },
  { path: "networkProfile.ipFamilies" },
  { path: "apiServerAccessProfile.enablePrivateCluster" },
  { path: "apiServerAccessProfile.privateDNSZone" },
  {
    path: "apiServerAccessProfile.enableVnetIntegration",
    allowed: towards("apiServerAccessProfile.enableVnetIntegration", true),
  },
  { path: "apiServerAccessProfile.subnetId", allowed: (before) => !isIntegrated(before) },
  { path: "windowsProfile.adminUsername" },
  { path: "linuxProfile.adminUsername" },
];

/** `PropertyChangeNotAllowed`, one rule per property, and the switches that only go one way. */
export const clusterChangeRules: readonly Rule<Put>[] = [
  ...fixedClusterProperties.map(({ path, allowed }): Rule<Put> => (put) => {
    if (put.before === undefined) return undefined;
    const [before, after] = [put.before.body, completeCluster(put)];
    const [old, now] = [
      settled(valueAt(before, `properties.${path}`)),
      settled(valueAt(after, `properties.${path}`)),
    ];
    return sameJson(old, now) || allowed?.(before, after) === true ? undefined : changeNotAllowed(path);
  }),
  ({ before, requested }) => {
    const [old, now] = [before?.body["extendedLocation"], requested["extendedLocation"]];
    return before === undefined || now === undefined || sameJson(old, now)
      ? undefined
      : changeNotAllowed("extendedLocation");
  },
  ({ before, requested }) =>
    isTrueAt(before?.body, "properties.oidcIssuerProfile.enabled") &&
    valueAt(requested, "properties.oidcIssuerProfile.enabled") === false
      ? badRequest(
          "OIDCIssuerUnsupportedOperation",
          "Disabling the OIDC issuer is not supported once it is enabled.",
          "oidcIssuerProfile.enabled",
        )
      : undefined,
  ({ before, requested }) => {
    const had = textAt(before?.body, "identity.type");
    const asksForPrincipal = textAt(requested, "identity.type") === "None";
    return had !== undefined && had !== "None" && asksForPrincipal
      ? changeNotAllowed("identity.type")
      : undefined;
  },
];

function settled(value: Json | undefined): Json | undefined {
  return value === false || value === "" ? undefined : value;
}
