import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { readDeployment } from "../../fleet/inventory/deployment";
import type { Stack } from "../../fleet/inventory/stack";
import { credentialsIn, unreadableStack } from "../../fleet/inventory/stack";
import { watchFleet } from "../../fleet/live";
import { readFleet } from "../../fleet/read";
import { exitCodeOf, remarksOf } from "../../fleet/remarks";
import type { ClusterView, FleetView, LiveFleet } from "../../fleet/view";
import { ApiServer } from "./api-server";
import { nodeObject, onWindows, podObject } from "./objects";
import { aksResources, exportOf, kubeconfig, passphrase } from "./states";
import { until } from "./until";

const canary = "canary-of-the-fleet";
const asOf = "2026-11-23";
const source = { kind: "exports", where: "states" } as const;

async function stackOf(name: string, server: string): Promise<Stack> {
  const text = await exportOf({
    resources: aksResources,
    kubeconfig: kubeconfig(server, `${canary}-token`),
    other: `${canary}-password`,
  });
  const deployment = readDeployment(text);
  return { name, stack: name, source, deployment, credentials: () => credentialsIn(deployment, passphrase) };
}

const poolLabel = (name: string) => ({ "kubernetes.azure.com/agentpool": name });
const nodes = [
  nodeObject({ name: "win-1", labels: poolLabel("win22a") }),
  ...[1, 2, 3].map((i) => nodeObject({ name: `lin-${String(i)}`, os: "linux", labels: poolLabel("system") })),
];

function named(view: FleetView, name: string): ClusterView {
  const found = view.clusters.find((cluster) => cluster.name === name);
  assert.ok(found !== undefined);
  return found;
}

