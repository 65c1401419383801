import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { contactReason, openCluster } from "../../../fleet/cluster/connection";
import { readCluster, readVersion } from "../../../fleet/cluster/read";
import type { StateSource } from "../../../fleet/view";
import type { PropertyMap } from "../../../localcloud/wire/values";
import { ApiServer } from "../api-server";
import { kubeconfig } from "../states";

const canary = "canary-of-the-token";

describe("the way to a cluster", function () {
  this.timeout(60_000);
  let server: ApiServer;
  let folder: string;
  before(async () => {
    server = await ApiServer.start();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-fleet-"));
  });
  after(async () => {
    await server.close();
    fs.rmSync(folder, { recursive: true });
  });

  /** Why a cluster is not read; empty when it is. */
  async function reason(pathOrContent: string, source: StateSource["kind"] = "pulumi"): Promise<string> {
    try {
      const client = openCluster({ kind: "kubeconfig", pathOrContent }, source);
      await readCluster(client).finally(() => {
        client.close();
      });
      return "";
    } catch (error) {
      return contactReason(error);
    }
  }
  const login = (user: PropertyMap) => kubeconfig(server.address, "", user);

  it("is the token in the kubeconfig", async () => {
    assert.equal(await reason(login({ token: canary }), "exports"), "");
    assert.equal(server.asked.at(-1)?.authorization, `Bearer ${canary}`);
  });

  it("runs programs and reads files for the user's own kubeconfigs only", async () => {
    const program = path.join(folder, "login.sh");
    const answer = JSON.stringify({ status: { token: canary } });
    fs.writeFileSync(program, `#!/bin/sh\ntouch ${folder}/ran\necho '${answer}'\n`, { mode: 0o700 });
    const exec = login({ exec: { command: program, apiVersion: "client.authentication.k8s.io/v1" } });
    assert.match(
      await reason(exec, "exports"),
      /^The kubeconfig in the export runs a program to log in, which is not done/,
    );
    assert.ok(!fs.existsSync(path.join(folder, "ran")));
    assert.equal(await reason(exec, "local"), "");
    assert.ok(fs.existsSync(path.join(folder, "ran")));
    const file = path.join(folder, "token");
    fs.writeFileSync(file, canary);
    const before = server.asked.length;
    assert.match(
      await reason(login({ tokenFile: file }), "exports"),
      /names files of this machine, which is not done/,
    );
    assert.equal(server.asked.length, before);
    assert.equal(await reason(login({ tokenFile: file }), "kubeconfig"), "");
  });

  it("is explained without the kubeconfig's words", async () => {
    const reasons = [
      await reason(`users: [\n  token: ${canary}: {`),
      await reason(
        kubeconfig(server.address, canary).replace('"current-context":"here"', '"current-context":"gone"'),
      ),
      await reason(login({ exec: { command: "mullion-no-such-program", args: [canary] } })),
      await reason(login({ exec: { command: "sh", args: ["-c", `echo no >&2; exit 1; ${canary}`] } })),
      await reason(login({ exec: { command: "sh", args: ["-c", `echo ${canary}`] } })),
    ];
    assert.deepEqual(reasons, [
      "The kubeconfig is neither YAML nor JSON of a kubeconfig.",
      'The kubeconfig leads nowhere: context "gone" does not exist.',
      "The program that the kubeconfig logs in with is not on PATH.",
      "The program that the kubeconfig logs in with failed: no.",
      "The API server, or the program that the kubeconfig logs in with, answers something that is no JSON.",
    ]);
  });

  it("is explained when the server refuses or does not answer", async () => {
    server.refusals.set("/api/v1/pods", [{ kind: "Status", code: 403, message: "pods is forbidden" }]);
    assert.equal(
      await reason(login({ token: canary })),
      "The API server refuses it (403): pods is forbidden. Let this user list nodes, pods and DaemonSets of all namespaces.",
    );
    server.refusals.set("/version", [{ kind: "Status", code: 401, message: "Unauthorized" }]);
    assert.match(await reason(login({ token: canary })), /^The API server refuses it \(401\): /);
    const gone = await ApiServer.start();
    const { address } = gone;
    await gone.close();
    assert.match(
      await reason(kubeconfig(address, canary)),
      /^The API server does not answer: .*connection refused\.$/,
    );
  });

  it("tells the version that the server acts as", async () => {
    const version = async () => {
      const client = openCluster({ kind: "kubeconfig", pathOrContent: login({ token: canary }) }, "local");
      return readVersion(client).finally(() => {
        client.close();
      });
    };
    assert.equal(await version(), "v1.36.3");
    server.version = { ...server.version, emulationMajor: "1", emulationMinor: "36" };
    assert.equal(await version(), "v1.36.3");
    server.version = { ...server.version, emulationMinor: "35" };
    assert.equal(await version(), "v1.35");
  });

  it("only reads", async () => {
    await reason(login({ token: canary }));
    assert.ok(server.asked.every(({ method }) => method === "GET"));
  });
});
