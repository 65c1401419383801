import * as assert from "node:assert/strict";
import { deprecationOf } from "../../../../localcloud/providers/kubernetes/deprecations";

describe("deprecationOf", () => {
  it("says what a kind is deprecated by", () => {
    assert.deepEqual(deprecationOf({ group: "", version: "v1", kind: "Endpoints" }, 36), {
      removed: false,
      text: "v1/Endpoints is deprecated by discovery.k8s.io/v1/EndpointSlice.",
    });
  });

  const pdb = { group: "policy", version: "v1beta1", kind: "PodDisruptionBudget" };

  it("says from which version on it is gone", () => {
    assert.deepEqual(deprecationOf(pdb, 24), {
      removed: false,
      text: "policy/v1beta1/PodDisruptionBudget is deprecated by policy/v1/PodDisruptionBudget and not supported by Kubernetes v1.25+ clusters.",
    });
    assert.deepEqual(deprecationOf(pdb, 25), {
      removed: true,
      text:
        'apiVersion "policy/v1beta1/PodDisruptionBudget" was removed in Kubernetes 1.25. Use "policy/v1/PodDisruptionBudget" instead.\n' +
        "See https://git.k8s.io/kubernetes/CHANGELOG/CHANGELOG-1.25.md#deprecation for more information.",
    });
  });

  it("says nothing before there is a replacement, and nothing of current kinds", () => {
    assert.equal(deprecationOf(pdb, 20), undefined);
    assert.equal(
      deprecationOf({ group: "policy", version: "v1", kind: "PodDisruptionBudget" }, 36),
      undefined,
    );
  });
});
