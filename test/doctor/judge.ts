import assert from "node:assert/strict";

import { judge } from "../../doctor";
import type { Check, Level } from "../../doctor/finding";
import type { Recording } from "../../doctor/recording";

/** A recording, and all that should be said against it: check, level and cause, in this order. */
export interface Case {
  readonly name: string;
  readonly recording: Recording;
  readonly problems: readonly (readonly [Check, Exclude<Level, "ok">, string])[];
}

/** One test a case: exactly these problems, and every problem with consequence, fix and page. */
export function judgeTest(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const { name, recording, problems } of cases) {
      it(name, () => {
        const found = judge(recording, "2026-11-23");
        assert.deepEqual(
          found.flatMap((one) => (one.level === "ok" ? [] : [[one.check, one.level, one.cause]])),
          problems,
        );
        for (const one of found) {
          if (one.level === "ok") continue;
          assert.match(one.consequence, /\.$/);
          assert.notEqual(one.fix, "");
          assert.match(one.page, /^(docs\/guides\/[a-z-]+\.md#[a-z-]+|https:\/\/\S+)$/);
        }
      });
    }
  });
}
