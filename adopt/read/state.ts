import { isJson, type Json } from "../json";

const aksTypes =
  /^azure-native(?:_containerservice_v\w+)?:containerservice(?:\/v\w+)?:(?:ManagedCluster|AgentPool)$/;
const eksTypes: ReadonlySet<unknown> = new Set([
  "aws:eks/cluster:Cluster",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:eks/addon:Addon",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  "aws:autoscaling/group:Group",
]);

/**
 * What `pulumi stack export` says about clusters and pools, as if the cloud had been asked; `undefined` when the document
 * is no export.
 *
 * @param document - a parsed file
 */
export function documentsOfState(document: Json): readonly Json[] | undefined {
  const { deployment } = document;
  if (!isJson(deployment) || !Array.isArray(deployment["resources"])) return undefined;
  return deployment["resources"].filter(isJson).flatMap((resource): Json[] => {
    const { type, id, outputs } = resource;
    if (resource["delete"] === true || typeof type !== "string" || !isJson(outputs)) return [];
    if (aksTypes.test(type)) return [{ ...outputs, id }];
    return eksTypes.has(type) ? [{ eksObject: { type, id, properties: outputs } }] : [];
  });
}
