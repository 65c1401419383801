import assert from "node:assert/strict";
import fc from "fast-check";
import type { NodeFacts } from "../../../fleet/cluster/node";
import { driftOf } from "../../../fleet/judge/drift";
import { poolsOf, poolView } from "../../../fleet/judge/pools";
import type { DeployedCluster } from "../../../fleet/state/cluster";
import type { DeployedPool } from "../../../fleet/state/pool";
import { node } from "../objects";

const win: DeployedPool = {
  name: "win",
  os: "windows",
  windows: "2022",
  version: "1.36",
  nodes: { least: 1, most: 2 },
};
const winNode = (traits: Parameters<typeof node>[0] = {}) =>
  node({ ...traits, labels: { "mullion/pool": "win", ...traits.labels } });

function drift(
  nodes: readonly NodeFacts[],
  change: Partial<DeployedCluster> = {},
  serverVersion = "v1.36.3",
) {
  const cluster: DeployedCluster = { target: "aks", name: "aks", version: "1.36", pools: [win], ...change };
  return driftOf({ cluster, serverVersion, pools: poolsOf(cluster.pools, nodes) }).map(
    ({ kind, severity, pool, message }) => ({ kind, severity, pool, message }),
  );
}
const kinds = (...given: Parameters<typeof drift>) =>
  drift(...given).map(({ kind, severity }) => `${severity} ${kind}`);

describe("drift", () => {
  it("is none where the cluster is as asked, patches apart", () => {
    assert.deepEqual(drift([winNode()]), []);
    assert.deepEqual(drift([winNode({ kubelet: "v1.36.9" })], { version: "1.36.2" }), []);
  });

  it("is another minor of the control plane", () => {
    const [found] = drift([winNode({ kubelet: "v1.36.3" })], {
      version: "1.35",
      pools: [{ ...win, version: "" }],
    });
    assert.equal(found?.kind, "version");
    assert.match(
      found.message,
      /asked for Kubernetes 1\.35, and the API server is v1\.36\.3\. .* write 1\.36 into the configuration/,
    );
  });

  it("is a pool without nodes, unless it may be empty", () => {
    assert.deepEqual(kinds([]), ["error pool-missing"]);
    assert.deepEqual(kinds([], { pools: [{ ...win, nodes: { least: 0, most: 2 } }] }), []);
  });

  it("is a number of nodes outside of what was asked for, on both sides of each bound", () => {
    const nodes = (count: number) =>
      Array.from({ length: count }, (_, i) => winNode({ name: `n${String(i)}` }));
    const pools = [{ ...win, nodes: { least: 2, most: 3 } }];
    assert.deepEqual(kinds(nodes(1), { pools }), ["warning node-count"]);
    assert.deepEqual(kinds(nodes(2), { pools }), []);
    assert.deepEqual(kinds(nodes(3), { pools }), []);
    assert.deepEqual(kinds(nodes(4), { pools }), ["warning node-count"]);
    assert.match(
      drift(nodes(4), { pools })[0]?.message ?? "",
      /^Pool win has 4 nodes, and the last deployment asked for 2 to 3 nodes\./,
    );
  });

  it("is nodes that are not Ready: an error when none is", () => {
    const down = winNode({ name: "down", ready: "Unknown" });
    assert.deepEqual(kinds([winNode(), down]), ["warning node-count"]);
    assert.deepEqual(kinds([down]), ["error node-count"]);
    assert.match(
      drift([winNode(), down])[0]?.message ?? "",
      /^1 node of 2 in pool win are not Ready: down\. .*kubectl describe node down$/,
    );
  });

  it("is a pool that no state knows, where the state knows any", () => {
    const foreign = node({ name: "f", labels: { "mullion/pool": "foreign" } });
    assert.deepEqual(kinds([winNode(), foreign]), ["warning pool-unknown"]);
    assert.deepEqual(kinds([foreign], { pools: [] }), []);
  });

  it("is kubelets too old for the control plane, or of another minor than asked for", () => {
    const skew = drift([winNode({ kubelet: "v1.32.1" })]);
    assert.equal(skew[0]?.severity, "error");
    assert.match(
      skew[0].message,
      /^1 node of pool win run v1\.32\.1\. .*at most 3 minors older\. Upgrade this pool/,
    );
    assert.deepEqual(kinds([winNode({ kubelet: "v1.35.4" })]), ["warning pool-version"]);
    assert.deepEqual(
      kinds([winNode({ kubelet: "v1.35.4" })], { pools: [{ ...win, version: "1.35.4" }] }),
      [],
    );
  });

  it("is Windows nodes of another release than asked for", () => {
    const old = winNode({ name: "old", kernelVersion: "10.0.17763.7558" });
    const [found, ...rest] = drift([winNode(), old]);
    assert.deepEqual(rest, []);
    assert.equal(found?.severity, "error");
    assert.match(
      found.message,
      /^1 node of pool win run build 10\.0\.17763 \(Windows Server 2019\), and the last deployment asked for Windows Server 2022/,
    );
  });

  it("notes a pool of several node images", () => {
    const made = (name: string, image: string) =>
      winNode({ name, labels: { "kubernetes.azure.com/node-image-version": image } });
    assert.deepEqual(kinds([made("a", "one"), made("b", "two")]), ["info build"]);
    assert.deepEqual(kinds([made("a", "one"), made("b", "one")]), []);
  });
});

