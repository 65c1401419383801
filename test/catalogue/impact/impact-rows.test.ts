import assert from "node:assert/strict";

import { type ImpactRow, impactRows, type ImpactType } from "../../../catalogue/impact";
import { type ArgsDeclaration, propertyPaths } from "./sdk-properties";

const declarations: Readonly<Record<ImpactType, readonly ArgsDeclaration[]>> = {
  "aks:ManagedCluster": [
    {
      packageName: "@pulumi/azure-native",
      file: "containerservice/managedCluster.d.ts",
      namespace: "containerservice",
      interfaceName: "ManagedClusterArgs",
    },
  ],
  "aks:AgentPool": [
    {
      packageName: "@pulumi/azure-native",
      file: "containerservice/agentPool.d.ts",
      namespace: "containerservice",
      interfaceName: "AgentPoolArgs",
    },
    {
      packageName: "@pulumi/azure-native",
      namespace: "containerservice",
      interfaceName: "ManagedClusterAgentPoolProfileArgs",
    },
  ],
  "eks:Cluster": [
    { packageName: "@pulumi/aws", file: "eks/cluster.d.ts", namespace: "eks", interfaceName: "ClusterArgs" },
  ],
  "eks:NodeGroup": [
    {
      packageName: "@pulumi/aws",
      file: "eks/nodeGroup.d.ts",
      namespace: "eks",
      interfaceName: "NodeGroupArgs",
    },
  ],
  "eks:AutoScalingGroup": [
    {
      packageName: "@pulumi/aws",
      file: "autoscaling/group.d.ts",
      namespace: "autoscaling",
      interfaceName: "GroupArgs",
    },
  ],
};

const types = Object.keys(declarations) as ImpactType[];

/** Inline pools have the rows of AgentPool. */
const pathsOf = (type: ImpactType): readonly string[] =>
  [...new Set(declarations[type].flatMap(propertyPaths))].filter(
    (path) => !path.startsWith("agentPoolProfiles."),
  );

/** Parsed once: the declarations of the SDKs are large. */
const parsed = new Map<ImpactType, readonly string[]>();

function paths(type: ImpactType): readonly string[] {
  const found = parsed.get(type) ?? pathsOf(type);
  parsed.set(type, found);
  return found;
}

const covers = (row: ImpactRow, path: string): boolean =>
  path === row.path || path.startsWith(`${row.path}.`);

/**
 * Properties whose change replaces the resource: azure-native's replacement.go at 1b7112af and path parameters; `ForceNew`
 * in the Terraform schemas that @pulumi/aws bridges.
 */
const providerReplaces: Readonly<Record<ImpactType, readonly string[]>> = {
  "aks:ManagedCluster": [
    "diskEncryptionSetID",
    "dnsPrefix",
    "fqdnSubdomain",
    "linuxProfile",
    "location",
    "networkProfile.dnsServiceIP",
    "networkProfile.networkDataplane",
    "networkProfile.networkMode",
    "networkProfile.networkPlugin",
    "networkProfile.networkPluginMode",
    "networkProfile.networkPolicy",
    "networkProfile.outboundType",
    "networkProfile.podCidr",
    "networkProfile.serviceCidr",
    "networkProfile.serviceCidrs",
    "nodeResourceGroup",
    "resourceGroupName",
    "resourceName",
    "windowsProfile",
  ],
  "aks:AgentPool": [
    "agentPoolName",
    "gpuInstanceProfile",
    "name",
    "networkProfile.nodePublicIPTags",
    "resourceGroupName",
    "resourceName",
    "vmSize",
  ],
  "eks:Cluster": [
    "accessConfig.bootstrapClusterCreatorAdminPermissions",
    "bootstrapSelfManagedAddons",
    "computeConfig.nodeRoleArn",
    "encryptionConfig",
    "kubernetesNetworkConfig.ipFamily",
    "kubernetesNetworkConfig.serviceIpv4Cidr",
    "name",
    "outpostConfig",
    "region",
    "remoteNetworkConfig",
    "roleArn",
  ],
  "eks:NodeGroup": [
    "amiType",
    "capacityType",
    "clusterName",
    "diskSize",
    "instanceTypes",
    "launchTemplate",
    "launchTemplate.id",
    "launchTemplate.name",
    "nodeGroupName",
    "nodeGroupNamePrefix",
    "nodeRoleArn",
    "region",
    "remoteAccess",
    "subnetIds",
  ],
  "eks:AutoScalingGroup": ["initialLifecycleHooks", "name", "namePrefix", "region"],
};

describe("the impact table", () => {
  for (const type of types) {
    describe(type, () => {
      const rows = impactRows[type];

      it("sees the properties of the SDK", () => {
        const minimum = {
          "aks:ManagedCluster": 150,
          "aks:AgentPool": 90,
          "eks:Cluster": 50,
          "eks:NodeGroup": 40,
          "eks:AutoScalingGroup": 40,
        };
        assert.ok(paths(type).length >= minimum[type], `only ${String(paths(type).length)}`);
      });

      it("has a row for every property of the SDK in the lock file", () => {
        const leaves = paths(type).filter(
          (path) => !paths(type).some((other) => other.startsWith(`${path}.`)),
        );
        assert.deepEqual(
          leaves.filter((path) => !rows.some((row) => covers(row, path))),
          [],
        );
      });

      it("names no property that the SDK does not have", () => {
        const known = new Set(paths(type));
        assert.deepEqual(
          rows.map(({ path }) => path).filter((path) => !known.has(path)),
          [],
        );
      });

      it("plans what the provider plans", () => {
        const planned = new Set(
          rows.filter(({ provider }) => provider === "replace").map(({ path }) => path),
        );
        const roots = providerReplaces[type];
        const inherited = (path: string): boolean =>
          roots.some((root) => path === root || path.startsWith(`${root}.`));
        assert.deepEqual(
          [...planned].filter((path) => !inherited(path)),
          [],
        );
        assert.deepEqual(
          roots.filter((root) => !planned.has(root)),
          [],
        );
      });

      it("has no row that can never be reached", () => {
        const closed = new Set<string>();
        const lost = rows.filter((row) => {
          const unreachable = closed.has(row.path);
          if (row.when === undefined) closed.add(row.path);
          return unreachable;
        });
        assert.deepEqual(lost, []);
      });

      it("ends every path with a row that always holds, or with both operating systems", () => {
        const open = [...new Set(rows.map(({ path }) => path))].filter((path) => {
          const own = rows.filter((row) => row.path === path);
          const systems = new Set(own.map((row) => row.when?.os));
          return own.at(-1)?.when !== undefined && !(systems.has("Linux") && systems.has("Windows"));
        });
        assert.deepEqual(open, []);
      });

      for (const row of rows) {
        it(`says something whole about ${row.path}${row.when === undefined ? "" : ` ${JSON.stringify(row.when)}`}`, () => {
          assert.equal(row.type, type);
          assert.match(row.platform, /^[A-Z].*\.$/);
          if (row.inPlace === "refused") assert.match(row.code ?? "", /^[A-Z][A-Za-z]+$/);
          if (row.inPlace !== "refused") assert.equal(row.code, undefined);
          if (row.inPlace === "refused" || row.provider === "replace") assert.notEqual(row.instead, "");
          assert.ok(row.inPlace !== "refused" || row.nodes === "none", "a refused change touches no node");
          assert.ok(row.inPlace !== "noise" || row.nodes === "none", "noise touches no node");
          assert.ok(row.inPlace !== "rolling" || row.nodes !== "none", "a rolling change touches nodes");
        });
      }
    });
  }
});
