import type { DeployedResource } from "../../fleet/inventory/deployment";
import { listAt, numberAt, textAt, valueAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { PropertyValue } from "../../localcloud/wire/values";
import type { PasswordRecord, Place, PoolRecord } from "../recording";

/** What is read of a resource of the state. */
type Resource = Pick<DeployedResource, "urn" | "type" | "id" | "inputs" | "outputs" | "created">;

/** Opens a value of the state that is encrypted; empty when it stays closed. */
export type Open = (value: PropertyValue | undefined) => Promise<string>;

const aksCluster = "azure-native:containerservice:ManagedCluster";
const aksPool = "azure-native:containerservice:AgentPool";
const eksCluster = "aws:eks/cluster:Cluster";
const eksGroup = "aws:eks/nodeGroup:NodeGroup";

/**
 * Which password the Windows nodes of an AKS cluster have. Passwords are compared here, and go no further.
 *
 * @param configured - `windows.passwordVersion` of the configuration
 */
export async function passwordOf(
  resources: readonly Resource[],
  configured: number,
  open: Open,
): Promise<PasswordRecord> {
  const password = resources.find(
    ({ type, urn }) =>
      type === "random:index/randomPassword:RandomPassword" && urn.endsWith("-windows-admin-password"),
  );
  if (password === undefined) return { configured };
  const cluster = resources.find(({ type }) => type === aksCluster);
  const made = await open(valueAt(password.outputs, "result"));
  const inCluster = await open(valueAt(cluster?.inputs, "windowsProfile", "adminPassword"));
  return {
    configured,
    deployed: Number(textAt(password.outputs, "keepers", "version")),
    ...(password.created === "" ? {} : { since: password.created }),
    ...(made === "" || inCluster === "" ? {} : { inCluster: made === inCluster }),
  };
}

/** Where the stack's cluster is; `undefined` when it has none of a platform. */
export function placeOf(resources: readonly Resource[]): Place | undefined {
  const cluster = resources.find(({ type }) => type === aksCluster || type === eksCluster);
  if (cluster === undefined) return undefined;
  const resourceGroup = /\/resourceGroups\/([^/]+)\//i.exec(cluster.id)?.[1];
  const name = textAt(cluster.outputs, "name");
  return {
    cluster: name === "" ? cluster.id : name,
    ...(resourceGroup === undefined ? {} : { resourceGroup }),
  };
}

/** The pools of a cluster as the last deployment left them. */
export function poolsOf(resources: readonly Resource[]): readonly PoolRecord[] {
  return resources.flatMap(({ type, outputs }): readonly PoolRecord[] => {
    switch (type) {
      case aksCluster:
        return listAt(outputs, "agentPoolProfiles")
          .filter((profile) => !resources.some((one) => isPool(one, textAt(profile, "name"))))
          .map((profile) => aksRecord(textAt(profile, "name"), profile));
      case aksPool:
        return [aksRecord(textAt(outputs, "name"), outputs)];
      case eksGroup:
        return [
          record(textAt(outputs, "nodeGroupName"), {
            windows: textAt(outputs, "amiType").startsWith("WINDOWS_"),
            nodes: numberAt(outputs, "scalingConfig", "desiredSize"),
            image: textAt(outputs, "releaseVersion"),
          }),
        ];
      default:
        return [];
    }
  });
}

/** After a refresh the cluster lists the pools that are resources of their own, too. */
function isPool({ type, outputs }: Resource, name: string): boolean {
  return type === aksPool && textAt(outputs, "name") === name;
}

function aksRecord(name: string, pool: Parameters<typeof valueAt>[0]): PoolRecord {
  return record(name, {
    windows: textAt(pool, "osType") === "Windows",
    nodes: numberAt(pool, "count"),
    image: textAt(pool, "nodeImageVersion"),
  });
}

function record(
  name: string,
  seen: { readonly windows: boolean; readonly nodes: number | undefined; readonly image: string },
): PoolRecord {
  const nodes = seen.nodes ?? 0;
  const images = nodes === 0 ? [] : [{ image: seen.image, nodes }];
  return { name, os: seen.windows ? "Windows" : "Linux", nodes, images, toldBy: "state" };
}