describe("pools", () => {
  it("are those of the state, in its order, then those of nodes; nodes without any are together", () => {
    const pools = poolsOf(
      [win, { name: "linux", os: "linux", linux: "AzureLinux", version: "" }],
      [
        node({ name: "l", os: "linux", labels: { "mullion/pool": "linux" } }),
        winNode(),
        node({ name: "bare" }),
      ],
    );
    assert.deepEqual(
      pools.map(({ name, os, nodes }) => [name, os, nodes.length]),
      [
        ["win", "windows", 1],
        ["linux", "linux", 1],
        ["(windows)", "windows", 1],
      ],
    );
  });

  it("have every node exactly once", () => {
    const label = fc.constantFrom("win", "linux", "other", "");
    const drawn = fc.array(fc.record({ label, os: fc.constantFrom("linux", "windows") }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(drawn, (traits) => {
        const nodes = traits.map(({ label: pool, os }, i) =>
          node({ name: `n${String(i)}`, os, labels: { "mullion/pool": pool } }),
        );
        const found = poolsOf([win], nodes).flatMap((pool) => pool.nodes.map(({ row }) => row.name));
        assert.deepEqual(found.sort(), nodes.map(({ row }) => row.name).sort());
      }),
    );
  });

  it("are shown with release, builds, images, versions and numbers", () => {
    const nodes = [
      winNode(),
      winNode({ name: "b", ready: "False", kernelVersion: "10.0.17763.1", kubelet: "v1.35.1" }),
    ];
    const [view] = poolsOf([win], nodes).map(poolView);
    assert.deepEqual(view, {
      name: "win",
      os: "windows",
      release: "Windows Server 2022",
      builds: ["10.0.17763", "10.0.20348"],
      images: [],
      kubernetesVersions: ["v1.35.1", "v1.36.3"],
      nodes: { ready: 1, total: 2, asked: { least: 1, most: 2 } },
    });
  });

  it("take the release from the nodes where the state does not say it", () => {
    const releaseOf = (nodes: readonly NodeFacts[]) => poolsOf([], nodes).map(poolView)[0]?.release;
    assert.equal(releaseOf([winNode()]), "Windows Server 2022");
    assert.equal(releaseOf([node({ os: "linux" })]), "Ubuntu 24.04.3 LTS");
    assert.equal(releaseOf([winNode({ kernelVersion: "10.0.99999.1" })]), "10.0.99999");
  });
});
