import { type Draft, lightRows, replacedRows } from "./draft";
import type { ImpactRow } from "./row";

const light = lightRows(["aws-auto-scaling", "terraform-aws-autoscaling-group"]);
const replaced = replacedRows({
  code: "ValidationError",
  instead: "Use namePrefix, so that Pulumi makes the new group before it deletes the old one.",
  source: ["terraform-aws-autoscaling-group"],
});

const drafts: readonly Draft[] = [
  ...["name", "namePrefix", "region"].map((path) =>
    replaced(
      path,
      "An Auto Scaling group keeps its name and its region for life; another one is another group.",
    ),
  ),
  replaced("initialLifecycleHooks", "Initial lifecycle hooks exist only while the group is made."),

  ...["launchConfiguration", "launchTemplate", "mixedInstancesPolicy"].map((path) => refreshed(path)),

  ...["desiredCapacity", "minSize", "maxSize"].flatMap((path): readonly Draft[] => [
    {
      ...light(path, "scale", "Auto Scaling starts machines; those that run are not touched."),
      when: { number: "grows" },
    },
    {
      ...light(
        path,
        "scale",
        "Auto Scaling may terminate machines down to the new number and asks no PodDisruptionBudget; which ones is its choice.",
      ),
      nodes: "pool",
      instead: "Drain the nodes first, or leave the number to the cluster autoscaler, which drains.",
    },
  ]),
  light(
    "desiredCapacityType",
    "scale",
    "Auto Scaling counts the capacity of machines that start in the new unit.",
  ),
  light("warmPool", "scale", "Auto Scaling keeps stopped or running spare machines beside the group."),

  ...["availabilityZones", "availabilityZoneDistribution", "vpcZoneIdentifiers"].map((path) =>
    moved(
      path,
      "Auto Scaling spreads the group again: machines outside of the zones are replaced by others inside.",
    ),
  ),
  moved("healthCheckType", "Auto Scaling replaces the machines that the new check takes for unhealthy."),
  moved("maxInstanceLifetime", "Auto Scaling replaces the machines that are older than the new limit."),

  ...["loadBalancers", "targetGroupArns", "trafficSources"].map((path) =>
    light(
      path,
      "scheduling",
      "Machines join or leave the load balancers; connections to those that leave end.",
    ),
  ),
  light(
    "suspendedProcesses",
    "scale",
    "The named processes of Auto Scaling stop, or go on: launches, terminations, replacements.",
  ),

  ...[
    "capacityRebalance",
    "capacityReservationSpecification",
    "placementGroup",
    "protectFromScaleIn",
    "serviceLinkedRoleArn",
    "terminationPolicies",
    "context",
  ].map((path) =>
    light(path, "metadata", "Holds for machines that start from now on, or for the next that go."),
  ),
  ...[
    "defaultCooldown",
    "defaultInstanceWarmup",
    "healthCheckGracePeriod",
    "instanceLifecyclePolicy",
    "instanceMaintenancePolicy",
    "instanceRefresh",
  ].map((path) =>
    light(path, "metadata", "Holds for the next scaling or refresh; no machine is touched now."),
  ),
  ...["enabledMetrics", "metricsGranularity"].map((path) =>
    light(path, "metadata", "Auto Scaling records other metrics of the group."),
  ),
  light("tags", "metadata", "AWS writes the tags on the group; machines that run keep theirs."),
  ...[
    "forceDelete",
    "forceDeleteWarmPool",
    "ignoreFailedScalingActivities",
    "minElbCapacity",
    "waitForCapacityTimeout",
    "waitForElbCapacity",
  ].map((path) =>
    light(path, "metadata", "Only the provider reads it: how it waits and deletes.", [
      "terraform-aws-autoscaling-group",
    ]),
  ),
];

/**
 * What a changed property of an Auto Scaling group means whose machines are nodes of an EKS cluster. The plan is that of
 * the Terraform schema which @pulumi/aws bridges (`ForceNew`). A group without an `instanceRefresh` replaces no machine
 * for another template; the report knows that.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/autoscaling/group.go
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html
 */
export const eksAutoScalingGroupRows: readonly ImpactRow[] = drafts.map((row) => ({
  ...row,
  type: "eks:AutoScalingGroup",
}));

function refreshed(path: string): Draft {
  return {
    path,
    provider: "update",
    inPlace: "rolling",
    nodes: "pool",
    platform:
      "An instance refresh replaces every machine of the group and asks no PodDisruptionBudget: a machine is terminated with the pods on it.",
    instead:
      "Run the AWS Node Termination Handler, which drains first, or add a pool beside this one, drain, and remove the old one.",
    source: ["aws-instance-refresh", "terraform-aws-autoscaling-group"],
  };
}

function moved(path: string, platform: string): Draft {
  return {
    path,
    provider: "update",
    inPlace: "rolling",
    nodes: "pool",
    platform,
    instead: "Add a pool with the new value beside this one, drain, and remove the old one.",
    source: ["aws-auto-scaling", "terraform-aws-autoscaling-group"],
  };
}
