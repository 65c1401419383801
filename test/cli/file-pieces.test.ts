import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { piecesOf } from "../../cli/file-pieces";

describe("piecesOf", () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-pieces-"));
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  for (const bytes of [0, 1, 1 << 18, (1 << 18) + 1, 700_000]) {
    it(`gives every one of ${String(bytes)} bytes, in order`, () => {
      const file = path.join(folder, String(bytes));
      const written = Buffer.from(Array.from({ length: bytes }, (_, at) => at % 251));
      fs.writeFileSync(file, written);
      const read = Array.from(piecesOf(file), (piece) => Buffer.from(piece));
      assert.ok(Buffer.concat(read).equals(written));
    });
  }

  it("says why a file cannot be read", () => {
    assert.throws(() => [...piecesOf(path.join(folder, "none"))], { code: "ENOENT" });
    assert.throws(() => [...piecesOf(folder)], { code: "EISDIR" });
  });
});
