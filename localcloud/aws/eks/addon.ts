import { setTimeout as sleep } from "node:timers/promises";
import { hexOf } from "../../clouds/identifiers";
import type { JsonObject } from "../../clouds/json";
import { isTrueAt, numberAt, textAt, textOf } from "../../clouds/json";
import type { Work } from "../../clouds/work";
import { arnOf } from "../account";
import type { Cloud } from "../cloud";
import { AwsError, invalidParameter, resourceInUse } from "../errors";
import type { Accepted, ResourceType, Rule, Write } from "../resource-type";
import type { StoredResource } from "../store";
import { addonKinds, configurationProblem, parse, versionsFor } from "./addon-catalogue";
import { refreshWindowsNodes } from "./fleets";
import { networkConfigMapPath } from "./kube-system";

import {
  clusterKey,
  clusterOfRequest,
  clusterTakesRequests,
  controlPlaneId,
  eks,
  findCluster,
} from "./tokens";
import { dataOf } from "./windows-ipam";

/** How long the real provider waits for an add-on, and how long at least where minutes pass in no time. */
const patience = { minutes: 20, leastMilliseconds: 20_000, pollMilliseconds: 250 } as const;

/** Minutes that an add-on takes: the middle of what is known. */
const workMinutes = 1;

const addonExists: Rule<Write> = ({ requested }) => {
  const name = textOf(requested["addonName"]);
  return name in addonKinds
    ? undefined
    : invalidParameter(
        `Addon ${name} specified is not supported; this cloud has ${Object.keys(addonKinds).join(", ")}`,
      );
};

const versionFits: Rule<Write> = (write) => {
  const version = textAt(write.requested, "addonVersion");
  const minor = textAt(findCluster(write)?.body, "version") ?? "";
  return version === undefined || versionsFor(textOf(write.requested["addonName"]), minor).includes(version)
    ? undefined
    : invalidParameter(
        `Addon version specified is not supported: ${version} on Kubernetes ${minor}; supported are ${versionsFor(textOf(write.requested["addonName"]), minor).join(", ")}`,
      );
};

const configurationFits: Rule<Write> = ({ requested }) => {
  const problem = configurationProblem(
    textOf(requested["addonName"]),
    textAt(requested, "configurationValues") ?? "",
  );
  return problem === undefined ? undefined : invalidParameter(problem);
};

function complete(write: Write): { body: JsonObject } {
  const { cloud, region, requested, before } = write;
  const [clusterName, addonName] = [textOf(requested["clusterName"]), textOf(requested["addonName"])];
  const minor = textAt(findCluster(write)?.body, "version") ?? "";
  const now = cloud.now().toISOString();
  return {
    body: {
      addonVersion: textAt(before?.body, "addonVersion") ?? versionsFor(addonName, minor).at(-1) ?? "",
      configurationValues: "",
      namespaceConfig: {
        namespace: addonName === "amazon-cloudwatch-observability" ? "amazon-cloudwatch" : "kube-system",
      },
      ...requested,
      region,
      arn:
        textAt(before?.body, "arn") ??
        arnOf("eks", region, `addon/${clusterName}/${addonName}/${hexOf(clusterName + addonName, 32)}`),
      createdAt: textAt(before?.body, "createdAt") ?? now,
      modifiedAt: now,
    },
  };
}

async function apply({ cloud, region, after, before, requested }: Accepted, work: Work): Promise<void> {
  const clusterName = textOf(after.body["clusterName"]);
  const kind = addonKinds[textOf(after.body["addonName"])];
  const cluster = cloud.store.find(clusterKey(region, clusterName));
  if (kind === undefined || cluster === undefined) return;
  const id = controlPlaneId(region, clusterName);
  const mode =
    textAt(requested, before === undefined ? "resolveConflictsOnCreate" : "resolveConflictsOnUpdate") ??
    "NONE";
  if (mode === "NONE") await refuseConflicts(cloud, id, after, before);
  await work.take(workMinutes);
  const configuration = parse(textOf(after.body["configurationValues"])) ?? {};
  await cloud.clusters.apply(id, kind.objects(cluster.body, configuration));
  if (after.body["addonName"] === "vpc-cni") await refreshWindowsNodes({ cloud, region, clusterName }, work);
  if (kind.needs !== undefined) await waitUntilHealthy(cloud, { after, id, path: kind.needs, cluster }, work);
}

