import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { promisify } from "node:util";

import {
  applyNodes,
  ControlPlaneError,
  deleteControlPlane,
  findControlPlane,
  startControlPlane,
  stopControlPlane,
  type Component,
  type ControlPlane,
  type KubernetesClient,
} from "../../../localcloud/kubernetes";
import { eventually } from "./eventually";
import { linuxMachine } from "./node-specs";
import { BUILD_TIMEOUT_MILLISECONDS, processesNaming, removeHome, temporaryHome } from "./temporary-home";

const OPTIONS = { id: "unlucky", serviceCidr: "10.0.0.0/16", kubernetesVersion: "1.34" } as const;

describe("a control plane that things happen to", function () {
  this.timeout(60_000);
  const home = temporaryHome();
  let controlPlane: ControlPlane;

  const start = async (): Promise<ControlPlane> =>
    (controlPlane = await startControlPlane({ home, ...OPTIONS }));
  const asking = async <T>(question: (client: KubernetesClient) => Promise<T>): Promise<T> => {
    const client = controlPlane.client();
    try {
      return await question(client);
    } finally {
      client.close();
    }
  };
  const kill = async (...names: readonly Component[]): Promise<void> => {
    const { pids } = controlPlane;
    for (const name of names) process.kill(pids[name] ?? assert.fail(`${name} does not run`), "SIGKILL");
    await eventually(() => {
      assert.deepEqual(
        names.filter((name) => controlPlane.pids[name] !== undefined),
        [],
      );
      return Promise.resolve();
    });
  };
  const assertDataIsThere = async (): Promise<void> => {
    const found = await asking((client) => client.get("/api/v1/namespaces/precious"));
    assert.equal(found.metadata.name, "precious");
  };

  before(async function () {
    this.timeout(BUILD_TIMEOUT_MILLISECONDS);
    await start();
    await asking(async (client) => {
      await client.create("/api/v1/namespaces", {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name: "precious" },
      });
      await applyNodes(client, [linuxMachine("linux-1")]);
    });
  });

  after(() => removeHome(home));

  it("is left as it is by a second start", async () => {
    const { pids } = controlPlane;
    await start();
    assert.deepEqual(controlPlane.pids, pids);
  });

  /** What is killed, and what has to be another process afterwards: who watches the API server starts anew with it. */
  const CLIENTS: readonly Component[] = ["kube-controller-manager", "kube-scheduler", "kwok"];
  const ALL: readonly Component[] = ["etcd", "kube-apiserver", ...CLIENTS];
  const KILLED: readonly { readonly names: readonly Component[]; readonly anew: readonly Component[] }[] = [
    { names: ["etcd"], anew: ["etcd", ...CLIENTS] },
    { names: ["kube-apiserver"], anew: ["kube-apiserver", ...CLIENTS] },
    { names: ["kube-controller-manager"], anew: ["kube-controller-manager"] },
    { names: ["kube-scheduler"], anew: ["kube-scheduler"] },
    { names: ["kwok"], anew: ["kwok"] },
    { names: ["etcd", "kube-apiserver"], anew: ALL },
    { names: ALL, anew: ALL },
  ];
  for (const { names, anew } of KILLED) {
    it(`is repaired by the next start after ${names.join(", ")} died`, async () => {
      const before = controlPlane;
      const pids = before.pids;
      await kill(...names);
      assert.equal(controlPlane.running, false);
      await start();
      for (const name of Object.keys(pids) as Component[]) {
        assert.equal(controlPlane.pids[name] !== pids[name], anew.includes(name), name);
      }
      assert.equal(controlPlane.server, before.server);
      await assertDataIsThere();
    });
  }

  it("works again after a repair: nodes get Ready and pods are placed", async () => {
    await asking(async (client) => {
      await applyNodes(client, [linuxMachine("linux-2")]);
      const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "one" } };
      await client.create("/api/v1/namespaces/default/pods", {
        ...pod,
        // On the node of before: KWOK must take it up again, not only new ones.
        spec: {
          nodeSelector: { "kubernetes.io/hostname": "linux-1" },
          containers: [{ name: "main", image: "example.com/one:1" }],
        },
      });
      await eventually(async () => {
        const one = await client.get("/api/v1/namespaces/default/pods/one");
        assert.equal((one["status"] as { phase: string }).phase, "Running");
      });
    });
  });

  it("does not take a stranger with the process id on record for its own", async () => {
    await stopControlPlane(home, OPTIONS.id);
    fs.writeFileSync(path.join(controlPlane.folder, "run", "etcd.pid"), String(process.pid));
    assert.deepEqual(controlPlane.pids, {});
    await stopControlPlane(home, OPTIONS.id);
    await start();
    await assertDataIsThere();
  });

  it("goes on where it stopped, at the same address", async () => {
    const { server } = controlPlane;
    await stopControlPlane(home, OPTIONS.id);
    assert.deepEqual(processesNaming(home.root), []);
    assert.equal(findControlPlane(home, OPTIONS.id)?.running, false);
    await start();
    assert.equal(controlPlane.server, server);
    await assertDataIsThere();
  });

  it("moves to another port when somebody has taken its own", async () => {
    const port = Number(new URL(controlPlane.server).port);
    await stopControlPlane(home, OPTIONS.id);
    const stranger = net.createServer().listen(port, "127.0.0.1");
    try {
      await start();
    } finally {
      stranger.close();
    }
    assert.notEqual(Number(new URL(controlPlane.server).port), port);
    await assertDataIsThere();
  });

  it("acts as the next minor after an upgrade, with its data", async () => {
    controlPlane = await startControlPlane({ home, ...OPTIONS, kubernetesVersion: "1.35.1" });
    const { body } = await asking((client) => client.request({ method: "GET", path: "/version" }));
    assert.equal((body as Record<string, string>)["emulationMinor"], "35");
    await assertDataIsThere();
    await startControlPlane({ home, id: OPTIONS.id });
    assert.equal(findControlPlane(home, OPTIONS.id)?.emulates, "1.35");
  });

  it("refuses another service range by name", async () => {
    await assert.rejects(
      startControlPlane({ home, ...OPTIONS, serviceCidr: "10.1.0.0/16" }),
      new ControlPlaneError(
        'Control plane "unlucky" was made with the service range 10.0.0.0/16, which cannot become 10.1.0.0/16; delete it first.',
      ),
    );
  });

  it("is started once by two commands at once", async () => {
    await stopControlPlane(home, OPTIONS.id);
    const script = `require(${JSON.stringify(path.resolve("localcloud/kubernetes/index.ts"))})
      .startControlPlane({ home: ${JSON.stringify(home)}, id: ${JSON.stringify(OPTIONS.id)} })
      .then((controlPlane) => console.log(JSON.stringify(controlPlane.pids)));`;
    const command = ["-r", "tsx/cjs", "-e", script];
    const answers = await Promise.all([1, 2].map(() => promisify(execFile)(process.execPath, command)));
    assert.equal(answers[0]?.stdout, answers[1]?.stdout);
    assert.equal(processesNaming(home.root).length, 5);
  });

  it("says which program did not come up, and what it wrote", async () => {
    await stopControlPlane(home, OPTIONS.id);
    fs.writeFileSync(path.join(controlPlane.folder, "pki", "service-account.key"), "no key\n");
    await assert.rejects(start(), (error) => {
      assert.ok(error instanceof ControlPlaneError);
      assert.match(error.message, /^kube-apiserver of control plane "unlucky" ended while it was starting\./);
      assert.match(error.message, /service-account\.key/);
      return true;
    });
  });

  it("is deleted whatever state it is in", async () => {
    await deleteControlPlane(home, OPTIONS.id);
    await deleteControlPlane(home, OPTIONS.id);
    assert.deepEqual(processesNaming(home.root), []);
    assert.equal(fs.existsSync(controlPlane.folder), false);
  });
});
