import assert from "node:assert/strict";
import { azureNames } from "../../catalogue/names";
import { guidOf } from "../../components/guid";

describe("guidOf", () => {
  it("makes a GUID that Azure takes as the name of a role assignment", () => {
    assert.match(guidOf("mullion-dev", "networkContributor"), azureNames.roleAssignment.pattern);
  });

  it("is the same for the same parts, and another for others", () => {
    assert.equal(guidOf("a", "b"), guidOf("a", "b"));
    assert.notEqual(guidOf("a", "b"), guidOf("ab"));
    assert.notEqual(guidOf("a", "b"), guidOf("b", "a"));
  });
});
