import { badRequest } from "../errors";
import { objectAt, textAt } from "../../clouds/json";
import type { Put, Rule } from "../resource-type";
import { completeCluster } from "./cluster-defaults";
import { invalidParameter } from "./pool-check";
import { hasLongTermSupport } from "./pool-version";
import { upgradeRefusal, versionRefusal } from "./versions";

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

/** Rules about Kubernetes versions and support. */
export const clusterVersionRules: readonly Rule<Put>[] = [
  versionIsOffered,
  upgradesStepByStep,
  premiumForLongTermSupport,
  channelsAgree,
];
