import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { policyName } from "../../components/cluster/guardrails/policy-objects";
import { guardrails } from "../../components/cluster/guardrails/rules";
import { clientFromKubeconfig } from "../../localcloud/kubernetes";
import type { KubernetesClient } from "../../localcloud/kubernetes";
import { rules } from "../../policy/rules";
import { makeRowNamespaces } from "../admission/support/cluster";
import {
  agrees,
  describeTrial,
  differences,
  otherWords,
  someOf,
  type Trial,
  tryRow,
} from "../admission/support/trials";
import type { Ran } from "./project";
import { Project } from "./project";

/** A stack on a cluster that was there before it, and that is there after it; each step needs the one before. */
describe("the edge stack on a plain cluster", function () {
  // The first run on a machine builds Kubernetes.
  this.timeout("30m");
  let project: Project;
  let client: KubernetesClient;

  before(async () => {
    project = new Project("edge");
    const made = await project.mullion(
      ...["local", "cluster", "create", "edge", "--kubernetes", "1.36", "--linux", "2", "--windows", "2022"],
    );
    succeeded(made);
    const file = path.join(project.home, "clusters", "edge.yaml");
    client = clientFromKubeconfig(fs.readFileSync(file, "utf8"));
  });

  after(async () => {
    client.close();
    await project.remove();
  });

  function succeeded(ran: Ran): void {
    assert.equal(ran.exitCode, 0, `${ran.stdout}\n${ran.stderr}`);
  }

  const names = async (api: string) => (await client.list(api)).map(({ metadata }) => metadata.name ?? "");

  it("is judged without the cluster", async () => {
    const ran = await project.mullion("check", "--stack", "edge");
    succeeded(ran);
    assert.match(ran.stdout, /edge: \d+ resources, 0 mandatory, 0 advisory/);
  });

  it("stops before the first change at a cluster that does not fit, one line for each thing", async () => {
    const kubernetes = (version: string) => {
      project.editConfig((config) => {
        config["mullion:cluster"] = { ...(config["mullion:cluster"] as object), kubernetesVersion: version };
        const [linux] = config["mullion:nodePools"] as { minNodes: number }[];
        assert.ok(linux);
        linux.minNodes = version === "1.35" ? 3 : 2;
      });
    };
    kubernetes("1.35");
    const ran = await project.mullion("up", "--stack", "edge", "--yes");
    assert.equal(ran.exitCode, 1, ran.stdout);
    assert.match(
      ran.stdout,
      /does not fit the configuration of mullion-edge in 2 things; nothing was changed:/,
    );
    assert.match(
      ran.stdout,
      /cluster\.kubernetesVersion: must be the minor of the cluster, which says 1\.36/,
    );
    assert.match(ran.stdout, /nodePools\[0\]\.minNodes: must be met by Ready nodes of pool linux/);
    assert.deepEqual(await names("/apis/node.k8s.io/v1/runtimeclasses"), []);
    kubernetes("1.36");
  });

  it("comes up beside what is there, and says which charts are recorded only", async () => {
    const ran = await project.mullion("up", "--stack", "edge", "--yes");
    succeeded(ran);
    assert.match(ran.stdout, /chart tigera-operator v3\.32\.1\) is recorded and not rendered/);
    assert.match(ran.stdout, /chart csi-driver-smb 1\.20\.3\) is recorded and not rendered/);
    assert.ok((await names("/apis/storage.k8s.io/v1/storageclasses")).includes("windows-files"));
    assert.ok((await names("/apis/node.k8s.io/v1/runtimeclasses")).includes("windows-2022"));
    assert.deepEqual(await names("/apis/apps/v1/namespaces/kube-system/daemonsets"), ["kube-proxy-windows"]);
  });

  it("runs its samples on the right nodes of the cluster that exists", async () => {
    const ran = await project.mullion("status", "--stack", "edge", "--json");
    succeeded(ran);
    const { nodes, workloads } = JSON.parse(ran.stdout) as {
      readonly nodes: readonly { readonly name: string; readonly os: string }[];
      readonly workloads: readonly {
        readonly name: string;
        readonly status: string;
        readonly node: string;
      }[];
    };
    assert.deepEqual(
      nodes.map(({ name }) => name),
      ["edge-linux-1", "edge-linux-2", "edge-win2022-1"],
    );
    const samples = workloads.filter(({ name }) => name.startsWith("sample-"));
    assert.equal(samples.length, 2);
    for (const { name, status, node } of samples) {
      assert.equal(status, "Running", name);
      assert.equal(node.includes("win"), name.includes("windows"), `${name} on ${node}`);
    }
  });

  it("holds guardrails that say of rows of the pack's tests what the pack says", async () => {
    const policies = await names("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies");
    const held = guardrails.filter((one) => policies.includes(policyName(one))).map(({ name }) => name);
    // The stack names no registries; and it knows the builds of its pools, of which a row says nothing.
    const left = ["images-from-allowed-registries", "windows-image-matches-host"];
    assert.deepEqual(
      guardrails.map(({ name }) => name).filter((name) => !held.includes(name)),
      ["images-from-allowed-registries"],
    );
    const asked = held.filter((name) => !left.includes(name));
    const parameters = {
      "pods-select-an-os": { always: true },
      "host-process-in-named-namespaces": { namespaces: [] },
    };
    await makeRowNamespaces(client);
    const rows = rules.filter(({ name }) => asked.includes(name)).flatMap(someOf);
    const trials: Trial[] = [];
    for (const row of rows) trials.push(...(await tryRow(client, row, { names: asked, parameters })));
    const known = trials.filter(({ title }) => !(title in differences));
    assert.deepEqual(known.filter((trial) => !agrees(trial)).map(describeTrial), []);
    assert.deepEqual(known.flatMap(otherWords), []);
    const spoken = new Set(trials.flatMap(({ answer }) => [...answer.verdict.keys()]));
    assert.deepEqual([...spoken].sort(), [...asked].sort());
  });

  it("has nothing to change right after", async () => {
    succeeded(await project.mullion("preview", "--stack", "edge", "--expect-no-changes"));
  });

  it("does not let a Windows node in that no pool is for", async () => {
    succeeded(
      await project.mullion("local", "cluster", "create", "edge", "--linux", "0", "--windows", "2025"),
    );
    const ran = await project.mullion("preview", "--stack", "edge");
    assert.equal(ran.exitCode, 1, ran.stdout);
    assert.match(ran.stdout, /node edge-win2025-1: runs Windows Server 2025 and belongs to no pool/);
    await client.delete("/api/v1/nodes/edge-win2025-1");
  });

  it("writes no token of the kubeconfig into the state or onto the terminal", () => {
    const kubeconfig = fs.readFileSync(path.join(project.home, "clusters", "edge.yaml"), "utf8");
    const token = /token: "?([^"\n]+)/.exec(kubeconfig)?.[1];
    assert.ok(token !== undefined && token.length >= 16, "there is a token to look for");
    assert.ok(!project.transcript.includes(token));
    const state = path.join(project.home, "backend", ".pulumi", "stacks", "mullion", "edge.json");
    assert.ok(!fs.readFileSync(state, "utf8").includes(token));
  });

  it("goes and leaves the cluster with its nodes behind", async () => {
    succeeded(await project.mullion("destroy", "--stack", "edge", "--yes"));
    assert.deepEqual(await names("/apis/node.k8s.io/v1/runtimeclasses"), []);
    assert.deepEqual(await names("/apis/storage.k8s.io/v1/storageclasses"), []);
    assert.deepEqual(await names("/api/v1/nodes"), ["edge-linux-1", "edge-linux-2", "edge-win2022-1"]);
  });
});