describe("a fleet", function () {
  this.timeout(180_000);
  let server: ApiServer;
  beforeEach(async () => {
    server = await ApiServer.start();
    server.lists.set("/api/v1/nodes", nodes);
    server.lists.set("/api/v1/pods", [
      podObject({ name: "web", spec: onWindows }),
      podObject({
        name: "lost",
        spec: onWindows,
        scheduler: "0/4 nodes are available: 1 Insufficient cpu. x",
      }),
    ]);
  });
  afterEach(() => server.close());

  it("is read with all that is to be said about each cluster", async () => {
    const view = await readFleet({ stacks: [await stackOf("prod", server.address)], asOf });
    const prod = named(view, "prod");
    assert.equal(prod.target, "aks");
    assert.deepEqual([prod.contact.kind, prod.deployedAt], ["reached", "2026-11-20T08:00:00Z"]);
    assert.deepEqual(
      prod.pools.map(({ name, nodes: { ready, total } }) => [name, ready, total]),
      [
        ["system", 3, 3],
        ["win22a", 1, 1],
      ],
    );
    assert.deepEqual(prod.drift, []);
    assert.deepEqual(
      prod.unplacedPods.map(({ name, severity }) => [name, severity]),
      [["lost", "error"]],
    );
    assert.deepEqual(
      prod.monitoringGaps.map(({ os, part }) => [os, part]),
      [
        ["linux", "node-exporter"],
        ["windows", "node-exporter"],
      ],
    );
    assert.ok(prod.retirements.some(({ what }) => what === "Kubernetes 1.36"));
    assert.ok(prod.findings.some(({ rule }) => rule === "aks-windows-network-policy"));
    assert.deepEqual(
      prod.nodes.map(({ name }) => name),
      ["lin-1", "lin-2", "lin-3", "win-1"],
    );
    assert.equal(exitCodeOf(view), 3);
  });

  it("shows the others when a state or a cluster cannot be read, and tells that by the exit code", async () => {
    const gone = await ApiServer.start();
    const { address } = gone;
    await gone.close();
    const broken = unreadableStack(
      { name: "broken", stack: "broken", source },
      "states/broken.json: it is not JSON.",
    );
    const stacks = [broken, await stackOf("dark", address), await stackOf("prod", server.address)];
    const view = await readFleet({ stacks, asOf });
    assert.deepEqual(
      view.clusters.map(({ name, contact }) => [name, contact.kind]),
      [
        ["broken", "none"],
        ["dark", "unreachable"],
        ["prod", "reached"],
      ],
    );
    assert.deepEqual(remarksOf(named(view, "broken")), [
      { severity: "error", message: "states/broken.json: it is not JSON." },
    ]);
    const dark = named(view, "dark");
    assert.match(remarksOf(dark)[0]?.message ?? "", /does not answer/);
    assert.ok(dark.findings.length > 0 && dark.retirements.length > 0);
    assert.deepEqual(dark.drift, []);
    const codeOf = (name: string) => exitCodeOf({ asOf, clusters: [named(view, name)] });
    assert.deepEqual([codeOf("broken"), codeOf("dark"), codeOf("prod"), exitCodeOf(view)], [1, 1, 3, 1]);
  });

  it("marks the policy findings that the fleet's waivers accept, and no others", async () => {
    const stacks = [await stackOf("prod", server.address)];
    const [finding] = named(await readFleet({ stacks, asOf }), "prod").findings;
    assert.ok(finding !== undefined);
    const waiver = { ...finding, reason: "It moves next week.", until: asOf, owner: "team-x" };
    const foreign = { ...waiver, urn: "urn:pulumi:prod::another::a:b:C::c" };
    const { findings } = named(await readFleet({ stacks, asOf, waivers: [waiver, foreign] }), "prod");
    assert.deepEqual(
      findings.filter((one) => one.waived !== undefined),
      [{ ...finding, waived: `It moves next week. (team-x, until ${asOf})` }],
    );
    assert.ok(findings.every(({ rule }) => !rule.startsWith("waiver-")));
  });

  it("counts a login that is withheld as one without credentials", async () => {
    const text = kubeconfig(server.address, "", { exec: { command: "aws" } });
    const deployment = readDeployment(await exportOf({ resources: aksResources, kubeconfig: text }));
    const credentials = () => credentialsIn(deployment, passphrase);
    const stack: Stack = { name: "eks", stack: "eks", source, deployment, credentials };
    const view = await readFleet({ stacks: [stack], asOf });
    const { contact } = named(view, "eks");
    assert.ok(contact.kind === "none");
    assert.match(contact.reason, /runs a program to log in/);
    assert.notEqual(exitCodeOf(view), 1);
  });

  it("knows a cluster by its kubeconfig alone, and what it is by its nodes", async () => {
    const text = kubeconfig(server.address, canary);
    const stack: Stack = {
      name: "bare",
      stack: "bare",
      source: { kind: "kubeconfig", where: "config" },
      credentials: () => Promise.resolve({ kind: "kubeconfig", pathOrContent: text }),
    };
    const seen = async () => named(await readFleet({ stacks: [stack], asOf }), "bare");
    assert.equal((await seen()).target, "existing");
    assert.deepEqual((await seen()).findings, []);
    server.lists.set("/api/v1/nodes", [nodeObject({ kubelet: "v1.36.3-eks-abc1234" })]);
    assert.equal((await seen()).target, "eks");
    server.lists.set("/api/v1/nodes", [nodeObject({ labels: { "kubernetes.azure.com/cluster": "mc" } })]);
    assert.equal((await seen()).target, "aks");
  });

  it("holds nothing secret", async () => {
    const view = await readFleet({ stacks: [await stackOf("prod", server.address)], asOf });
    assert.ok(JSON.stringify(view).length > 1000);
    assert.ok(!JSON.stringify(view).includes(canary));
  });

  describe("that is watched", () => {
    let fleet: LiveFleet;
    const heard: string[] = [];
    beforeEach(async () => {
      heard.length = 0;
      const stacks = [await stackOf("prod", server.address)];
      fleet = watchFleet({ stacks, today: () => asOf, pace: { firstPauseMs: 20, longestPauseMs: 50 } });
      fleet.listen((name) => heard.push(name));
    });
    afterEach(() => {
      fleet.close();
    });
    const prod = () => named(fleet.view(), "prod");
    const reached = () =>
      until(() => prod().contact.kind === "reached" && server.watching("/api/v1/pods") === 1);

    it("says that it does not know yet, and then knows", async () => {
      assert.equal(prod().contact.kind, "none");
      await reached();
      assert.ok(heard.includes("prod"));
      assert.equal(prod().nodes.length, 4);
      const { contact } = prod();
      assert.equal(contact.kind === "reached" && contact.version, "v1.36.3");
    });

    it("is the same view until something changes, and then another", async () => {
      await reached();
      const before = fleet.view();
      assert.equal(fleet.view(), before);
      server.tell("/api/v1/pods", "ADDED", podObject({ name: "new" }));
      await until(() => prod().pods.some(({ name }) => name === "new"));
      assert.notEqual(fleet.view(), before);
      assert.ok(before.clusters[0]?.pods.every(({ name }) => name !== "new"));
    });

    it("says when a cluster is lost, and comes back with it", async () => {
      await reached();
      const { port } = server;
      await server.close();
      await until(() => prod().contact.kind === "unreachable");
      const { contact } = prod();
      assert.ok(contact.kind === "unreachable" && contact.seenAt !== undefined);
      assert.equal(prod().nodes.length, 4);
      server = await ApiServer.start(port);
      await until(() => prod().contact.kind === "reached");
      assert.deepEqual(prod().nodes, []);
    });

    it("asks for a pod's events when somebody looks, newest first", async () => {
      await reached();
      const event = (reason: string, rest: object) => ({
        type: "Warning",
        reason,
        message: `${reason}!`,
        ...rest,
      });
      server.lists.set("/api/v1/namespaces/shop/events", [
        event("Old", { count: 3, lastTimestamp: "2026-11-23T09:00:00Z" }),
        event("New", {
          series: { count: 7, lastObservedTime: "2026-11-23T09:30:00Z" },
          eventTime: "2026-11-23T08:00:00Z",
        }),
      ]);
      const events = await fleet.events("prod", "shop", "lost");
      assert.deepEqual(events[0], {
        type: "Warning",
        reason: "New",
        message: "New!",
        count: 7,
        lastSeen: "2026-11-23T09:30:00Z",
      });
      assert.deepEqual([events[1]?.reason, events[1]?.count], ["Old", 3]);
      const [asked] = server.askedFor("/api/v1/namespaces/shop/events");
      assert.equal(asked?.query.get("fieldSelector"), "involvedObject.kind=Pod,involvedObject.name=lost");
      await assert.rejects(fleet.events("nowhere", "shop", "lost"), /The fleet has no cluster nowhere\./);
    });

    it("ends its watches when it is closed, and nobody hears of it any more", async () => {
      await reached();
      fleet.close();
      await until(() => server.watching("/api/v1/pods") === 0 && server.watching("/api/v1/nodes") === 0);
      const before = heard.length;
      await sleep(300);
      assert.equal(heard.length, before);
    });
  });
});
