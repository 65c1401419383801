import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import {
  ControlPlaneError,
  deleteControlPlane,
  findControlPlane,
  listControlPlanes,
  startControlPlane,
  stopControlPlane,
} from "../../../localcloud/kubernetes";
import { startDetached } from "../../../localcloud/kubernetes/processes";
import { writeRecord } from "../../../localcloud/kubernetes/record";
import { processesNaming, removeHome, temporaryHome } from "./temporary-home";

describe("control planes that do not run", () => {
  const home = temporaryHome();
  const folder = path.join(home.kubernetes, "half");
  after(() => removeHome(home));

  it("are none in a new home, and to end or delete one there is no error", async () => {
    assert.deepEqual(listControlPlanes(home), []);
    assert.equal(findControlPlane(home, "none"), undefined);
    await stopControlPlane(home, "none");
    await deleteControlPlane(home, "none");
    assert.equal(fs.existsSync(home.kubernetes), false);
  });

  it("are listed when their start was broken off, and say so when they are asked for credentials", () => {
    fs.mkdirSync(folder, { recursive: true });
    writeRecord(folder, { port: 20_000, serviceCidr: "10.0.0.0/16", emulates: "1.35" });
    const [half] = listControlPlanes(home);
    assert.deepEqual([half?.id, half?.running, half?.pids], ["half", false, {}]);
    const message =
      'Control plane "half" has never come up: its start was broken off. Run the command again.';
    assert.throws(() => half?.caPem, { name: "ControlPlaneError", message });
    // As kube-apiserver leaves it for a moment at its first start.
    fs.mkdirSync(path.join(folder, "pki"));
    fs.writeFileSync(path.join(folder, "pki", "apiserver.crt"), "");
    assert.throws(() => half?.caPem, { name: "ControlPlaneError", message });
  });

  it("are not found by a record that is damaged", () => {
    const damaged = path.join(home.kubernetes, "damaged");
    fs.mkdirSync(damaged);
    for (const content of ["", "{", '{"port":"1"}', "null"]) {
      fs.writeFileSync(path.join(damaged, "control-plane.json"), content);
      assert.equal(findControlPlane(home, "damaged"), undefined, content);
    }
  });

  it("lose their last process when they are deleted", async () => {
    const script = path.join(folder, "etcd.js");
    fs.writeFileSync(script, "setInterval(() => {}, 1000)");
    await startDetached(folder, { name: "etcd", program: process.execPath, args: [script] });
    assert.deepEqual(Object.keys(findControlPlane(home, "half")?.pids ?? {}), ["etcd"]);
    await deleteControlPlane(home, "half");
    assert.deepEqual(processesNaming(folder), []);
    assert.equal(fs.existsSync(folder), false);
  });

  for (const id of ["", "../up", ".hidden", "a/b", "a b", "x".repeat(101)]) {
    it(`are never called "${id.slice(0, 20)}"`, async () => {
      await assert.rejects(startControlPlane({ home, id }), ControlPlaneError);
      assert.throws(() => findControlPlane(home, id), ControlPlaneError);
      await assert.rejects(deleteControlPlane(home, id), ControlPlaneError);
    });
  }
});
