import assert from "node:assert/strict";
import { errorCodes } from "../../localcloud/azure/error-codes";
import { resultTable } from "../results";

/** What the cloud can answer, and who has seen it. */
describe("error codes of the local Azure", () => {
  const note = resultTable(
    "Error codes of the local Azure, and the tests and scenarios that see them",
    "seen by",
  );

  for (const [code, files] of errorCodes()) {
    it(code, () => {
      note(
        files
          .map((file) => file.replace(/^test\/(localcloud\/)?/, "").replace(/\.(test|job)\.ts$/, ""))
          .join(", "),
      );
      assert.notEqual(files.length, 0);
    });
  }
});
