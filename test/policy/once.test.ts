import assert from "node:assert/strict";
import { Ledger } from "../../policy/ledger";
import { Once } from "../../policy/once";
import { View } from "../../policy/view";
import { secret, UNKNOWN } from "./support/resources";

const KEY = {};

describe("a reading that is done once", () => {
  let ledger: Ledger;
  let once: Once;
  let view: View;
  let count: number;
  beforeEach(() => {
    ledger = new Ledger();
    once = new Once(ledger);
    view = View.of({ open: "a", hidden: secret("b"), later: UNKNOWN }, "urn:pulumi:dev::shop::t::n", ledger);
    count = 0;
  });
  const read = (...steps: string[]) =>
    once.of(KEY, () => {
      count += 1;
      return view.string(...steps);
    });
  /** What a rule that asks has on its page afterwards. */
  const page = (...steps: string[]) => {
    ledger.open();
    const { value } = ledger.attempt(() => read(...steps));
    return { value, obstacles: ledger.obstacles.map(({ path }) => path), secrets: ledger.secretPaths };
  };

  it("gives everybody the same", () => {
    const expected = { value: "a", obstacles: [], secrets: [] };
    assert.deepEqual([page("open"), page("open"), count], [expected, expected, 1]);
  });

  it("gives undefined, too, without reading again", () => {
    assert.deepEqual([page("none").value, page("none").value, count], [undefined, undefined, 1]);
  });

  it("tells everybody of a secret", () => {
    const expected = { value: "b", obstacles: [], secrets: ["hidden"] };
    assert.deepEqual([page("hidden"), page("hidden"), count], [expected, expected, 1]);
  });

  it("ends for everybody at an unknown", () => {
    const expected = { value: undefined, obstacles: ["later"], secrets: [] };
    assert.deepEqual([page("later"), page("later"), count], [expected, expected, 1]);
  });

  it("tells of an unknown that the reader swallowed", () => {
    const swallow = () =>
      once.of(KEY, () => {
        ledger.attempt(() => view.string("later"));
        return "gone on";
      });
    for (const time of ["first", "second"]) {
      ledger.open();
      assert.equal(swallow(), "gone on", time);
      assert.deepEqual(
        ledger.obstacles.map(({ path }) => path),
        ["later"],
        time,
      );
    }
  });

  it("leaves what was noted before where it was", () => {
    ledger.open(["before"]);
    read("hidden");
    assert.deepEqual(ledger.secretPaths, ["before", "hidden"]);
  });

  it("keeps readings under different keys apart", () => {
    assert.equal(once.of({}, () => 1) + once.of({}, () => 2), 3);
  });
});
