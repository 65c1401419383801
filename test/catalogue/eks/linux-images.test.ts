import assert from "node:assert/strict";
import { eksLinuxAmiSupport } from "../../../catalogue/eks";

describe("Linux AMI types of EKS", () => {
  for (const [amiType, minor, verdict] of [
    ["AL2_x86_64", "1.32", "ok"],
    ["AL2_x86_64", "1.33", "deny"],
    ["AL2_ARM_64", "1.35", "deny"],
    ["AL2023_x86_64_STANDARD", "1.35", "ok"],
    ["BOTTLEROCKET_ARM_64", "1.36", "ok"],
  ] as const) {
    it(`${amiType} at ${minor}: ${verdict}`, () => {
      assert.equal(eksLinuxAmiSupport(amiType, minor).verdict, verdict);
    });
  }

  it("say why, with day and minor", () => {
    assert.equal(
      eksLinuxAmiSupport("AL2_x86_64", "1.33").reason,
      "EKS has no AL2_x86_64 images for Kubernetes 1.33: Amazon Linux 2 ended on 2025-11-26 with Kubernetes 1.32.",
    );
  });
});
