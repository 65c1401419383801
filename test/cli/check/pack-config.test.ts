import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readPackConfig } from "../../../cli/check/pack-config";

const belongs =
  'must be an object such as { "images-are-pinned": "mandatory", "settings": { "strict": true } }';

describe("the configuration of a pack", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-pack-config-"))));
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });
  const read = (text: string) => {
    const file = path.join(folder, "policy.json");
    fs.writeFileSync(file, text);
    return readPackConfig(file);
  };

  it("is a JSON object", () => {
    assert.deepEqual(read('{ "settings": { "strict": true } }'), { settings: { strict: true } });
  });

  for (const text of ["[]", '"mandatory"', "null"]) {
    it(`is not ${text}`, () => {
      assert.throws(() => read(text), { message: `policy.json ${belongs}` });
    });
  }

  it("is not something else than JSON", () => {
    assert.throws(
      () => read("strict: true"),
      ({ message }: Error) =>
        message.startsWith("policy.json cannot be read as JSON: ") && message.endsWith(`; it ${belongs}`),
    );
  });

  it("is a file that exists", () => {
    assert.throws(
      () => readPackConfig(path.join(folder, "none.json")),
      /none\.json cannot be read as JSON: ENOENT/,
    );
  });
});
