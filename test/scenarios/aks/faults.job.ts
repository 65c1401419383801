import assert from "node:assert/strict";
import { Scenario } from "../harness";
import { resultTable } from "../results";
import { clusterIn } from "../seen";
import { nodesOf, poolIn } from "./seen";

/** A fault of the plan, and what a person at the terminal sees of it. */
interface Case {
  readonly fault: string;
  /** Azure's code in the error; none where the provider tries again by itself. */
  readonly code?: string;
  /** What the message must say beside it: where, and what to do. */
  readonly says?: RegExp;
  readonly options?: readonly string[];
}

const cases: readonly Case[] = [
  { fault: "throttle", options: ["--retry-after", "1"] },
  { fault: "conflict", code: "OperationNotAllowed", says: /wait for it to finish.*aka\.ms/ },
  { fault: "quota", code: "QuotaExceeded", says: /remaining 4.*another VM size or region/ },
  { fault: "capacity", code: "AllocationFailed", says: /sufficient capacity.*aka\.ms/ },
  {
    fault: "operation-failed",
    code: "VMExtensionProvisioningError",
    says: /could not reach the API server.*aka\.ms/,
  },
  { fault: "answer-lost", code: "GatewayTimeout", says: /did not receive a response/ },
  { fault: "node-not-ready", code: "NodesNotReady", says: /akswina\d+.*aka\.ms/ },
];

/** Each fault strikes while the Windows pool grows by a node or shrinks by one; the next up must mend it. */
describe("faults of Azure under an AKS stack", () => {
  const stack = new Scenario("dev");
  const note = resultTable("Faults: what the person sees, and that the next up mends it", "Azure's code");
  let count = 1;

  before(() => stack.mustUp());

  after(() => stack.remove());

  for (const { fault, code, says = /./, options = [] } of cases) {
    it(`${fault}: ${code === undefined ? "tried again, and nobody notices" : "one error, and the next up goes on"}`, async () => {
      note(code ?? "-");
      count += 1;
      stack.editPool("win", (pool) => {
        pool["count"] = count;
      });
      const target = ["--type", "agentPools", "--name", "wina", ...options];
      const added = await stack.project.mullion("local", "fault", "add", fault, ...target);
      assert.equal(added.exitCode, 0, added.stderr);
      const first = await stack.up();
      assert.equal((await stack.project.mullion("local", "fault", "clear")).exitCode, 0);
      if (code === undefined) {
        assert.equal(first.exitCode, 0, first.ran.stderr);
      } else {
        assert.notEqual(first.exitCode, 0);
        const [error = "", ...more] = first.errors.filter((text) => text.includes(code));
        assert.equal(more.length, 0, "one error, once");
        assert.match(error.replaceAll("\n", " "), says);
        await stack.mustUp();
      }
      const world = await stack.observe();
      assert.equal(poolIn(world, "wina").state, "Succeeded");
      assert.equal(nodesOf(world, "wina").length, count);
      assert.ok(clusterIn(world).nodes.every(({ cordoned }) => !cordoned));
    });
  }

  it("wrong-build: nodes of another Windows build are seen in the status, and the next change mends them", async () => {
    note("-");
    count += 1;
    stack.editPool("win", (pool) => {
      pool["count"] = count;
    });
    await stack.project.mullion(
      "local",
      "fault",
      "add",
      "wrong-build",
      "--type",
      "agentPools",
      "--name",
      "wina",
    );
    await stack.mustUp();
    const images = () =>
      stack.observe().then((world) => nodesOf(world, "wina").map(({ osImage }) => osImage));
    assert.ok((await images()).includes("Windows Server 2025 Datacenter"));
    const { stdout } = await stack.project.mullion("status", "--stack", "dev");
    assert.match(stdout, /akswina\d+ .*10\.0\.26100/);
    stack.editPool("win", (pool) => {
      pool["labels"] = { mended: "yes" };
    });
    await stack.mustUp();
    assert.ok((await images()).every((image) => image === "Windows Server 2022 Datacenter"));
  });
});
