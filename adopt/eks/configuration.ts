import * as v from "valibot";
import { eksAddons } from "../../catalogue/eks";
import type { Draft } from "../draft";
import type { Found } from "../found";
import { isOnInNetwork, unnamedAddOns } from "./add-ons";
import { describedCluster, namedGroup, type DescribedCluster } from "./described";
import { poolDrafts, systemGroupOf, systemPoolDraft } from "./pools";

/**
 * The configuration of a stack that takes over an EKS cluster: what the cluster is, in Mullion's words, as far as there
 * are words.
 *
 * @param found - the cluster
 * @param environment - what the stack is
 */
export function eksConfiguration(found: Found, environment: string): Draft {
  const cluster = v.parse(describedCluster, found.cluster.properties);
  const groups = found.pools.map(namedGroup);
  const system = systemGroupOf(groups);
  const drafts = poolDrafts(
    groups.filter(({ physicalName }) => physicalName !== system?.physicalName),
    cluster.version,
  );
  const { subnetIds } = cluster.vpcConfig;
  const nodes = [...new Set(groups.flatMap((group) => group.subnetIds))];
  return {
    config: {
      target: "eks",
      environment,
      region: cluster.arn.split(":")[3] ?? "",
      ...(Object.keys(cluster.tags).length === 0 ? {} : { tags: cluster.tags }),
      cluster: clusterSettings(cluster),
      network: {
        existingSubnetIds: { nodes: nodes.length === 0 ? subnetIds : nodes, controlPlane: subnetIds },
        ...(cluster.kubernetesNetworkConfig.serviceIpv4Cidr === undefined
          ? {}
          : { serviceCidr: cluster.kubernetesNetworkConfig.serviceIpv4Cidr }),
        ...(isOnInNetwork(found, "enableWindowsPrefixDelegation") ? { windowsPrefixDelegation: true } : {}),
      },
      ...(system === undefined ? {} : { systemPool: systemPoolDraft(system) }),
      nodePools: drafts.map(({ config }) => config),
      monitoring: {
        containerInsights: addOnsOf(found).some(({ name }) => name === "amazon-cloudwatch-observability"),
      },
      ...encryption(cluster),
      adopted: {
        cluster: found.cluster.name,
        roleArn: cluster.roleArn,
        ...oidcProvider(found),
        ...addOns(found),
      },
    },
    pools: [
      ...(system === undefined ? [] : [{ physicalName: system.physicalName, name: "system", slot: "" }]),
      ...drafts.map(({ config, physicalName }) => ({ physicalName, name: config.name, slot: config.slot })),
    ],
  };
}

function clusterSettings(cluster: DescribedCluster) {
  const { version, vpcConfig, upgradePolicy, enabledClusterLogTypes } = cluster;
  const ranges = vpcConfig.publicAccessCidrs.filter((range) => range !== "0.0.0.0/0");
  return {
    kubernetesVersion: version,
    extendedSupport: upgradePolicy.supportType !== "STANDARD",
    ...(vpcConfig.endpointPublicAccess ? {} : { private: true }),
    ...(vpcConfig.endpointPublicAccess && ranges.length > 0 ? { authorizedIpRanges: ranges } : {}),
    logTypes: enabledClusterLogTypes,
  };
}

function encryption({ encryptionConfig }: DescribedCluster) {
  const keyArn = encryptionConfig?.provider.keyArn;
  return keyArn === undefined ? {} : { encryption: { keyArn } };
}

function oidcProvider({ others }: Found) {
  const provider = others.find(({ type }) => type.endsWith(":OpenIdConnectProvider"));
  return provider === undefined ? {} : { oidcProviderArn: provider.id };
}

function addOns(found: Found) {
  const known = addOnsOf(found).map(({ name, properties: { configurationValues: values } }) => ({
    name,
    ...(typeof values === "string" && values !== "" ? { configurationValues: values } : {}),
  }));
  const others = unnamedAddOns(found).map((name) => ({ name, selfManaged: true }));
  return { addOns: [...known, ...others] };
}

/** Add-ons that Mullion has words for, by name; the others stay outside of the stack. */
function addOnsOf({ others }: Found) {
  const known = others.filter(({ type, name }) => type.endsWith(":Addon") && Object.hasOwn(eksAddons, name));
  return known.sort((a, b) => (a.name < b.name ? -1 : 1));
}
