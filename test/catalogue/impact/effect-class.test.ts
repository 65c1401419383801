import assert from "node:assert/strict";

import { compareEffects, effectClasses, isEffectClass } from "../../../catalogue/impact";

describe("effectClasses", () => {
  it("go from noise to what cannot be taken back, and end with what is not known", () => {
    assert.deepEqual(
      [...effectClasses],
      [
        "noise",
        "metadata",
        "scheduling",
        "scale",
        "rolling",
        "manual-follow-up",
        "pool-replace",
        "refused",
        "cluster-replace",
        "irreversible",
        "unclassified",
      ],
    );
  });

  it("compare by that order", () => {
    assert.ok(compareEffects("noise", "metadata") < 0);
    assert.ok(compareEffects("cluster-replace", "refused") > 0);
    assert.equal(compareEffects("scale", "scale"), 0);
    assert.ok(effectClasses.every((effect) => compareEffects(effect, "unclassified") <= 0));
  });

  it("are known by name", () => {
    assert.equal(isEffectClass("rolling"), true);
    assert.equal(isEffectClass("Rolling"), false);
    assert.equal(isEffectClass(""), false);
  });
});
