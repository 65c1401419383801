import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileBackendStacks } from "../../fleet/inventory/local";
import { watchFleet } from "../../fleet/live";
import type { ClusterView, FleetView } from "../../fleet/view";
import { readStack } from "../../localcloud/engine";
import type { KubernetesClient, KubernetesObject } from "../../localcloud/kubernetes";
import { listControlPlanes } from "../../localcloud/kubernetes";
import { resolveHome } from "../../localcloud/home";
import { unwrapSecrets } from "../../localcloud/wire/values";
import { Project } from "../integration/project";
import { resultTable } from "../scenarios/results";
import { until } from "./until";

const repository = path.resolve(__dirname, "../..");
const project = "mullion";

/** A Windows pod for a release that no pool has. */
const lostPod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "lost", namespace: "default" },
  spec: {
    os: { name: "windows" },
    nodeSelector: { "kubernetes.io/os": "windows", "node.kubernetes.io/windows-build": "10.0.26100" },
    tolerations: [{ key: "os", operator: "Equal", value: "windows", effect: "NoSchedule" }],
    containers: [{ name: "web", image: "registry.example.com/web:1-ltsc2025" }],
  },
};

function named({ clusters }: FleetView, name: string): ClusterView {
  const found = clusters.find((cluster) => cluster.name === name);
  assert.ok(found !== undefined, `the fleet has ${name}`);
  return found;
}

