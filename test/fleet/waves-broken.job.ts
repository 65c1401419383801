import assert from "node:assert/strict";
import { Patch } from "../../localcloud/kubernetes";
import type { KubernetesClient, KubernetesObject } from "../../localcloud/kubernetes";
import { SIMULATED } from "../../localcloud/kubernetes/components";
import { resultTable } from "../scenarios/results";
import { WavesProject } from "./waves-project";

type Node = KubernetesObject & {
  readonly status: {
    readonly nodeInfo: { readonly operatingSystem: string };
  };
};

const done = { exitCode: 0, says: [/All waves are deployed and well\./] };

describe("a rollout that something goes wrong with", function () {
  this.bail(true);
  resultTable("Waves: dev (AKS), then second (AKS)");
  const fleet = new WavesProject({ dev: "dev", second: "dev" });
  let client: KubernetesClient | undefined;
  after(async () => {
    client?.close();
    await fleet.project.remove();
  });

  it("deploys both waves in one run where nothing is in the way, and then has nothing to do", async () => {
    await fleet.expect([...fleet.command(), "--yes"], { ...done, deploys: ["dev", "second"] });
    await fleet.expect([...fleet.command(), "--yes"], { ...done, deploys: [] });
  });

  it("deploys nothing behind a wave with a node that never gets Ready, and goes on when it does", async () => {
    fleet.touch("second", "ready");
    fleet.editPool("dev", "win", { count: 2 });
    const fault = ["node-not-ready", "--type", "agentPools", "--name", "wina"];
    assert.equal((await fleet.project.mullion("local", "fault", "add", ...fault)).exitCode, 0);
    await fleet.expect([...fleet.command(), "--yes"], {
      exitCode: 3,
      says: [
        /Stopped at wave "canary":\n +dev, gate deployment: Its deployment ended with exit code 1/,
        /Remaining:\n +canary: dev\n +rest: second\n/,
      ],
      deploys: ["dev"],
    });
    await fleet.project.mullion("local", "fault", "clear");
    await fleet.expect([...fleet.command(), "--yes"], { ...done, deploys: ["dev", "second"] });
  });

  it("deploys nothing behind a wave whose node stops being Ready", async () => {
    fleet.touch("second", "health");
    client = fleet.client("mullion-dev");
    const nodes = await client.list<Node>("/api/v1/nodes");
    const windows = nodes.find(({ status }) => status.nodeInfo.operatingSystem === "windows");
    assert.ok(windows?.metadata.name !== undefined);
    const node = `/api/v1/nodes/${windows.metadata.name}`;
    await setReady(client, node, false);
    await fleet.expect([...fleet.command({ gates: { healthWithin: "1m" } }), "--yes"], {
      exitCode: 3,
      says: [
        /Stopped at wave "canary":\n +dev, gate health: Windows nodes that are not Ready: /,
        /Remaining:\n +canary: dev\n +rest: second\n/,
      ],
      deploys: [],
    });
    await setReady(client, node, true);
  });

  it("ends consistently when it is interrupted in a deployment, and goes on", async () => {
    fleet.touch("second", "interrupt");
    const running = fleet.project.start(...fleet.command(), "--yes");
    await running.printed("Deployment of stack second");
    process.kill(running.pid, "SIGINT");
    const { exitCode, stdout } = await running.ended;
    assert.equal(exitCode, 130, stdout);
    assert.match(stdout, /Remaining:\n +rest: second\n/);
    const again = await fleet.project.mullion(...fleet.command(), "--yes");
    assert.equal(again.exitCode, 0, again.stdout + again.stderr);
    await fleet.expect([...fleet.command(), "--yes"], { ...done, deploys: [] });
  });

  it("leaves an AKS cluster with a password that rotation knows and does not show", async () => {
    // As JSON, whose sentences are not wrapped.
    const rotation = () => fleet.project.mullion("rotation", "--stack", "dev", "--json");
    const { exitCode, stdout } = await rotation();
    assert.equal(exitCode, 2, stdout);
    assert.match(stdout, /The cluster has version 1 of \d{4}-\d\d-\d\d \(\d+ days old\)\./);
    assert.match(stdout, /Pool wina runs AKSWindows-2022-containerd-gen2-20348\.\d+\.\d+: \d+ days/);
    fleet.edit("dev", (config) => {
      config["mullion:windows"] = { passwordVersion: 2 };
    });
    const asked = await rotation();
    assert.match(asked.stdout, /The configuration asks for version 2 of the password, and version 1 of /);
    assert.equal((await fleet.project.mullion("up", "--stack", "dev", "--yes")).exitCode, 0);
    const made = await rotation();
    assert.match(made.stdout, /The state of the cluster still has an earlier password than version 2 of /);
  });
});

/** Says of a node what its kubelet would say. While it is not Ready, KWOK does not play this kubelet. */
async function setReady(client: KubernetesClient, node: string, ready: boolean): Promise<void> {
  const annotations = { [SIMULATED.annotation]: ready ? SIMULATED.value : null };
  await client.patch(node, Patch.merge, { metadata: { annotations } });
  const condition = {
    type: "Ready",
    status: ready ? "True" : "False",
    reason: ready ? "KubeletReady" : "KubeletNotReady",
    message: "container runtime network",
  };
  await client.patch(`${node}/status`, Patch.strategic, { status: { conditions: [condition] } });
}
