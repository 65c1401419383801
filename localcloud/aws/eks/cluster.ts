import { overlaps, parseCidr } from "../../clouds/cidr";
import { hexOf } from "../../clouds/identifiers";
import type { JsonObject } from "../../clouds/json";
import { isTrueAt, overlay, textAt, textsAt } from "../../clouds/json";
import type { Work } from "../../clouds/work";
import { ec2Id, idIn, keyOf, regionIn } from "../account";
import { ec2 } from "../ec2/tokens";
import { invalidRequest, resourceInUse } from "../errors";
import type { Accepted, ResourceType, Write } from "../resource-type";
import { clusterRules } from "./cluster-rules";
import { defaultMinor, kubernetesMinors } from "./facts";
import { selfManagedAddons } from "./kube-system";
import { podAdmission } from "./pod-admission";
import { clusterArn, controlPlaneId, eks, partsOf } from "./tokens";

/** Minutes that work on the cluster itself takes in AWS: the middle of what is known. */
const minutes = { create: 9, update: 4, upgrade: 12, remove: 5 } as const;

/** What a cluster says that was not asked for more. */
function defaults(write: Write, name: string): JsonObject {
  const { cloud, region, before } = write;
  const identity = hexOf(`${clusterArn(region, name)}${cloud.now().toISOString()}`, 32).toUpperCase();
  const issuer =
    textAt(before?.hidden, "issuer") ?? `https://oidc.eks.${region}.amazonaws.com/id/${identity}`;
  return {
    accessConfig: { authenticationMode: "CONFIG_MAP", bootstrapClusterCreatorAdminPermissions: true },
    bootstrapSelfManagedAddons: true,
    clusterId: "",
    computeConfig: {},
    controlPlaneScalingConfig: { tier: "standard" },
    createdAt: cloud.now().toISOString(),
    deletionProtection: false,
    identities: [{ oidcs: [{ issuer }] }],
    kubeApiServerConfig: {},
    kubeControllerManagerConfig: {},
    kubeSchedulerConfig: {},
    kubernetesNetworkConfig: {
      elasticLoadBalancing: { enabled: false },
      ipFamily: "ipv4",
      serviceIpv4Cidr: serviceRange(write),
      serviceIpv6Cidr: "",
    },
    storageConfig: {},
    upgradePolicy: { supportType: "EXTENDED" },
    version: defaultMinor,
    vpcConfig: {
      endpointPrivateAccess: false,
      endpointPublicAccess: true,
      publicAccessCidrs: ["0.0.0.0/0"],
      securityGroupIds: [],
    },
    certificateAuthority: { data: "" },
    endpoint: "",
  };
}

/** The range of Services where none is asked for: the one of EKS's two that the network leaves free. */
function serviceRange({ cloud, region, requested }: Write): string {
  const network = parseCidr(
    textAt(
      cloud.store.find(keyOf(ec2.vpc, region, vpcOf({ cloud, region, requested })))?.body,
      "cidrBlock",
    ) ?? "",
  );
  const preferred = parseCidr("10.100.0.0/16");
  return network !== undefined && preferred !== undefined && overlaps(network, preferred)
    ? "172.20.0.0/16"
    : "10.100.0.0/16";
}

function vpcOf({ cloud, region, requested }: Pick<Write, "cloud" | "region" | "requested">): string {
  const [subnetId = ""] = textsAt(requested, "vpcConfig.subnetIds");
  return textAt(cloud.store.find(keyOf(ec2.subnet, region, subnetId))?.body, "vpcId") ?? "";
}

function complete(write: Write, name: string): { body: JsonObject; hidden: JsonObject } {
  const { region, requested, before } = write;
  const body = overlay(overlay(defaults(write, name), kept(before?.body)), requested);
  const minor = kubernetesMinors.find((known) => known.minor === body["version"]);
  return {
    body: {
      ...overlay(body, {
        vpcConfig: { clusterSecurityGroupId: ec2Id("sg", clusterArn(region, name)), vpcId: vpcOf(write) },
      }),
      name,
      region,
      arn: clusterArn(region, name),
      platformVersion: minor?.platformVersion ?? "",
    },
    hidden: { issuer: issuerIn(body) },
  };
}

