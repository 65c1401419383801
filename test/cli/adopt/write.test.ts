import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { refuseExisting, writeNew } from "../../../cli/adopt/write";
import { UserError } from "../../../cli/context";

describe("files of an adoption", () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);
  const files = () => [
    { file: at("Pulumi.legacy.yaml"), text: "config" },
    { file: at("legacy.import.json"), text: "{}" },
  ];
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-write-"));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("are written both, and nothing else is left", () => {
    writeNew(files());
    assert.deepEqual(fs.readdirSync(folder).sort(), ["Pulumi.legacy.yaml", "legacy.import.json"]);
    assert.equal(fs.readFileSync(at("Pulumi.legacy.yaml"), "utf8"), "config");
  });

  it("are refused before anything is done when one is there", () => {
    fs.writeFileSync(at("legacy.import.json"), "mine");
    assert.throws(
      () => {
        refuseExisting(files().map(({ file }) => file));
      },
      (error) => error instanceof UserError && /^legacy\.import\.json: exists already/.test(error.message),
    );
  });

  it("are written none when one came to be meanwhile, which stays as it is", () => {
    fs.writeFileSync(at("legacy.import.json"), "mine");
    assert.throws(() => {
      writeNew(files());
    }, UserError);
    assert.deepEqual(fs.readdirSync(folder), ["legacy.import.json"]);
    assert.equal(fs.readFileSync(at("legacy.import.json"), "utf8"), "mine");
  });
});
