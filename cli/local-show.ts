import * as fs from "node:fs";
import type { Command } from "commander";
import { openAws, readResource } from "../localcloud/aws";
import { getResource, openAzure } from "../localcloud/azure";
import { KubernetesClusters } from "../localcloud/clouds/kubernetes-clusters";
import type { Home } from "../localcloud/home";
import { findContext, UserError } from "./context";

const aksType = "Microsoft.ContainerService/managedClusters";
const eksTypes = [
  "aws:eks/cluster:Cluster",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:eks/addon:Addon",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  "aws:autoscaling/group:Group",
] as const;

/** Types whose objects do not name a cluster as a property of their own. */
const ofAccount: ReadonlySet<string> = new Set(eksTypes.slice(3));

/** Adds `local show`. */
export function addShowCommand(local: Command, finish: (exitCode: number) => void): void {
  local
    .command("show")
    .description("Print what the local Azure or AWS says about a cluster, as JSON for mullion adopt.")
    .argument("<cluster>", "name of the cluster in the cloud")
    .addHelpText("after", "\nExample:\n  mullion local show old > old.json")
    .action(async (name: string) => {
      const { home } = findContext();
      const documents = [...(await aksDocuments(home, name)), ...(await eksDocuments(home, name))];
      if (documents.length === 0)
        throw new UserError(`${name}: there is no such AKS or EKS cluster in the local cloud`);
      process.stdout.write(`${JSON.stringify(documents, undefined, 2)}\n`);
      finish(0);
    });
}

/** The body that ARM answers, pools included. */
async function aksDocuments(home: Home, name: string): Promise<readonly unknown[]> {
  if (!fs.existsSync(home.azureDb)) return [];
  const cloud = openAzure(home.azureDb, new KubernetesClusters(home, "aks"));
  const ids = cloud.store.ofType(aksType).map(({ id }) => id);
  const own = ids.filter((id) => id.split("/").at(-1)?.toLowerCase() === name.toLowerCase());
  return Promise.all(own.map((id) => getResource(cloud, id)));
}

/** The cluster, its node groups and add-ons, and the OIDC providers and Auto Scaling groups of the account. */
async function eksDocuments(home: Home, name: string): Promise<readonly unknown[]> {
  if (!fs.existsSync(home.awsDb)) return [];
  const cloud = openAws(home.awsDb, new KubernetesClusters(home, "eks"));
  const objects = eksTypes.flatMap((type) =>
    cloud.store.ofType(type).map((stored) => {
      const [, region = "", ...id] = stored.id.split("|");
      return { type, region, id: id.join("|") };
    }),
  );
  if (!objects.some(({ type, id }) => type === eksTypes[0] && id === name)) return [];
  const described = await Promise.all(
    objects.map(async (target) => ({ type: target.type, ...(await readResource(cloud, target)) })),
  );
  return described
    .filter(({ type, id, properties }) => {
      if (type === eksTypes[0]) return id === name;
      return ofAccount.has(type) || properties?.["clusterName"] === name;
    })
    .map((eksObject) => ({ eksObject }));
}
