import fc from "fast-check";
import { nodeSpec as aksNode } from "../../../../localcloud/azure/aks/nodes";
import { type Group, nodeSpec as eksNode } from "../../../../localcloud/aws/eks/nodes";
import type { NodeSpec } from "../../../../localcloud/clouds/cluster-backend";
import type { World } from "../../../localcloud/aws/world";
import { aksCluster, aksPool, eksCluster, eksNodeGroup, type TestResource } from "../../support/resources";
import { BY_HAND, byHand, ONE_NODE, SIZE, sizes, TEAM, teams } from "./labels";
import { runtimeClasses } from "./runtime-classes";

/** A pool as the program declares it, and its nodes as the platform makes them. */
export interface Pool {
  readonly resource: TestResource;
  /** One node for each thing that somebody may have done to it by hand, see {@link byHand}. */
  readonly nodes: readonly NodeSpec[];
}

/** A cluster with pools and RuntimeClasses. */
export interface Universe {
  readonly cluster: TestResource;
  readonly pools: readonly Pool[];
  readonly runtimeClasses: readonly TestResource[];
}

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

const taints: readonly Taint[] = [
  { key: "os", value: "windows", effect: "NoSchedule" },
  { key: "team", value: "a", effect: "NoSchedule" },
  { key: "team", value: "b", effect: "NoExecute" },
  { key: "dedicated", value: "", effect: "NoExecute" },
  { key: "rather", value: "not", effect: "PreferNoSchedule" },
];

const labels = fc
  .record({
    [TEAM]: fc.option(fc.constantFrom(...teams), { nil: undefined }),
    [SIZE]: fc.option(fc.constantFrom(...sizes), { nil: undefined }),
  })
  .map((all) =>
    Object.fromEntries(
      Object.entries(all).flatMap(([key, value]): [string, string][] =>
        value === undefined ? [] : [[key, value]],
      ),
    ),
  );

const traits = fc.record({
  labels,
  taints: fc.uniqueArray(fc.constantFrom(...taints), {
    maxLength: 2,
    selector: ({ key, effect }) => `${key} ${effect}`,
  }),
  sku: fc.constantFrom("Ubuntu", "AzureLinux", "Windows2019", "Windows2022", "Windows2022", "Windows2025"),
  mode: fc.constantFrom("User", "System"),
  spot: fc.boolean(),
});
type Traits = typeof traits extends fc.Arbitrary<infer T> ? T : never;

/** Any cluster: AKS or EKS, two to five pools. */
export function universes(aws: World, serial: number): fc.Arbitrary<Universe> {
  return fc
    .record({
      platform: fc.constantFrom("aks", "eks"),
      all: fc.array(traits, { minLength: 2, maxLength: 5 }),
      runtimeClasses: runtimeClasses(serial),
    })
    .map(({ platform, all, runtimeClasses }) => ({
      cluster: platform === "aks" ? aksCluster() : eksCluster(),
      pools: all.map((one, index) =>
        platform === "aks" ? aks(one, `p${serial}x${index}`) : eks(one, `p${serial}x${index}`, aws),
      ),
      runtimeClasses,
    }));
}

function aks({ labels, taints, sku, mode, spot }: Traits, name: string): Pool {
  const windows = sku.startsWith("Windows");
  const pool = {
    osType: windows ? "Windows" : "Linux",
    osSKU: sku,
    mode: windows ? "User" : mode,
    nodeLabels: labels,
    nodeTaints: taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`),
    ...(spot && mode === "User" ? { scaleSetPriority: "Spot" } : {}),
  };
  const nodes = byHand.map((_, instance) =>
    aksNode(
      {
        clusterId:
          "/subscriptions/s/resourceGroups/r/providers/Microsoft.ContainerService/managedClusters/prod",
        cluster: { location: "westeurope" },
        name,
        pool: { ...pool, vmSize: "Standard_D4s_v5", currentOrchestratorVersion: "1.36.3" },
        generation: "",
      },
      instance,
    ),
  );
  return { resource: aksPool({ agentPoolName: name, ...pool }, { name }), nodes: touched(nodes) };
}

const amiTypes: Readonly<Record<string, string>> = {
  Windows2019: "WINDOWS_CORE_2019_x86_64",
  Windows2022: "WINDOWS_FULL_2022_x86_64",
  Windows2025: "WINDOWS_CORE_2025_x86_64",
};
const eksEffects: Readonly<Record<string, string>> = {
  NoSchedule: "NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
};

function eks({ labels, taints, sku, spot }: Traits, name: string, { cloud }: World): Pool {
  const body = {
    amiType: amiTypes[sku] ?? "AL2023_x86_64_STANDARD",
    labels,
    taints: taints.map(({ key, value, effect }) => ({
      key,
      // An empty value is left out of the program, as people write it.
      ...(value === "" ? {} : { value }),
      effect: eksEffects[effect] ?? effect,
    })),
    ...(spot ? { capacityType: "SPOT" } : {}),
  };
  const group: Group = {
    cloud,
    region: "eu-west-1",
    clusterName: "prod",
    name,
    body: { ...body, instanceTypes: ["m5.xlarge"], version: "1.36" },
    windowsIpam: true,
  };
  const serial = name.split(/\D+/).map(Number);
  const nodes = byHand.map((_, instance) =>
    eksNode(group, `10.${serial[1] ?? 0}.${serial[2] ?? 0}.${instance}`, "eu-west-1a"),
  );
  const resource = eksNodeGroup({ nodeGroupName: name, ...body }, { name });
  return { resource, nodes: touched(nodes) };
}

/** The nodes with what somebody did to them, room for any number of pods, and a label of their own. */
function touched(nodes: readonly NodeSpec[]): NodeSpec[] {
  return nodes.map((node, index) => ({
    ...node,
    labels: {
      ...node.labels,
      ...(byHand[index] === undefined ? {} : { [BY_HAND]: byHand[index] }),
      [ONE_NODE]: node.name,
    },
    capacity: { cpu: "64", memory: "256Gi", pods: "100000" },
    allocatable: { cpu: "64", memory: "256Gi", pods: "100000" },
  }));
}
