import * as assert from "node:assert/strict";

import { emulatedMinor, kubernetesRelease } from "../../../localcloud/kubernetes";

describe("the Kubernetes version of the local control planes", () => {
  it("is the one that tools/kubernetes/go.mod requires", () => {
    assert.match(kubernetesRelease(), /^1\.\d+\.\d+$/);
  });

  for (const [version, minor] of [
    ["1.36", "1.36"],
    ["1.36.9", "1.36"],
    ["1.35.4", "1.35"],
    ["v1.34.2-eks-0123abc", "1.34"],
    ["1.33", "1.33"],
    ["1.32.7", "1.33"],
    ["1.37.0", "1.36"],
  ] as const) {
    it(`acts as ${minor} when a cloud says ${version}`, () => {
      assert.equal(emulatedMinor(version, "1.36.3"), minor);
    });
  }

  for (const nonsense of ["", "latest", "36", "2.0", "1.x"]) {
    it(`refuses "${nonsense}"`, () => {
      assert.throws(() => emulatedMinor(nonsense, "1.36.3"), {
        message: `A Kubernetes version looks like 1.35 or 1.35.4; got "${nonsense}".`,
      });
    });
  }
});