/**
 * What a cluster keeps when nobody asks for it any more. Tags and log types go; the two endpoints fall back to what the
 * provider's schema says for them.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_cluster#vpc_config-arguments
 */
function kept(before: JsonObject | undefined): JsonObject {
  if (before === undefined) return {};
  return overlay(
    { ...before, tags: {}, tagsAll: {}, enabledClusterLogTypes: [] },
    { vpcConfig: { endpointPrivateAccess: false, endpointPublicAccess: true } },
  );
}

function issuerIn(body: JsonObject): string {
  return /https:\/\/oidc\.[^"]+/.exec(JSON.stringify(body["identities"]))?.[0] ?? "";
}

async function apply({ cloud, region, after, before, amend }: Accepted, work: Work): Promise<void> {
  const name = idIn(after.id);
  const id = controlPlaneId(region, name);
  await cloud.clusters.start(id, {
    serviceCidr: textAt(after.body, "kubernetesNetworkConfig.serviceIpv4Cidr") ?? "10.100.0.0/16",
    kubernetesVersion: textAt(after.body, "version") ?? defaultMinor,
    progress: (message) => {
      work.progress(`cluster ${name}: ${message}`);
    },
  });
  const { server, certificateAuthority } = await cloud.clusters.endpoint(id);
  amend({ endpoint: server, certificateAuthority: { data: certificateAuthority } });
  const upgrades = textAt(before?.body, "version") !== textAt(after.body, "version");
  await work.take(before === undefined ? minutes.create : upgrades ? minutes.upgrade : minutes.update);
  await cloud.clusters.apply(id, podAdmission(textAt(after.body, "version") ?? ""));
  if (before === undefined && isTrueAt(after.body, "bootstrapSelfManagedAddons"))
    await cloud.clusters.apply(id, selfManagedAddons(after.body));
}

/**
 * EKS clusters. Creating one starts a real control plane; its address is on this machine, not under
 * `eks.amazonaws.com`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
 */
export const cluster: ResourceType = {
  type: eks.cluster,
  api: { service: "EKS", noun: "Cluster" },
  identify: ({ requested }) => textAt(requested, "name") ?? "",
  exists: (id) => resourceInUse(`Cluster already exists with name: ${id}`),
  updatable: [
    "version",
    "forceUpdateVersion",
    "accessConfig.authenticationMode",
    "vpcConfig",
    "enabledClusterLogTypes",
    "encryptionConfig",
    "upgradePolicy",
    "zonalShiftConfig",
    "computeConfig",
    "storageConfig",
    "remoteNetworkConfig",
    "kubernetesNetworkConfig.elasticLoadBalancing",
    "deletionProtection",
    "controlPlaneScalingConfig",
  ],
  rules: clusterRules,
  complete,
  apply,
  deleteRules: [
    ({ resource }) =>
      isTrueAt(resource.body, "deletionProtection")
        ? invalidRequest(
            `Cluster ${idIn(resource.id)} has deletion protection enabled; disable it before deleting the cluster`,
          )
        : undefined,
    ({ cloud, resource }) =>
      partsOf(cloud, resource, eks.nodeGroup).length > 0
        ? resourceInUse("Cluster has nodegroups attached")
        : undefined,
  ],
  remove: async ({ cloud, region, resource }, work) => {
    work.progress(`cluster ${idIn(resource.id)}: ending the control plane`);
    await work.take(minutes.remove);
    await cloud.clusters.remove(controlPlaneId(region, idIn(resource.id)));
  },
  view: (_, resource) => ({ ...resource.body, status: resource.state, region: regionIn(resource.id) }),
  failedState: (isNew) => (isNew ? "FAILED" : "ACTIVE"),
};
