import { isList, isMap } from "../json";
import type { JsonMap } from "../json";
import type { PoolFacts } from "./pool-facts";
import { compact, mapOf, number, text } from "./read-facts";

/** Tag by which machines belong to a cluster. @see https://docs.aws.amazon.com/eks/latest/userguide/launch-windows-workers.html */
const CLUSTER_TAG = "kubernetes.io/cluster/";
/** Tag that tells the cluster autoscaler the operating system of an empty group's nodes. */
const OS_TAG = "k8s.io/cluster-autoscaler/node-template/label/kubernetes.io/os";
const AUTOSCALER_TAG = "k8s.io/cluster-autoscaler/enabled";

/** Name of the cluster whose nodes the machines of an Auto Scaling group are; `undefined` for all other groups. */
export function clusterOfGroup(inputs: JsonMap | undefined): string | undefined {
  return [...tagsOf(inputs).keys()].find((key) => key.startsWith(CLUSTER_TAG))?.slice(CLUSTER_TAG.length);
}

/**
 * Whether another template reaches the machines that run.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html
 */
export function refreshesMachines(inputs: JsonMap | undefined): boolean {
  return text(mapOf(inputs?.["instanceRefresh"])["strategy"]) !== undefined;
}

/** Facts of a self-managed pool from the inputs of its Auto Scaling group. */
export function autoScalingGroupFacts(inputs: JsonMap): PoolFacts {
  const tags = tagsOf(inputs);
  const template = mapOf(mapOf(inputs["mixedInstancesPolicy"])["launchTemplate"]);
  const most = number(mapOf(mapOf(inputs["instanceRefresh"])["preferences"])["maxHealthyPercentage"]);
  return compact({
    name: text(inputs["name"]),
    os: osOf(tags.get(OS_TAG)),
    image: undefined,
    release: undefined,
    kubernetesVersion: undefined,
    machine: machinesOf(template) || undefined,
    count: number(inputs["desiredCapacity"]),
    minCount: number(inputs["minSize"]),
    maxCount: number(inputs["maxSize"]),
    autoscaled: tags.get(AUTOSCALER_TAG) === "true",
    maxPods: undefined,
    diskGiB: undefined,
    fips: undefined,
    mode: undefined,
    labels: {},
    taints: [],
    // A refresh that may not go above the wanted number takes machines away first, a tenth at a time.
    surge: most === undefined || most <= 100 ? undefined : `${String(most - 100)}%`,
    drainMinutes: undefined,
  });
}

function machinesOf(template: JsonMap): string {
  const overrides = template["overrides"];
  if (!isList(overrides)) return "";
  return overrides.flatMap((item) => (isMap(item) ? (text(item["instanceType"]) ?? []) : [])).join(", ");
}

function osOf(tag: string | undefined): PoolFacts["os"] {
  if (tag === "windows") return "Windows";
  return tag === "linux" ? "Linux" : undefined;
}

function tagsOf(inputs: JsonMap | undefined): ReadonlyMap<string, string | undefined> {
  const tags = inputs?.["tags"];
  if (!isList(tags)) return new Map();
  return new Map(
    tags.flatMap((tag): readonly (readonly [string, string | undefined])[] => {
      const key = isMap(tag) ? text(tag["key"]) : undefined;
      return key === undefined || !isMap(tag) ? [] : [[key, text(tag["value"])]];
    }),
  );
}
