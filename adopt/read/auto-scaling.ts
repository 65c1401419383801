import * as v from "valibot";
import type { FoundObject } from "../found";
import type { Json } from "../json";

/** Type token of Auto Scaling groups. */
export const autoScalingGroupType = "aws:autoscaling/group:Group";

const tag = v.object({ key: v.string(), value: v.optional(v.string(), "") });
const fromState = v.looseObject({ name: v.string(), tags: v.optional(v.array(tag), []) });
const fromApi = v.looseObject({
  AutoScalingGroupName: v.string(),
  Tags: v.optional(v.array(v.object({ Key: v.string(), Value: v.optional(v.string(), "") })), []),
});

/** What `aws autoscaling describe-auto-scaling-groups` prints. */
export const autoScalingGroups = v.looseObject({ AutoScalingGroups: v.array(fromApi) });

/**
 * The group of a state as machines of a cluster; none when it is no cluster's.
 *
 * @param properties - its outputs
 */
export function machinesOfState(properties: Json): readonly FoundObject[] {
  if (!v.is(fromState, properties)) return [];
  const { name, tags } = v.parse(fromState, properties);
  return machines(name, tags);
}

/**
 * The groups of an answer of AWS whose machines are a cluster's.
 *
 * @param answer - the answer
 */
export function machinesOfApi({
  AutoScalingGroups,
}: v.InferOutput<typeof autoScalingGroups>): readonly FoundObject[] {
  return AutoScalingGroups.flatMap(({ AutoScalingGroupName, Tags }) =>
    machines(
      AutoScalingGroupName,
      Tags.map(({ Key, Value }) => ({ key: Key, value: Value })),
    ),
  );
}

/**
 * Machines of a cluster have its name in a tag, without which they do not join; EKS tags those of its own node groups.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-windows-workers.html (read 2026-11-23)
 */
function machines(name: string, tags: readonly v.InferOutput<typeof tag>[]): readonly FoundObject[] {
  if (tags.some(({ key }) => key === "eks:nodegroup-name")) return [];
  const prefix = "kubernetes.io/cluster/";
  const clusterName = tags.find(({ key }) => key.startsWith(prefix))?.key.slice(prefix.length);
  if (clusterName === undefined) return [];
  return [{ type: autoScalingGroupType, id: name, name, properties: { name, clusterName } }];
}
