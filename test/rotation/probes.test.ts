import assert from "node:assert/strict";
import * as net from "node:net";
import * as tls from "node:tls";
import { stringify } from "yaml";
import { readKubeconfig } from "../../localcloud/providers/kubernetes/config/kubeconfig";
import type { PropertyMap } from "../../localcloud/wire/values";
import type { Open } from "../../rotation";
import {
  judge,
  passwordOf,
  placeOf,
  poolsOf,
  poolsWithNodes,
  probeServerCertificate,
  readKubeconfigFacts,
} from "../../rotation";
import { makeCertificate } from "./certificate";

const canary = "canary-secret-canary";
const base64 = (text: string) => Buffer.from(text).toString("base64");
const ends = new Date("2055-02-03T04:05:06Z");

function kubeconfig(user: object, cluster: object = {}) {
  return readKubeconfig(
    stringify({
      "current-context": "edge",
      contexts: [{ name: "edge", context: { cluster: "edge", user: "admin" } }],
      clusters: [{ name: "edge", cluster: { server: "https://127.0.0.1:6443", ...cluster } }],
      users: [{ name: "admin", user }],
    }),
  );
}

const jwt = (claims: object) =>
  ["e30", Buffer.from(JSON.stringify(claims)).toString("base64url"), canary].join(".");

describe("what ends in a kubeconfig", () => {
  it("is the client's own certificate and every authority, by name", () => {
    const own = makeCertificate("admin", ends);
    const first = makeCertificate("ca one", new Date("2030-01-01T00:00:00Z"));
    const second = makeCertificate("ca two", new Date("2040-01-01T00:00:00Z"));
    const { expiries } = readKubeconfigFacts(
      kubeconfig(
        { "client-certificate-data": base64(own.cert + first.cert), "client-key-data": base64(own.key) },
        { "certificate-authority-data": base64(first.cert + second.cert) },
      ),
    );
    assert.deepEqual(expiries, [
      { kind: "client-certificate", of: "admin", ends: "2055-02-03T04:05:06.000Z" },
      { kind: "authority", of: "edge (CN=ca one)", ends: "2030-01-01T00:00:00.000Z" },
      { kind: "authority", of: "edge (CN=ca two)", ends: "2040-01-01T00:00:00.000Z" },
    ]);
  });

  for (const [what, token, expected] of [
    ["a token with an end", jwt({ exp: 1_800_000_000 }), { ends: "2027-01-15T08:00:00.000Z" }],
    ["a token without one", jwt({ sub: "x" }), {}],
    ["a token that is no JSON Web Token", canary, {}],
  ] as const) {
    it(`is ${what}`, () => {
      assert.deepEqual(readKubeconfigFacts(kubeconfig({ token })).expiries, [
        { kind: "token", of: "admin", ...expected },
      ]);
    });
  }

  it("is nothing where a program logs in", () => {
    assert.deepEqual(readKubeconfigFacts(kubeconfig({ exec: { command: "kubelogin" } })).expiries, []);
  });

  it("is told without a part of any secret", () => {
    const own = makeCertificate("admin", ends);
    const config = kubeconfig({
      "client-certificate-data": base64(own.cert),
      "client-key-data": base64(own.key),
      token: jwt({ exp: 1_800_000_000 }),
      password: canary,
    });
    const { expiries } = readKubeconfigFacts(config);
    const recording = { stack: "x", target: "existing", pools: [], expiries, unseen: [] } as const;
    const everything = JSON.stringify([recording, judge(recording, "2026-11-23")]);
    assert.match(everything, /2027-01-15/);
    assert.doesNotMatch(everything, new RegExp(`${canary}|${base64(own.key).slice(0, 40)}|BEGIN`));
  });
});