describe("fleet status over three local clusters, real API servers", function () {
  this.timeout("30m");
  const row = resultTable("fleet status", "seen");
  const place = new Project("dev");
  const home = resolveHome({ MULLION_HOME: place.home }, place.folder);
  const edgeConfig = path.join(place.home, "clusters", "edge.yaml");
  const clients: KubernetesClient[] = [];

  before(async () => {
    fs.copyFileSync(
      path.join(repository, "Pulumi.eks-dev.yaml"),
      path.join(place.folder, "Pulumi.eks-dev.yaml"),
    );
    place.editConfig((config) => {
      config["mullion:monitoring"] = { metrics: true, logs: false };
    });
    await must("up", "--stack", "dev", "--yes");
    await must("up", "--stack", "eks-dev", "--yes");
    await must(
      "local",
      "cluster",
      "create",
      "edge",
      "--kubernetes",
      "1.35",
      "--linux",
      "1",
      "--windows",
      "2025",
    );
  });

  after(async () => {
    for (const client of clients) client.close();
    await place.remove();
  });

  async function must(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await place.mullion(...args);
    assert.equal(exitCode, 0, `mullion ${args.join(" ")}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** What `fleet status --json` shows, and its exit code. */
  async function status(
    ...args: string[]
  ): Promise<{ readonly view: FleetView; readonly exitCode: number | null; readonly text: string }> {
    const { exitCode, stdout, stderr } = await place.mullion("fleet", "status", "--json", ...args);
    assert.equal(stderr, "");
    return { view: JSON.parse(stdout) as FleetView, exitCode, text: stdout };
  }

  /** A client of a control plane that owes nothing to the fleet's own way of reading. */
  function clientOf(server: string): KubernetesClient {
    const client = listControlPlanes(home)
      .find((one) => one.server === server)
      ?.client();
    assert.ok(client !== undefined, `a control plane listens on ${server}`);
    clients.push(client);
    return client;
  }

  async function stackOutputs(stack: string) {
    const passphrase = fs.readFileSync(home.passphraseFile, "utf8");
    const { resources } = await readStack(home.backend, project, stack, passphrase);
    const outputs = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
    return unwrapSecrets(outputs) as Readonly<Record<string, string>>;
  }

  async function serverOf(stack: string): Promise<string> {
    const { kubeconfig = "" } = await stackOutputs(stack);
    return /https:\/\/127\.0\.0\.1:\d+/.exec(kubeconfig)?.[0] ?? "";
  }

  /** Nodes as kubectl would list them, beside those of the view. */
  async function compareNodes(client: KubernetesClient, { nodes, pods }: ClusterView): Promise<void> {
    const there = await client.list<
      KubernetesObject & { readonly status?: { readonly nodeInfo?: Readonly<Record<string, string>> } }
    >("/api/v1/nodes");
    const expected = there.map(({ metadata, status: said }) => [
      metadata.name,
      said?.nodeInfo?.["operatingSystem"],
      said?.nodeInfo?.["kubeletVersion"],
    ]);
    const shown = nodes.map(({ name, os, kubernetesVersion }) => [name, os, kubernetesVersion]);
    assert.deepEqual(
      shown,
      expected.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    );
    const names = (await client.list("/api/v1/pods")).map(
      ({ metadata }) => `${metadata.namespace ?? ""}/${metadata.name ?? ""}`,
    );
    assert.deepEqual(pods.map(({ namespace, name }) => `${namespace}/${name}`).sort(), names.sort());
  }

  it("shows AKS and EKS out of the states, as their API servers list them", async () => {
    const { view, exitCode } = await status();
    const seen: string[] = [];
    for (const [stack, target] of [
      ["dev", "aks"],
      ["eks-dev", "eks"],
    ] as const) {
      const cluster = named(view, stack);
      assert.equal(cluster.target, target);
      assert.equal(cluster.contact.kind, "reached");
      assert.deepEqual(cluster.drift, []);
      assert.ok(
        cluster.pools.some(
          ({ os, release, nodes }) =>
            os === "windows" && release === "Windows Server 2022" && nodes.ready === 1,
        ),
      );
      await compareNodes(clientOf(await serverOf(stack)), cluster);
      seen.push(`${stack}: ${String(cluster.nodes.length)} nodes, ${String(cluster.pods.length)} pods`);
    }
    assert.equal(exitCode, 2);
    row(seen.join("; "));
  });

  it("misses no monitoring of a node where it is on, and that of both systems where it is off", async () => {
    const gapsOf = (view: FleetView, name: string) =>
      named(view, name).monitoringGaps.map(({ os, part }) => [os, part]);
    // Pods of the agents start a moment after the deployment.
    await until(async () => gapsOf((await status("--stack", "dev")).view, "dev").length === 0);
    const missed = gapsOf((await status("--stack", "eks-dev")).view, "eks-dev");
    assert.deepEqual(missed, [
      ["linux", "node-exporter"],
      ["windows", "node-exporter"],
    ]);
    row(`dev: nothing missed; eks-dev: ${missed.flat().join(" ")}`);
  });

  it("shows the plain cluster by its kubeconfig", async () => {
    const { view } = await status("--kubeconfig", edgeConfig);
    const edge = named(view, "edge");
    assert.equal(edge.target, "existing");
    assert.equal(edge.contact.kind === "reached" && edge.contact.version, "v1.35");
    assert.deepEqual(
      edge.pools.map(({ name, release }) => [name, release]),
      [
        ["(linux)", "Ubuntu 24.04.3 LTS"],
        ["(windows)", "Windows Server 2025"],
      ],
    );
    const server = /https:\/\/127\.0\.0\.1:\d+/.exec(fs.readFileSync(edgeConfig, "utf8"))?.[0] ?? "";
    await compareNodes(clientOf(server), edge);
    row("nodes and pods, and what it acts as");
  });

  it("says why a Windows pod finds no node, with the scheduler's own words", async () => {
    const client = clientOf(await serverOf("dev"));
    await client.create("/api/v1/namespaces/default/pods", lostPod);
    const scheduled = async () => {
      const { status: said } = await client.get<
        KubernetesObject & {
          readonly status?: { readonly conditions?: readonly { readonly message?: string }[] };
        }
      >("/api/v1/namespaces/default/pods/lost");
      return said?.conditions?.[0]?.message;
    };
    await until(async () => (await scheduled()) !== undefined);
    const [pod] = named((await status("--stack", "dev")).view, "dev").unplacedPods;
    assert.equal(pod?.name, "lost");
    assert.match(
      pod.reasons[0] ?? "",
      /node\.kubernetes\.io\/windows-build: 10\.0\.26100, and Windows nodes have 10\.0\.20348/,
    );
    assert.equal(pod.scheduler, await scheduled());
    row(pod.reasons[0] ?? "");
  });

  it("finds a node that somebody took away, and one that was cordoned", async () => {
    const client = clientOf(await serverOf("eks-dev"));
    const [node] = named((await status("--stack", "eks-dev")).view, "eks-dev").nodes.filter(
      ({ os }) => os === "windows",
    );
    const nodePath = `/api/v1/nodes/${node?.name ?? ""}`;
    await client.patch(nodePath, "application/merge-patch+json", { spec: { unschedulable: true } });
    const cordoned = named((await status("--stack", "eks-dev")).view, "eks-dev").nodes.find(
      ({ name }) => name === node?.name,
    );
    assert.equal(cordoned?.cordoned, true);
    await client.delete(nodePath);
    const { view, exitCode } = await status("--stack", "eks-dev");
    const [missing] = named(view, "eks-dev").drift;
    assert.equal(missing?.kind, "pool-missing");
    assert.equal(exitCode, 3);
    row(missing.message);
  });

  it("watches: a new pod is there without anybody asking again", async () => {
    const passphrase = fs.readFileSync(home.passphraseFile, "utf8");
    const stacks = fileBackendStacks({ folder: home.backend, project, passphrase }).filter(
      ({ name }) => name === "dev",
    );
    const fleet = watchFleet({ stacks, today: () => "2026-11-23" });
    try {
      const pods = () => named(fleet.view(), "dev").pods.map(({ name }) => name);
      await until(() => pods().includes("lost"));
      const client = clientOf(await serverOf("dev"));
      await client.create("/api/v1/namespaces/default/pods", {
        ...lostPod,
        metadata: { name: "late", namespace: "default" },
      });
      await until(() => pods().includes("late"));
      await client.delete("/api/v1/namespaces/default/pods/late");
      await until(() => !pods().includes("late"));
      const events = await fleet.events("dev", "default", "lost");
      assert.ok(events.some(({ reason }) => reason === "FailedScheduling"));
      row("a pod came and went; its events were read");
    } finally {
      fleet.close();
    }
  });

  it("shows the others when a state is broken and a cluster is gone", async () => {
    const states = path.join(home.backend, ".pulumi", "stacks", project);
    fs.writeFileSync(path.join(states, "broken.json"), '{"version": 3,');
    const { view, exitCode } = await status();
    assert.match(named(view, "broken").stateError ?? "", /broken\.json: it is not JSON/);
    assert.equal(named(view, "dev").contact.kind, "reached");
    assert.equal(exitCode, 1);
    fs.rmSync(path.join(states, "broken.json"));
    const kept = path.join(place.folder, "edge.yaml");
    fs.copyFileSync(edgeConfig, kept);
    await must("local", "cluster", "delete", "edge");
    const gone = await status("--kubeconfig", kept);
    assert.equal(named(gone.view, "edge").contact.kind, "unreachable");
    assert.equal(gone.exitCode, 1);
    row("one error each, the others shown");
  });

  it("shows no secret, in the table or in JSON", async () => {
    const { windowsAdminPassword = "", kubeconfig = "" } = await stackOutputs("dev");
    const token = /token: (\S+)/.exec(kubeconfig)?.[1] ?? "";
    assert.ok(windowsAdminPassword.length > 10 && token.length > 10);
    const table = await place.mullion("fleet", "status");
    for (const text of [(await status()).text, table.stdout, table.stderr]) {
      assert.ok(!text.includes(windowsAdminPassword) && !text.includes(token));
    }
    row("password and token of dev: nowhere");
  });
});
