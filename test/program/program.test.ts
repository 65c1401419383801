import assert from "node:assert/strict";
import { isSecret } from "../../localcloud/wire/values";
import { runProgram, stackConfig } from "./run-program";

describe("the program, started by Pulumi's cmd/run", function () {
  this.timeout(60_000);

  it("registers the dev stack and ends well", async () => {
    const run = await runProgram(stackConfig("dev"));
    assert.deepEqual(run.errors, []);
    assert.equal(run.exitCode, 0, run.stderr);
    assert.ok(
      run.registered.includes("azure-native:containerservice:ManagedCluster mullion-dev-cluster-aks"),
    );
    assert.ok(run.registered.includes("kubernetes:apps/v1:Deployment mullion-dev-samples-windows-2022"));
    assert.deepEqual(Object.keys(run.outputs).sort(), [
      "clusterName",
      "kubeconfig",
      "kubernetesVersion",
      "pools",
      "windowsAdminPassword",
    ]);
    assert.ok(isSecret(run.outputs["kubeconfig"]));
    assert.ok(isSecret(run.outputs["windowsAdminPassword"]));
  });

  it("registers the same in a second run", async () => {
    const [first, second] = [await runProgram(stackConfig("dev")), await runProgram(stackConfig("dev"))];
    assert.deepEqual(second, first);
  });

  it("reports all problems at once, without a stack trace, and registers nothing", async () => {
    const config = { ...stackConfig("dev"), "mullion:location": "West Europe", "mullion:samples": "perhaps" };
    const run = await runProgram(config);
    assert.equal(run.exitCode, 32, "32: the message has reached the user, nothing more to say");
    assert.deepEqual(run.registered, ["pulumi:pulumi:Stack mullion-dev"]);
    assert.deepEqual(run.errors, [
      [
        "Pulumi.dev.yaml has 2 problems; nothing was changed:",
        '  samples: must be true or false, got "perhaps"; correct it',
        '  location: must be the name of an Azure region in lower-case letters and digits, got "West Europe"; use for example westeurope (https://learn.microsoft.com/azure/reliability/regions-list)',
      ].join("\n"),
    ]);
  });
});
