import { autoscaling } from "../autoscaling/tokens";
import { AwsError } from "../errors";
import { faultTarget } from "../strike";
import type { Group } from "./nodes";
import { modelAnnotation } from "./nodes";
import { controlPlaneId, eks } from "./tokens";

/** A fault of the plan: one of the new nodes never gets Ready. @throws AwsError for managed groups */
export async function breakOne(group: Group, node: string | undefined): Promise<void> {
  const { cloud, region, clusterName, name, body } = group;
  const type = group.own === undefined ? eks.nodeGroup : autoscaling.group;
  const fault = cloud.faults.take(["node-not-ready"], undefined, faultTarget(type, name, body));
  if (fault === undefined || node === undefined) return;
  // Without its model, the node counts as one to be replaced next time.
  const annotations = { [modelAnnotation]: "broken" };
  await cloud.clusters.breakNode(
    controlPlaneId(region, clusterName),
    node,
    "container runtime network not ready: cni config uninitialized",
    annotations,
  );
  // Nobody looks after machines of one's own.
  if (group.own !== undefined) return;
  throw new AwsError(
    400,
    "NodeCreationFailure",
    `Unhealthy nodes in the kubernetes cluster: ${node} did not become Ready within 15 minutes`,
  );
}
