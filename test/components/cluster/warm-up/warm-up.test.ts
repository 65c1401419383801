import assert from "node:assert/strict";
import { base, configOf } from "../../../config/base";
import { recordProgram } from "../../program";
import { ofType, plainInputs } from "../../record";

const warmUp = { prePull: [{ release: "2022", images: ["mcr.microsoft.com/windows/servercore:ltsc2022"] }] };

describe("the namespace of the warm-up", () => {
  it("has the quota of what the Windows nodes have, and Pod Security", async () => {
    const registrations = await recordProgram(configOf({ ...base, inCluster: { warmUp } }));
    const inWarmUp = (type: string) =>
      ofType(registrations, type)
        .filter(({ name }) => name.startsWith("mullion-dev-warm-up-"))
        .map(plainInputs);
    assert.partialDeepStrictEqual(inWarmUp("kubernetes:core/v1:ResourceQuota"), [
      {
        metadata: { name: "quota", namespace: "warm-up" },
        spec: { hard: { "limits.cpu": "4", "limits.memory": "11Gi", pods: "110" } },
      },
    ]);
    assert.partialDeepStrictEqual(inWarmUp("kubernetes:core/v1:Namespace"), [
      { metadata: { name: "warm-up", labels: { "pod-security.kubernetes.io/enforce": "baseline" } } },
    ]);
    assert.equal(inWarmUp("kubernetes:apps/v1:DaemonSet").length, 1);
  });
});
