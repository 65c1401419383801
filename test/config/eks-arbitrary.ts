import fc from "fast-check";
import type { EksConfig } from "../../config/schema/eks";
import { eksBase, eksConfigOf } from "./eks-base";
import { inClusterFor } from "./in-cluster-arbitrary";

const size = fc.oneof(
  fc.record({ count: fc.integer({ min: 0, max: 9 }) }),
  fc
    .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 }))
    .map(([min, more]) => ({ autoscale: { min, max: min + more } })),
);

const common = {
  name: fc.stringMatching(/^[a-z][a-z0-9]{0,34}$/),
  slot: fc.constantFrom("a", "b"),
  labels: fc.dictionary(fc.constantFrom("team", "tier", "example.com/x"), fc.constantFrom("web", "batch")),
  taints: fc.subarray([{ key: "dedicated", value: "web", effect: "NoSchedule" }]),
  osDiskGiB: fc.constantFrom(128, 256, 512),
  spot: fc.boolean(),
  upgrade: fc.record({
    maxUnavailable: fc.constantFrom("1", "33%", "100%"),
    ignoreDisruptionBudgets: fc.boolean(),
  }),
};

const linuxPool = fc.record({
  ...common,
  os: fc.constant("Linux"),
  instanceTypes: fc.constantFrom(["m6i.large"], ["m7g.large"], ["m6i.large", "m5.large"]),
});

const windowsPool = fc.record({
  ...common,
  os: fc.constant("Windows"),
  release: fc.constantFrom("2022", "2025"),
  edition: fc.constantFrom("Core", "Full"),
  instanceTypes: fc.constantFrom(["m6i.xlarge"], ["m5.large", "m6i.large"], ["z1d.large"]),
});

const selfManagedPool = fc
  .tuple(
    windowsPool,
    fc.record({
      managed: fc.constant(false),
      amiId: fc.constantFrom(undefined, "ami-0123456789abcdef0"),
      kubelet: fc.constantFrom(undefined, {
        maxPods: 9,
        extraArgs: ["--eviction-hard=memory.available<500Mi"],
      }),
    }),
  )
  .map(([pool, own]) => ({
    ...pool,
    ...own,
    upgrade: { maxUnavailable: pool.upgrade.maxUnavailable },
  }));

const nodePools = fc
  .array(
    fc
      .tuple(fc.oneof(linuxPool, windowsPool, selfManagedPool), size)
      .map(([pool, nodes]) => ({ ...pool, ...nodes })),
    { maxLength: 4 },
  )
  .map((pools) =>
    pools.filter((pool, index) => pools.findIndex((other) => other.name === pool.name) === index),
  );

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const rest = fc.record({
  name: fc.constantFrom("orders", "a".repeat(40)),
  environment: fc.constantFrom("dev", "test", "staging", "prod"),
  region: fc.constantFrom("eu-west-1", "us-gov-west-1", "cn-north-1"),
  cluster: fc.record({
    kubernetesVersion: fc.constantFrom("1.35", "1.36"),
    private: fc.boolean(),
    logTypes: fc.subarray(["api", "audit"]),
  }),
  network: fc.constantFrom(
    {},
    { zones: ["a", "b", "c"], natGateways: "perZone" },
    { vpcCidr: "10.1.0.0/20" },
    { windowsPrefixDelegation: true },
    { existingSubnetIds: { nodes: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] } },
  ),
  identity: fc.constantFrom({}, { admins: [role("admins"), role("a/admins")], viewers: [role("viewers")] }),
  systemPool: fc.record({
    instanceTypes: fc.constant(["m6i.large"]),
    count: fc.integer({ min: 1, max: 5 }),
    dedicated: fc.boolean(),
  }),
  addonVersions: fc.constantFrom({}, { vpcCni: "v1.21.1-eksbuild.1" }),
  tags: fc.constantFrom({}, { team: "platform" }),
  namespaces: fc.constantFrom([], [{ name: "apps" }]),
  samples: fc.boolean(),
});

/** Two configurations that differ in their node pools alone. What the arbitraries make is valid, or a rule is wrong. */
export const eksConfigsWithOtherPools: fc.Arbitrary<readonly [EksConfig, EksConfig]> = fc
  .tuple(rest, nodePools, nodePools, inClusterFor)
  .map(([values, before, after, inCluster]) => {
    const { namespaces } = values;
    const withPools = (pools: typeof before) =>
      eksConfigOf({
        ...eksBase,
        ...values,
        nodePools: pools,
        inCluster: inCluster({ nodePools: pools, namespaces, measured: false, gmsa: "own" }),
      });
    return [withPools(before), withPools(after)] as const;
  });

/** Valid configurations. */
export const eksConfigs: fc.Arbitrary<EksConfig> = eksConfigsWithOtherPools.map(([config]) => config);
