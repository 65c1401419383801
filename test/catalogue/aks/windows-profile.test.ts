import assert from "node:assert/strict";

import {
  aksAdminPasswordProblem,
  aksAdminUsernameProblem,
  aksRefusedAdminPasswords,
  aksRefusedAdminUsernames,
} from "../../../catalogue/aks";

describe("aksAdminUsernameProblem", () => {
  for (const name of ["azureuser", "a1", "x".repeat(20), "win.admin", "administrator1"]) {
    it(`takes ${name}`, () => {
      assert.equal(aksAdminUsernameProblem(name), undefined);
    });
  }

  for (const name of aksRefusedAdminUsernames) {
    it(`refuses ${name}, in any case`, () => {
      assert.equal(aksAdminUsernameProblem(name), `must not be "${name}", which AKS refuses`);
      const upper = name.toUpperCase();
      assert.equal(aksAdminUsernameProblem(upper), `must not be "${upper}", which AKS refuses`);
    });
  }

  it("refuses names that are empty, too long, or end with a period", () => {
    assert.equal(aksAdminUsernameProblem(""), "must be 1 to 20 characters long, got 0");
    assert.equal(aksAdminUsernameProblem("x".repeat(21)), "must be 1 to 20 characters long, got 21");
    assert.equal(aksAdminUsernameProblem("winadmin."), 'must not end with a period, got "winadmin."');
  });
});

describe("aksAdminPasswordProblem", () => {
  const length = "must be 14 to 123 characters long, got ";
  const classes = "must have 3 of lower case, upper case, digits and other characters, got ";
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["aA1aaaaaaaaaaa", undefined],
    ["aA1aaaaaaaaaa", `${length}13`],
    [`aA1${"a".repeat(120)}`, undefined],
    [`aA1${"a".repeat(121)}`, `${length}124`],
    ["", `${length}0`],
    ["aaaaaaaaaaaaaa", `${classes}1`],
    ["aaaaaaaaaaaaaA", `${classes}2`],
    ["aaaaaaaaaaaa1-", undefined],
    ["AAAAAAAAAAAA1-", undefined],
    ["aaaaaaaaaaaaA-", undefined],
    ["11111111111111", `${classes}1`],
    ["--------------", `${classes}1`],
    ["AAAAAAAAAAAAAA", `${classes}1`],
  ];
  for (const [password, problem] of cases) {
    it(`says ${problem ?? "nothing"} about ${String(password.length)} characters like ${password.slice(0, 3)}…${password.slice(-2)}`, () => {
      assert.equal(aksAdminPasswordProblem(password), problem);
    });
  }

  it("refuses every password that AKS refuses by name, for its length already", () => {
    for (const password of aksRefusedAdminPasswords)
      assert.match(aksAdminPasswordProblem(password) ?? "", /^must be 14/);
  });

  it("never repeats the password", () => {
    const secret = "Canary-7f3a";
    assert.ok(!(aksAdminPasswordProblem(secret) ?? "").includes(secret));
  });
});
