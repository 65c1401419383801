import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { listControlPlanes } from "../../localcloud/kubernetes";
import type { KubernetesObject, KubernetesClient } from "../../localcloud/kubernetes";
import { resolveHome } from "../../localcloud/home";
import { Scenario } from "../scenarios/harness";
import { resultTable } from "../scenarios/results";

/** A workload on the pool `win` that wants to keep all of its pods. */
function workload(
  image: string,
  nodeSelector: Readonly<Record<string, string>>,
): readonly [string, KubernetesObject][] {
  const labels = { app: "web" };
  const limits = { cpu: "250m", memory: "256Mi" };
  const container = { name: "web", image, resources: { requests: limits, limits } };
  const spec = {
    os: { name: "windows" },
    nodeSelector: { "kubernetes.io/os": "windows", ...nodeSelector },
    tolerations: [{ key: "os", value: "windows", effect: "NoSchedule" }],
    containers: [container],
  };
  return [
    [
      "/apis/apps/v1/namespaces/apps/deployments",
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web", namespace: "apps" },
        spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
      },
    ],
    [
      "/apis/policy/v1/namespaces/apps/poddisruptionbudgets",
      {
        apiVersion: "policy/v1",
        kind: "PodDisruptionBudget",
        metadata: { name: "web", namespace: "apps" },
        spec: { minAvailable: 2, selector: { matchLabels: labels } },
      },
    ],
  ];
}

const stacks = ["dev", "eks-dev"] as const;

for (const name of stacks) {
  describe(`a migration from 2022 to 2025 on the stack ${name}`, function () {
    this.bail(true);
    const stack = new Scenario(name);
    resultTable(`Windows migration, stack ${name}`);
    let client: KubernetesClient;

    const command = ["migrate", "windows", "--stack", name, "--pool", "win", "--to", "2025", "--soak", "0"];
    const migrate = (...flags: readonly string[]) => stack.project.mullion(...command, ...flags);
    const configuration = () =>
      fs.readFileSync(path.join(stack.project.folder, `Pulumi.${name}.yaml`), "utf8");
    const podsOf = async () =>
      (
        await client.list<KubernetesObject & { spec: { nodeName?: string } }>("/api/v1/namespaces/apps/pods")
      ).map(({ spec }) => spec.nodeName ?? "");
    const builds = async () =>
      (
        await client.list<KubernetesObject & { status: { nodeInfo: { kernelVersion: string } } }>(
          "/api/v1/nodes",
        )
      )
        .map(({ status }) => status.nodeInfo.kernelVersion)
        .filter((version) => version.startsWith("10.0."))
        .map((version) => version.split(".")[2]);

    /** Takes steps until one of them says these words. */
    async function goUntil(words: RegExp, ...flags: readonly string[]): Promise<void> {
      for (let count = 0; count < 30; count++) {
        const { stdout, stderr, exitCode } = await migrate("--next", "--deploy", ...flags);
        if (words.test(stdout + stderr)) return;
        assert.ok(exitCode === 0 || exitCode === 2, stdout + stderr);
      }
      assert.fail(`nothing said ${String(words)}\n${stack.project.transcript.slice(-5000)}`);
    }

    before(async () => {
      stack.edit((config) => {
        config["mullion:samples"] = false;
      });
      await stack.mustUp();
      const [plane] = listControlPlanes(resolveHome({ MULLION_HOME: stack.project.home }));
      assert.ok(plane !== undefined);
      client = plane.client();
    });
    after(async () => {
      client.close();
      await stack.remove();
    });

    it("is refused while a workload runs an image that only the old release runs", async () => {
      for (const [list, object] of workload("mcr.microsoft.com/windows/servercore:ltsc2019", {
        "mullion/pool": "win",
      }))
        await client.create(list, object);
      const { exitCode, stdout } = await migrate("--next");
      assert.equal(exitCode, 3);
      assert.match(
        stdout,
        /Deployment apps\/web runs mcr\.microsoft\.com\/windows\/servercore:ltsc2019: .* Build the image anew\./,
      );
      assert.doesNotMatch(configuration(), /slot: b/);
      await client.delete("/apis/apps/v1/namespaces/apps/deployments/web");
      await client.delete("/apis/policy/v1/namespaces/apps/poddisruptionbudgets/web");
    });

    it("is refused while a workload asks for the old build", async () => {
      const [deployment] = workload("mcr.microsoft.com/windows/servercore:ltsc2022", {
        "node.kubernetes.io/windows-build": "10.0.20348",
      });
      assert.ok(deployment !== undefined);
      await client.create(...deployment);
      const { exitCode, stdout } = await migrate("--next");
      assert.equal(exitCode, 3);
      assert.match(stdout, /Deployment apps\/web asks for nodes of build 20348/);
      await client.delete("/apis/apps/v1/namespaces/apps/deployments/web");
    });

    it("makes the second slot, and goes on after the command was killed in the canary", async () => {
      for (const [list, object] of workload("mcr.microsoft.com/windows/servercore:ltsc2022", {
        "mullion/pool": "win",
      }))
        await client.create(list, object);
      const written = configuration();
      await goUntil(/Written: /);
      assert.notEqual(configuration(), written);
      while (!/Next, "canary"/.test((await migrate()).stdout)) await migrate("--next", "--deploy");
      const killed = stack.project.start(...command, "--next");
      await killed.printed("waiting for it to run");
      process.kill(killed.pid, "SIGKILL");
      await killed.ended;
      await goUntil(/Next, "open"/);
      assert.deepEqual([...new Set(await builds())].sort(), ["20348", "26100"]);
    });

    it("empties the old slot only as far as the PodDisruptionBudget lets it, and goes on when it does", async () => {
      await goUntil(/slot a is not empty after 3 s: .*apps\/web-.*disruption budget/, "--timeout", "3");
      await client.delete("/apis/policy/v1/namespaces/apps/poddisruptionbudgets/web");
      await goUntil(/changes the configuration: the old slot a goes/);
      const nodes = new Set(await podsOf());
      assert.ok(nodes.size > 0);
    });

    it("ends with one pool of the new release, and nothing to change", async () => {
      await goUntil(/Done: the pool win runs Windows Server 2025 only/);
      assert.deepEqual([...new Set(await builds())], ["26100"]);
      assert.match(configuration(), /slot: b/);
      assert.doesNotMatch(configuration(), /migrating|slot: a/);
      const plan = await stack.preview();
      assert.deepEqual(plan.steps, []);
    });

    it("cannot be taken back any more, and says what to do", async () => {
      const { exitCode, stdout } = await migrate("--back", "--next");
      assert.equal(exitCode, 3);
      assert.match(stdout, /the old slot is gone, which was the point of no return/);
    });
  });
}
