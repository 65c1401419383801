import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { readStack } from "../../localcloud/engine";
import { unwrapSecrets } from "../../localcloud/wire/values";
import type { Ran } from "./project";
import { filesWith, processesWith, Project } from "./project";

interface Status {
  readonly nodes: readonly {
    readonly name: string;
    readonly os: string;
    readonly windowsBuild: string;
    readonly runtime: string;
    readonly pool: string;
    readonly ready: string;
  }[];
  readonly workloads: readonly { readonly name: string; readonly status: string; readonly node: string }[];
}

/** One stack from its first plan to its end; each step needs the one before. */
describe("the dev stack on the local cloud", function () {
  // The first run on a machine builds Kubernetes.
  this.timeout("30m");
  let project: Project;

  before(() => {
    project = new Project("dev");
  });

  after(async () => {
    await project.remove();
  });

  async function status(): Promise<Status> {
    const ran = await project.mullion("status", "--stack", "dev", "--json");
    assert.equal(ran.exitCode, 0, ran.stderr);
    return JSON.parse(ran.stdout) as Status;
  }

  function succeeded(ran: Ran): void {
    assert.equal(ran.exitCode, 0, `${ran.stdout}\n${ran.stderr}`);
  }

  it("is planned without anything being created", async () => {
    const ran = await project.mullion("preview", "--stack", "dev");
    succeeded(ran);
    assert.match(ran.stdout, /\+ .*azure-native:containerservice:ManagedCluster .* create/);
    assert.match(ran.stdout, /\+ .*azure-native:containerservice:AgentPool .* create/);
    assert.deepEqual(clusterFolders(project), []);
  });

  it("comes up with Linux and Windows nodes and its samples running on the right ones", async () => {
    const ran = await project.mullion("up", "--stack", "dev", "--yes");
    succeeded(ran);
    const { nodes, workloads } = await status();
    const windows = nodes.filter((node) => node.os === "windows");
    assert.deepEqual(
      windows.map(({ windowsBuild, pool, ready }) => [windowsBuild, pool, ready]),
      [["10.0.20348", "wina", "yes"]],
    );
    assert.match(windows[0]?.runtime ?? "", /^containerd:\/\//);
    assert.equal(nodes.filter((node) => node.os === "linux").length, 2);
    assert.ok(workloads.length >= 2);
    for (const pod of workloads) {
      assert.equal(pod.status, "Running", pod.name);
      const node = nodes.find(({ name }) => name === pod.node);
      assert.equal(node?.os, pod.name.includes("windows") ? "windows" : "linux", pod.name);
    }
  });

  it("is up for kubectl with the printed KUBECONFIG, too", async function () {
    if (!fs.existsSync("/usr/bin/kubectl")) {
      console.log("      left out: there is no kubectl on this machine");
      this.skip();
    }
    const ran = await project.mullion("local", "env", "--stack", "dev");
    succeeded(ran);
    const kubeconfig = /^export KUBECONFIG=(.*)$/m.exec(ran.stdout)?.[1] ?? "";
    const wide = execFileSync("/usr/bin/kubectl", ["get", "nodes", "-o", "wide"], {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      encoding: "utf8",
    });
    assert.match(wide, /akswina\S+ .* Windows Server 2022 Datacenter .*10\.0\.20348\.\d+ .*containerd:\/\//);
  });

  it("has nothing to change right after", async () => {
    const ran = await project.mullion("preview", "--stack", "dev", "--expect-no-changes");
    succeeded(ran);
    assert.match(ran.stdout, /Nothing changes/);
  });

  it("is put right by one harmless update after a refresh, and has nothing to change then", async () => {
    const { nodes } = await status();
    // A refresh takes the separate pools into the cluster's inline list, as the real provider does.
    succeeded(await project.mullion("refresh", "--stack", "dev", "--yes"));
    succeeded(await project.mullion("up", "--stack", "dev", "--yes"));
    assert.deepEqual((await status()).nodes, nodes);
    succeeded(await project.mullion("refresh", "--stack", "dev", "--yes"));
    succeeded(await project.mullion("preview", "--stack", "dev", "--expect-no-changes"));
  });

  it("scales the Windows pool with the quotas that follow its size, and touches nothing else", async () => {
    editPool(project, "win", (pool) => {
      pool["count"] = 2;
    });
    const planned = await project.mullion("preview", "--stack", "dev");
    succeeded(planned);
    assert.match(planned.stdout, /~ .*azure-native:containerservice:AgentPool .* update/);
    assert.match(planned.stdout, /~ count: 1 => 2/);
    assert.equal([...planned.stdout.matchAll(/~ .*:ResourceQuota .* update/g)].length, 2);
    assert.match(planned.stdout, /Resources: ~ 3 to update, \d+ unchanged/);
    succeeded(await project.mullion("up", "--stack", "dev", "--yes"));
    const { nodes } = await status();
    assert.equal(nodes.filter((node) => node.os === "windows").length, 2);
    assert.equal(nodes.length, 4);
  });

  it("is refused with Azure's code when the cluster is to go back to an older minor, with nothing half done", async () => {
    const before = await status();
    project.editConfig((config) => {
      config["mullion:cluster"] = { ...(config["mullion:cluster"] as object), kubernetesVersion: "1.35" };
    });
    const ran = await project.mullion("up", "--stack", "dev", "--yes");
    assert.equal(ran.exitCode, 1, ran.stdout);
    assert.match(ran.stdout + ran.stderr, /OperationNotAllowed/);
    assert.deepEqual(await status(), before);
    project.editConfig((config) => {
      config["mullion:cluster"] = { ...(config["mullion:cluster"] as object), kubernetesVersion: "1.36" };
    });
    succeeded(await project.mullion("preview", "--stack", "dev", "--expect-no-changes"));
  });

  it("keeps the Windows password out of state, logs, databases and everything that was printed", async () => {
    const passphrase = fs.readFileSync(path.join(project.home, "passphrase"), "utf8");
    const state = await readStack(path.join(project.home, "backend"), "mullion", "dev", passphrase);
    const password = state.resources.find(
      ({ type }) => type === "random:index/randomPassword:RandomPassword",
    );
    const canary = unwrapSecrets(password?.outputs["result"] ?? "");
    assert.ok(typeof canary === "string" && canary.length >= 14, "the password is in state, encrypted");

    assert.deepEqual(filesWith(canary, project.home), []);
    assert.ok(!project.transcript.includes(canary), "a command printed the password");

    const planted = path.join(project.home, "planted.txt");
    fs.writeFileSync(planted, `before ${canary} after`);
    assert.deepEqual(filesWith(canary, project.home), [planted], "the search finds a password that is there");
    fs.rmSync(planted);
  });

  it("is destroyed without a trace: no objects, no nodes, no processes, no files", async () => {
    const ran = await project.mullion("destroy", "--stack", "dev", "--yes");
    succeeded(ran);
    assert.deepEqual(processesWith(project.home), []);
    assert.deepEqual(clusterFolders(project), []);
    const again = await project.mullion("destroy", "--stack", "dev", "--yes");
    succeeded(again);
  });
});

function clusterFolders(project: Project): string[] {
  const folder = path.join(project.home, "kubernetes");
  // The lock of the home stays.
  return fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => !name.startsWith(".")) : [];
}

function editPool(project: Project, name: string, change: (pool: Record<string, unknown>) => void): void {
  project.editConfig((config) => {
    const pools = config["mullion:nodePools"] as Record<string, unknown>[];
    const pool = pools.find((candidate) => candidate["name"] === name);
    assert.ok(pool !== undefined, `there is no pool ${name}`);
    change(pool);
  });
}
