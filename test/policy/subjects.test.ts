import assert from "node:assert/strict";
import { Ledger } from "../../policy/ledger";
import type { Resource } from "../../policy/resource";
import type { Scope } from "../../policy/rule";
import { Subjects } from "../../policy/subjects";
import { View } from "../../policy/view";
import { secret, UNKNOWN } from "./support/resources";

describe("what scopes find in one resource", () => {
  let ledger: Ledger;
  let reads: number;
  beforeEach(() => {
    ledger = new Ledger();
    reads = 0;
  });
  const subjectsIn = (value: unknown) => {
    const resource: Resource = {
      type: "t",
      name: "n",
      urn: "urn:pulumi:dev::shop::t::n",
      props: View.of({ names: value }, "urn:pulumi:dev::shop::t::n", ledger),
      options: { protect: false, ignoreChanges: [], deleteBeforeReplace: false },
      propertyDependencies: new Map(),
    };
    return new Subjects(resource, ledger);
  };
  const names: Scope<string> = {
    types: ["t"],
    subjects: ({ props }) => {
      reads += 1;
      return props.strings("names");
    },
  };
  const startingWith = (letter: string): Scope<string> => ({
    types: ["t"],
    subjects: (_, others) => others.of(names).filter((name) => name.startsWith(letter)),
  });
  /** What a rule with this scope has on its page. */
  const page = (subjects: Subjects, scope: Scope<string>) => {
    ledger.open();
    const { value } = ledger.attempt(() => subjects.of(scope));
    return { value, unknown: ledger.obstacles.map(({ path }) => path), secrets: ledger.secretPaths };
  };

  it("is read once for all scopes that begin with the same", () => {
    const subjects = subjectsIn(["app", "web"]);
    assert.deepEqual(page(subjects, startingWith("a")).value, ["app"]);
    assert.deepEqual(page(subjects, startingWith("w")).value, ["web"]);
    assert.equal(reads, 1);
  });

  it("keeps all of them from a proof where it is unknown", () => {
    const subjects = subjectsIn(["app", UNKNOWN]);
    for (const letter of ["a", "w"]) {
      const expected = { value: undefined, unknown: ["names[1]"], secrets: [] };
      assert.deepEqual(page(subjects, startingWith(letter)), expected, letter);
    }
    assert.equal(reads, 1);
  });

  it("tells all of them of a secret", () => {
    const subjects = subjectsIn(["app", secret("web")]);
    for (const letter of ["a", "w"])
      assert.deepEqual(page(subjects, startingWith(letter)).secrets, ["names[1]"], letter);
  });

  it("leaves the page of a rule that reads nothing empty, whatever others met before", () => {
    const subjects = subjectsIn([UNKNOWN]);
    page(subjects, names);
    ledger.open();
    assert.deepEqual([ledger.obstacles, ledger.secretPaths], [[], []]);
  });
});