/**
 * A key of the network's ConfigMap that somebody set by hand, to something else than the add-on would.
 *
 * @see https://github.com/aws/amazon-vpc-cni-k8s/issues/2877
 */
async function refuseConflicts(
  cloud: Cloud,
  id: string,
  after: StoredResource,
  before: StoredResource | undefined,
): Promise<void> {
  if (after.body["addonName"] !== "vpc-cni") return;
  const wanted = parse(textOf(after.body["configurationValues"])) ?? {};
  const own = parse(textOf(before?.body["configurationValues"])) ?? {};
  const data = dataOf(await cloud.clusters.find(id, networkConfigMapPath));
  const now = data["enable-windows-ipam"] ?? "false";
  if (now === (wanted["enableWindowsIpam"] ?? "false") || now === (own["enableWindowsIpam"] ?? "false"))
    return;
  throw new AwsError(
    400,
    "ConfigurationConflict",
    "Conflicts found when trying to apply. Will not continue due to resolve conflicts mode. Conflicts: ConfigMap amazon-vpc-cni - .data.enable-windows-ipam",
  );
}

interface Health {
  readonly after: StoredResource;
  readonly id: string;
  readonly path: string;
  readonly cluster: StoredResource;
}

/** Waits for a replica of the add-on's Deployment; without a node that takes it the add-on stays DEGRADED. */
async function waitUntilHealthy(
  cloud: Cloud,
  { after, id, path, cluster }: Health,
  work: Work,
): Promise<void> {
  const patienceMilliseconds = Math.max(
    patience.leastMilliseconds,
    patience.minutes * 60_000 * cloud.timeScale,
  );
  let deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    const found = await cloud.clusters.find(id, path);
    if ((numberAt(found, "status.readyReplicas") ?? 0) > 0) return;
    cloud.store.save({ ...(cloud.store.find(after.id) ?? after), state: "DEGRADED" });
    // Nodes may be on their way.
    if (groupsUnderWay(cloud, cluster)) deadline = Date.now() + patienceMilliseconds;
    if (Date.now() > deadline || work.signal.aborted) {
      throw new AwsError(
        400,
        "InsufficientNumberOfReplicas",
        "The add-on is unhealthy because it doesn't have the desired number of replicas. (It needs a Linux node that takes its pods.)",
      );
    }
    work.progress(`add-on ${textOf(after.body["addonName"])}: waiting for a Linux node that takes its pods`);
    await sleep(patience.pollMilliseconds);
  }
}

function groupsUnderWay(cloud: Cloud, cluster: StoredResource): boolean {
  const groups = cloud.store.children(cluster.id, eks.nodeGroup).map(({ id }) => id.toLowerCase());
  return cloud.store.operations().some(({ resource }) => groups.includes(resource));
}

/**
 * Add-ons: their objects are made in the cluster, their containers do not run.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html
 */
export const addon: ResourceType = {
  type: eks.addon,
  api: { service: "EKS", noun: "Addon" },
  identify: ({ requested }) => `${textOf(requested["clusterName"])}:${textOf(requested["addonName"])}`,
  parent: clusterOfRequest,
  exists: () => resourceInUse("Addon already exists."),
  updatable: [
    "addonVersion",
    "configurationValues",
    "serviceAccountRoleArn",
    "podIdentityAssociations",
    // The first is said at creation only, the last at deletion only: the provider keeps them for itself.
    "resolveConflictsOnCreate",
    "resolveConflictsOnUpdate",
    "preserve",
  ],
  rules: [clusterTakesRequests, addonExists, versionFits, configurationFits],
  complete: (write) => complete(write),
  apply,
  remove: async ({ cloud, region, resource }) => {
    if (isTrueAt(resource.body, "preserve")) return;
    const clusterName = textOf(resource.body["clusterName"]);
    const cluster = cloud.store.find(clusterKey(region, clusterName));
    const kind = addonKinds[textOf(resource.body["addonName"])];
    if (cluster === undefined || kind === undefined || cluster.state === "DELETING") return;
    await cloud.clusters.delete(controlPlaneId(region, clusterName), kind.objects(cluster.body, {}));
  },
  failedState: () => "DEGRADED",
};