describe("the certificate of an API server", () => {
  it("is looked at in a handshake, though nobody trusts it", async () => {
    const server = tls.createServer(makeCertificate("localhost", ends));
    const port = await listen(server);
    try {
      const url = new URL(`https://127.0.0.1:${String(port)}`);
      assert.deepEqual(await probeServerCertificate({ url, proxied: false }), {
        ends: "2055-02-03T04:05:06.000Z",
      });
    } finally {
      server.close();
    }
  });

  it("cannot be seen where nobody listens, without TLS, or through a proxy", async () => {
    const server = net.createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const ask = (address: string, proxied = false) =>
      probeServerCertificate({ url: new URL(address), proxied });
    const gone = await ask(`https://127.0.0.1:${String(port)}`);
    assert.ok("reason" in gone);
    assert.match(gone.reason, /^https:\/\/127\.0\.0\.1:\d+ does not answer \(.*ECONNREFUSED/);
    assert.deepEqual(await ask("http://127.0.0.1:1"), { reason: "http://127.0.0.1:1 has no TLS" });
    assert.deepEqual(await ask("https://10.0.0.1", true), {
      reason: "https://10.0.0.1 is reached through a proxy",
    });
  });
});

type Resource = Parameters<typeof poolsOf>[0][number];

const resource = (type: string, outputs: PropertyMap, differs: Partial<Resource> = {}): Resource => ({
  urn: `urn:pulumi:prod::mullion::${type}::x`,
  type,
  id: "x",
  inputs: {},
  outputs,
  created: "",
  ...differs,
});

describe("the state of a deployment", () => {
  const password = resource(
    "random:index/randomPassword:RandomPassword",
    { keepers: { version: "2" }, result: canary },
    {
      urn: "urn:pulumi:prod::mullion::x$random::shop-windows-admin-password",
      created: "2026-08-15T10:00:00Z",
    },
  );
  const cluster = (adminPassword: string) =>
    resource(
      "azure-native:containerservice:ManagedCluster",
      {
        name: "shop",
        agentPoolProfiles: [
          {
            name: "system",
            osType: "Linux",
            count: 1,
            nodeImageVersion: "AKSUbuntu-2404gen2containerd-202511.07.0",
          },
          { name: "win", osType: "Windows", count: 2, nodeImageVersion: "twice" },
        ],
      },
      {
        id: "/subscriptions/1/resourceGroups/shop-rg/providers/Microsoft.ContainerService/managedClusters/shop",
        inputs: { windowsProfile: { adminPassword } },
      },
    );
  const pool = resource("azure-native:containerservice:AgentPool", {
    name: "win",
    osType: "Windows",
    count: 2,
    nodeImageVersion: "AKSWindows-2022-containerd-gen2-20348.3207.250214",
  });

  const open: Open = (value) => Promise.resolve(typeof value === "string" ? value : "");

  it("tells the version of the password, and whether the cluster has it, without the password", async () => {
    const seen = await passwordOf([password, cluster(canary)], 2, open);
    assert.deepEqual(seen, { configured: 2, deployed: 2, since: "2026-08-15T10:00:00Z", inCluster: true });
    assert.equal((await passwordOf([password, cluster("another")], 2, open)).inCluster, false);
    assert.deepEqual(await passwordOf([], 1, open), { configured: 1 });
  });

  it("tells nothing of passwords that stay closed", async () => {
    const seen = await passwordOf([password, cluster(canary)], 2, () => Promise.resolve(""));
    assert.deepEqual(seen, { configured: 2, deployed: 2, since: "2026-08-15T10:00:00Z" });
  });

  it("tells where the cluster is", () => {
    assert.deepEqual(placeOf([cluster("")]), { cluster: "shop", resourceGroup: "shop-rg" });
    assert.deepEqual(placeOf([resource("aws:eks/cluster:Cluster", { name: "shop" })]), { cluster: "shop" });
    assert.equal(placeOf([password]), undefined);
  });

  it("tells the pools, each once", () => {
    const group = resource("aws:eks/nodeGroup:NodeGroup", {
      nodeGroupName: "shop-win-1",
      amiType: "WINDOWS_CORE_2022_x86_64",
      releaseVersion: "1.36-2026.11.12",
      scalingConfig: { desiredSize: 0 },
    });
    assert.deepEqual(
      poolsOf([cluster(""), pool, group]).map(({ name, os, nodes, images }) => [
        name,
        os,
        nodes,
        images.map(({ image }) => image),
      ]),
      [
        ["system", "Linux", 1, ["AKSUbuntu-2404gen2containerd-202511.07.0"]],
        ["win", "Windows", 2, ["AKSWindows-2022-containerd-gen2-20348.3207.250214"]],
        ["shop-win-1", "Windows", 0, []],
      ],
    );
  });

  it("gives way to what nodes say of themselves, and stands where they say nothing", () => {
    const node = (name: string, image: string) => ({ os: "windows", pool: name, image });
    const [a, b] = ["AKSWindows-2022-20348.1.261001", "AKSWindows-2022-20348.1.261101"] as const;
    const [win, other] = poolsWithNodes(poolsOf([pool]), [
      node("win", a),
      node("win", b),
      node("win", a),
      node("other", "c"),
    ]);
    assert.deepEqual(win, {
      name: "win",
      os: "Windows",
      nodes: 3,
      images: [
        { image: a, nodes: 2 },
        { image: b, nodes: 1 },
      ],
      toldBy: "nodes",
    });
    assert.equal(other?.toldBy, "nodes");
    for (const image of ["", "ami-0123456789abcdef0"]) {
      const [silent] = poolsWithNodes(poolsOf([pool]), [node("win", image)]);
      assert.deepEqual([silent?.nodes, silent?.toldBy], [1, "state"]);
    }
    const [empty] = poolsWithNodes(poolsOf([pool]), []);
    assert.deepEqual([empty?.nodes, empty?.images], [0, []]);
  });
});

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}
