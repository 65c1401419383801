import assert from "node:assert/strict";
import fc from "fast-check";
import { azureNames } from "../../../catalogue/names";
import { managedClusterArgs } from "../../../components/aks/cluster-args";
import { AksPlatform } from "../../../components/aks/platform";
import { Baseline } from "../../../components/cluster/baseline";
import { Samples } from "../../../components/cluster/samples";
import { aksNameRules, aksNames, poolName } from "../../../components/names";
import type { AksConfig } from "../../../config/schema/aks";
import { configs, configsWithOtherPools } from "../../config/arbitrary";
import type { Registration } from "../record";
import { only, record } from "../record";

const managedCluster = "azure-native:containerservice:ManagedCluster";

/** The whole program, as index.ts runs it. */
async function registrationsOf(config: AksConfig): Promise<readonly Registration[]> {
  const { registrations } = await record(() => {
    const platform = new AksPlatform(config.name, config);
    new Baseline(`${config.name}-baseline`, { platform, namespaces: config.namespaces });
    if (config.samples) new Samples(`${config.name}-samples`, { platform });
  });
  return registrations;
}

const clusterArgs = (config: AksConfig) =>
  JSON.stringify(
    managedClusterArgs({
      config,
      names: aksNames(config.name),
      resourceGroupName: "group",
      nodeSubnetId: "/subnet",
      identityId: "/identity",
      windowsAdminPassword: "password",
    }),
  );

describe("invariants of the AKS program", function () {
  this.timeout(120_000);

  it("a change of node pools leaves the inputs of the cluster byte for byte the same (arguments)", () => {
    fc.assert(
      fc.property(configsWithOtherPools, ([before, after]) => {
        assert.equal(clusterArgs(after), clusterArgs(before));
      }),
      { numRuns: 300 },
    );
  });

  it("a change of node pools leaves the registration of the cluster byte for byte the same (whole program)", async () => {
    await fc.assert(
      fc.asyncProperty(configsWithOtherPools, async ([before, after]) => {
        const [first, second] = [await registrationsOf(before), await registrationsOf(after)];
        assert.equal(
          JSON.stringify(only(second, managedCluster)),
          JSON.stringify(only(first, managedCluster)),
        );
      }),
      { numRuns: 8 },
    );
  });

  it("two runs of one configuration register the same", async () => {
    await fc.assert(
      fc.asyncProperty(configs, async (config) => {
        assert.deepEqual(await registrationsOf(config), await registrationsOf(config));
      }),
      { numRuns: 5 },
    );
  });

  it("everything has a parent, but the components at the top, and the stack's prefix", async () => {
    await fc.assert(
      fc.asyncProperty(configs, async (config) => {
        const registrations = await registrationsOf(config);
        const top = registrations.filter(({ parent }) => parent === "").map(({ name }) => name);
        const expected = [
          config.name,
          `${config.name}-baseline`,
          ...(config.samples ? [`${config.name}-samples`] : []),
        ];
        assert.deepEqual(top.sort(), expected.sort());
        for (const { name, urn } of registrations) {
          assert.ok(name === config.name || name.startsWith(`${config.name}-`), urn);
        }
      }),
      { numRuns: 5 },
    );
  });

  it("no resource depends on a component, which would stand for all its children", async () => {
    await fc.assert(
      fc.asyncProperty(configs, async (config) => {
        const registrations = await registrationsOf(config);
        const components = new Set(registrations.filter(({ custom }) => !custom).map(({ urn }) => urn));
        for (const { urn, dependencies } of registrations) {
          assert.deepEqual(
            dependencies.filter((dependency) => components.has(dependency)),
            [],
            urn,
          );
        }
      }),
      { numRuns: 5 },
    );
  });

  it("all names fit at the longest prefix", () => {
    const names = aksNames("a".repeat(40));
    for (const [key, rule] of Object.entries(aksNameRules)) {
      const name = names[key as keyof typeof aksNameRules];
      assert.match(name, azureNames[rule].pattern, key);
    }
    assert.match(names.cluster, azureNames.dnsPrefix.pattern);
  });

  it("names of pools fit", () => {
    fc.assert(
      fc.property(configs, ({ nodePools }) => {
        for (const pool of nodePools) {
          const { pattern } = pool.os === "Windows" ? azureNames.windowsPool : azureNames.linuxPool;
          assert.match(poolName(pool), pattern);
        }
      }),
    );
  });
});
