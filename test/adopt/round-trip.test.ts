import assert from "node:assert/strict";
import fc from "fast-check";
import { draftOf, readCluster } from "../../adopt";
import { differencesOf } from "../../adopt/differences";
import { poolNameFor, type PoolName } from "../../adopt/pool-name";
import { managedClusterArgs } from "../../components/aks/cluster-args";
import { agentPoolArgs } from "../../components/aks/pool-args";
import { aksNames } from "../../components/names";
import { osFamily } from "../../components/os";
import { parseConfig } from "../../config/parse";
import type { AksConfig } from "../../config/schema/aks";
import { configs } from "../config/arbitrary";
import { context } from "../config/base";
import { file } from "./clusters";

const nodeSubnetId =
  "/subscriptions/s/resourceGroups/n/providers/Microsoft.Network/virtualNetworks/v/subnets/s";
const resourceGroupName = "rg";

/** What the program asks Azure for with a configuration. */
function asked(config: AksConfig) {
  const cluster = managedClusterArgs({
    config,
    names: aksNames(config.name, config.adopted),
    resourceGroupName,
    nodeSubnetId,
    identityId:
      "/subscriptions/s/resourceGroups/n/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i",
    windowsAdminPassword: "secret",
  });
  const pools = config.nodePools.map((pool) =>
    agentPoolArgs(pool, osFamily(pool.os), {
      resourceGroupName,
      clusterName: aksNames(config.name, config.adopted).cluster,
      kubernetesVersion: config.cluster.kubernetesVersion,
      network: config.network,
      nodeSubnetId,
      tags: config.tags,
    }),
  );
  return { cluster, pools };
}

/** The cluster as ARM would answer it, without anything that Azure fills in. */
function answered({ cluster, pools }: ReturnType<typeof asked>) {
  const { resourceName, location, tags, sku, identity, agentPoolProfiles, ...properties } = cluster;
  const inline = Array.isArray(agentPoolProfiles) ? agentPoolProfiles : [];
  return {
    id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/${typeof resourceName === "string" ? resourceName : ""}`,
    ...{ name: resourceName, location, tags, sku, identity },
    properties: {
      ...properties,
      agentPoolProfiles: [
        ...inline,
        ...pools.map(({ agentPoolName, ...pool }) => ({ ...pool, name: agentPoolName })),
      ],
    },
  };
}

describe("a cluster that Mullion's own program made", () => {
  it("is adopted with the same pools: there is nothing of theirs to keep", () => {
    fc.assert(
      fc.property(configs, (config) => {
        const made = asked(config);
        const found = readCluster([file(answered(made))]);
        const { config: values } = draftOf(found, config.environment);
        const again = parseConfig(values, context);
        assert.deepEqual(again.problems, []);
        assert.ok(again.config?.target === "aks");
        const adopted = asked(again.config);
        assert.deepEqual(
          again.config.nodePools.map(({ name, slot, os }) => ({ name, slot, os })),
          config.nodePools.map(({ name, slot, os }) => ({ name, slot, os })),
        );
        for (const [index, pool] of adopted.pools.entries()) {
          const before = { ...made.pools[index] };
          assert.deepEqual(differencesOf({ ...pool }, before, []), []);
          assert.deepEqual(differencesOf(before, { ...pool }, []), []);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("names of adopted pools", () => {
  it("are valid, different, and as long as fits", () => {
    const physical = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$/);
    fc.assert(
      fc.property(fc.uniqueArray(physical, { maxLength: 12 }), fc.constantFrom(5, 11, 35), (names, max) => {
        const taken: PoolName[] = [];
        for (const name of names) {
          const made = poolNameFor(name, max, taken);
          assert.match(made.name, new RegExp(`^[a-z][a-z0-9]{0,${String(max - 1)}}$`));
          taken.push(made);
        }
        assert.equal(new Set(taken.map(({ name, slot }) => `${name} ${slot}`)).size, names.length);
      }),
    );
  });

  it("leave out what a provider made up", () => {
    const group = "win-20261123135621018000000003";
    assert.deepEqual(poolNameFor(group, 35, []), { name: "win", slot: "a" });
    assert.deepEqual(poolNameFor(`a${group}`, 35, []), { name: "awin", slot: "a" });
    assert.deepEqual(poolNameFor("winb-20261123135621018000000003", 35, []), { name: "win", slot: "b" });
    assert.deepEqual(poolNameFor(group, 35, [{ name: "win", slot: "a" }]), { name: "win2", slot: "a" });
    assert.deepEqual(poolNameFor("win-20261123", 35, []), { name: "win20261123", slot: "a" });
  });
});
