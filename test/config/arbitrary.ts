import fc from "fast-check";
import { parseConfig } from "../../config/parse";
import type { AksConfig } from "../../config/schema/aks";
import { base, context } from "./base";
import { inClusterFor } from "./in-cluster-arbitrary";

const name = (max: number) =>
  fc
    .tuple(fc.constantFrom("a", "m", "z"), fc.stringMatching(new RegExp(`^[a-z0-9]{0,${String(max - 1)}}$`)))
    .map((parts) => parts.join(""));

const size = fc.oneof(
  fc.record({ count: fc.integer({ min: 1, max: 9 }) }),
  fc
    .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 }))
    .map(([min, more]) => ({ autoscale: { min, max: min + more } })),
);

const common = {
  slot: fc.constantFrom("a", "b"),
  vmSize: fc.constantFrom("Standard_D4s_v5", "Standard_D8s_v5", "Standard_D4ds_v5"),
  zones: fc.subarray(["1", "2", "3"]),
  labels: fc.dictionary(fc.constantFrom("team", "tier", "example.com/x"), fc.constantFrom("web", "batch")),
  taints: fc.subarray([{ key: "dedicated", value: "web", effect: "NoSchedule" }]),
  osDiskGiB: fc.constantFrom(128, 256, 512),
  encryptionAtHost: fc.boolean(),
};

const spot = fc.option(fc.record({ maxPrice: fc.constantFrom(-1, 0.25) }), { nil: undefined });

const linuxPool = fc.record({
  ...common,
  name: name(11),
  os: fc.constant("Linux"),
  osSku: fc.constantFrom("Ubuntu", "AzureLinux"),
  fips: fc.boolean(),
  spot,
});

const windowsPool = fc.record({
  ...common,
  name: name(5),
  os: fc.constant("Windows"),
  release: fc.constantFrom("2022", "2025"),
  upgrade: fc.record({
    maxSurge: fc.constantFrom("1", "33%"),
    drainTimeoutInMinutes: fc.integer({ min: 1, max: 1440 }),
  }),
  spot,
});

/** Values of `nodePools`, with names that differ. */
export const nodePools = fc
  .array(
    fc.tuple(fc.oneof(linuxPool, windowsPool), size).map(([pool, nodes]) => ({ ...pool, ...nodes })),
    { maxLength: 4 },
  )
  .map((pools) =>
    pools.filter((pool, index) => pools.findIndex((other) => other.name === pool.name) === index),
  );

/** The default network with a subnet for the API server. */
const withApiServer = {
  addressSpace: "10.64.0.0/16",
  nodeSubnetPrefix: "10.64.0.0/20",
  apiServerSubnetPrefix: "10.64.16.0/28",
};

const kubeletIdentityId =
  "/subscriptions/s/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes";

const rest = fc.record({
  name: fc.constantFrom("orders", "a".repeat(40)),
  environment: fc.constantFrom("dev", "test", "staging", "prod"),
  systemPool: fc.record({
    vmSize: fc.constantFrom("Standard_D4s_v5", "Standard_D8s_v5"),
    count: fc.integer({ min: 1, max: 5 }),
    dedicated: fc.boolean(),
  }),
  network: fc.record({
    mode: fc.constantFrom("overlay", "nodeSubnet"),
    policy: fc.constantFrom("none", "calico"),
    outboundType: fc.constantFrom("loadBalancer", "managedNATGateway"),
    vnet: fc.constantFrom(undefined, withApiServer),
  }),
  identity: fc.constantFrom(
    {},
    { kubeletIdentityId },
    { localAccounts: false, entra: { adminGroupObjectIds: ["11111111-2222-3333-4444-555555555555"] } },
  ),
  windows: fc.constantFrom({}, { gmsa: {} }, { licenseType: "Windows_Server" }),
  monitoring: fc.constantFrom({ logs: false, metrics: false }, {}, { logs: false }, { metrics: false }),
  maintenance: fc.constantFrom({}, { nodeImages: { day: "Saturday", startTime: "22:00" } }),
  tags: fc.constantFrom({}, { team: "platform" }),
  namespaces: fc.constantFrom([], [{ name: "apps" }, { name: "web", quota: { cpu: "4" } }]),
  samples: fc.boolean(),
});

/** Two configurations that differ in their node pools alone. */
export const configsWithOtherPools: fc.Arbitrary<readonly [AksConfig, AksConfig]> = fc
  .tuple(rest, nodePools, nodePools, inClusterFor)
  .map(([values, before, after, inCluster]) => {
    const { monitoring, windows, namespaces } = values;
    const measured = !("metrics" in monitoring);
    const gmsa = "gmsa" in windows ? "platform" : "no";
    const withPools = (pools: typeof before) =>
      valid({
        ...values,
        nodePools: pools,
        inCluster: inCluster({ nodePools: pools, namespaces, measured, gmsa }),
      });
    return [withPools(before), withPools(after)] as const;
  });

/** Valid configurations. */
export const configs: fc.Arbitrary<AksConfig> = configsWithOtherPools.map(([config]) => config);

/** What the arbitraries make is valid; if a rule says otherwise, one of the two is wrong. */
function valid(values: object): AksConfig {
  const { config, problems } = parseConfig({ ...base, ...values }, context);
  if (config?.target !== "aks") throw new Error(JSON.stringify(problems));
  return config;
}
