import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as tls from "node:tls";
import { stringify } from "yaml";
import { findContext, UserError } from "../../cli/context";
import { readConfiguration } from "../../cli/rotation/configuration";
import { gather } from "../../cli/rotation/gather";
import { judge } from "../../rotation";
import type { Recording } from "../../rotation";
import { makeCertificate } from "../rotation/certificate";

const canary = "canary-secret-canary";
const ends = new Date("2055-02-03T04:05:06Z");

describe("mullion rotation", () => {
  let folder = "";
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-rotation-"));
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: shop\n");
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function write(file: string, content: object | string): void {
    fs.writeFileSync(path.join(folder, file), typeof content === "string" ? content : stringify(content));
  }

  async function look(state: { readonly exports?: string } = {}): Promise<Recording> {
    const context = findContext(folder, { MULLION_HOME: path.join(folder, "home") });
    const configuration = readConfiguration(folder, "prod");
    const seen = await gather({ context, stack: "prod", configuration, state });
    const everything = JSON.stringify([seen, judge(seen, "2026-11-23")]);
    assert.doesNotMatch(everything, new RegExp(`${canary}|PRIVATE|BEGIN`));
    return seen;
  }

  const existing = (kubeconfig: object) => ({
    config: {
      "mullion:target": "existing",
      "mullion:cluster": { kubernetesVersion: "1.36", distribution: "rke2" },
      "mullion:kubeconfig": kubeconfig,
    },
  });

  it("reads the kubeconfig that the configuration names, and asks its server", async () => {
    const made = makeCertificate("edge", ends);
    const server = tls.createServer(made).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    write("Pulumi.prod.yaml", existing({ path: "admin.yaml", context: "second" }));
    write("admin.yaml", {
      "current-context": "first",
      contexts: [{ name: "second", context: { cluster: "edge", user: "admin" } }],
      clusters: [{ name: "edge", cluster: { server: `https://127.0.0.1:${String(address.port)}` } }],
      users: [{ name: "admin", user: { token: canary, "client-key-data": canary } }],
    });
    try {
      const seen = await look();
      assert.deepEqual(seen, {
        stack: "prod",
        target: "existing",
        distribution: "rke2",
        pools: [],
        expiries: [
          { kind: "token", of: "admin" },
          { kind: "server-certificate", of: `127.0.0.1:${String(address.port)}`, ends: ends.toISOString() },
        ],
        unseen: [],
      });
    } finally {
      server.close();
    }
  });

  for (const [what, kubeconfig, content, reason] of [
    ["is not there", { path: "gone.yaml" }, "", /^there is no file .*gone\.yaml$/],
    ["is not YAML", { path: "admin.yaml" }, `users: [${canary}`, /admin\.yaml is neither YAML nor JSON$/],
    [
      "has no such context",
      { path: "admin.yaml", context: "x" },
      `a: ${canary}`,
      /^context "x" does not exist$/,
    ],
    [
      "is a secret of the configuration",
      { content: { secure: canary } },
      "",
      /^it is a secret of the config/,
    ],
  ] as const) {
    it(`says so when the kubeconfig ${what}, and repeats nothing of it`, async () => {
      write("Pulumi.prod.yaml", existing(kubeconfig));
      write("admin.yaml", content);
      const { unseen } = await look();
      assert.equal(unseen[0]?.what, "kubeconfig");
      assert.match(unseen[0].reason, reason);
    });
  }

  const aks = { config: { "mullion:target": "aks", "mullion:windows": { passwordVersion: 2 } } };

  it("finds no deployment where there is none", async () => {
    write("Pulumi.prod.yaml", aks);
    const { unseen } = await look();
    assert.deepEqual(unseen, [{ what: "deployment", reason: "nothing of it is in the local cloud" }]);
  });

  it("reads password and pools in an export, and compares passwords without showing them", async () => {
    write("Pulumi.prod.yaml", aks);
    const secret = (text: string) => ({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: JSON.stringify(text),
    });
    const deployment = (inCluster: string) => ({
      version: 3,
      deployment: {
        manifest: { time: "2026-11-01T00:00:00Z" },
        resources: [
          {
            urn: "urn:pulumi:prod::shop::random:index/randomPassword:RandomPassword::x-windows-admin-password",
            type: "random:index/randomPassword:RandomPassword",
            outputs: { keepers: { version: "2" }, result: secret(canary) },
            created: "2026-08-15T10:00:00Z",
          },
          {
            urn: "urn:pulumi:prod::shop::azure-native:containerservice:ManagedCluster::x",
            type: "azure-native:containerservice:ManagedCluster",
            id: "/subscriptions/1/resourceGroups/shop-rg/providers/x/managedClusters/shop",
            inputs: { windowsProfile: { adminPassword: secret(inCluster) } },
            outputs: { name: "shop", agentPoolProfiles: [] },
          },
        ],
      },
    });
    for (const [inCluster, expected] of [
      [canary, true],
      [`${canary}-before`, false],
    ] as const) {
      write("prod.json", JSON.stringify(deployment(inCluster)));
      const { password, place } = await look({ exports: folder });
      assert.deepEqual(place, { cluster: "shop", resourceGroup: "shop-rg" });
      assert.deepEqual(password, {
        configured: 2,
        deployed: 2,
        since: "2026-08-15T10:00:00Z",
        inCluster: expected,
      });
    }
  });

  it("refuses a configuration without a target in one line", () => {
    write("Pulumi.prod.yaml", { config: { "mullion:target": "gke" } });
    assert.throws(
      () => readConfiguration(folder, "prod"),
      (error) =>
        error instanceof UserError &&
        error.message ===
          'Pulumi.prod.yaml: config.mullion:target: must be one of aks, eks, existing; "mullion check --stack prod" names everything that is wrong',
    );
  });
});
