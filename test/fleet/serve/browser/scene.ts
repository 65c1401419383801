import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import type { Home } from "../../../../localcloud/home";
import type { ControlPlane, KubernetesClient } from "../../../../localcloud/kubernetes";
import { eventually } from "../../../localcloud/kubernetes/eventually";
import { startScenarioCluster } from "../../../localcloud/kubernetes/scenario-cluster";

/** Clusters of the scene, by name. */
export const clusterNames = ["east", "north", "west"] as const;

/** Real control planes with two nodes of each OS, and a shop and a secret workload in each of them. */
export interface Scene {
  /** All clusters as contexts. */
  readonly kubeconfig: string;
  client(cluster: (typeof clusterNames)[number]): KubernetesClient;
  close(): void;
}

/** Starts three clusters; whoever starts them removes the home. */
export async function startScene(home: Home): Promise<Scene> {
  const planes = new Map<string, ControlPlane>();
  for (const name of clusterNames) planes.set(name, await startScenarioCluster(home, name));
  const clients = new Map([...planes].map(([name, plane]) => [name, plane.client()]));
  for (const client of clients.values()) await furnish(client);
  const kubeconfig = path.join(home.root, "fleet.yaml");
  fs.writeFileSync(kubeconfig, merged(planes), { mode: 0o600 });
  return {
    kubeconfig,
    client: (name) => {
      const client = clients.get(name);
      if (client === undefined) throw new Error(`there is no cluster ${name}`);
      return client;
    },
    close: () => {
      for (const client of clients.values()) client.close();
    },
  };
}

interface Kubeconfig {
  readonly clusters: readonly unknown[];
  readonly contexts: readonly unknown[];
  readonly users: readonly unknown[];
}

function merged(planes: ReadonlyMap<string, ControlPlane>): string {
  const all = [...planes].map(
    ([name, plane]) => parse(plane.kubeconfig({ context: name, cluster: name, user: name })) as Kubeconfig,
  );
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "",
    clusters: all.flatMap(({ clusters }) => clusters),
    contexts: all.flatMap(({ contexts }) => contexts),
    users: all.flatMap(({ users }) => users),
  });
}

async function furnish(client: KubernetesClient): Promise<void> {
  for (const namespace of ["shop", "canary-space"]) {
    await client.create("/api/v1/namespaces", { metadata: { name: namespace } });
  }
  await makePod(client, "shop", "web-1");
  await makePod(client, "canary-space", "canary-pod");
}

/** Makes a Windows pod; with `memory` it asks for that much of it. */
export async function makePod(
  client: KubernetesClient,
  namespace: string,
  name: string,
  memory = "64Mi",
): Promise<void> {
  const body = {
    metadata: { name },
    spec: {
      nodeSelector: { "kubernetes.io/os": "windows" },
      tolerations: [{ key: "os", value: "windows", effect: "NoSchedule" }],
      containers: [
        {
          name: "web",
          image: "mcr.microsoft.com/windows/nanoserver:ltsc2022",
          resources: { requests: { memory } },
        },
      ],
    },
  };
  // The namespace's service account comes a moment after the namespace.
  await eventually(async () => {
    await client.create(`/api/v1/namespaces/${namespace}/pods`, body);
  }, 60_000);
}
