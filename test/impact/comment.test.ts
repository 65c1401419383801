import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const script = path.resolve(__dirname, "../../examples/ci/comment.sh");

describe("comment.sh", () => {
  let folder = "";
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-comment-"));
    fs.writeFileSync(path.join(folder, "report.md"), "<!-- mullion-impact shop/prod -->\nreport\n");
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  /** Runs the script with a `gh` that answers the listing with some ids; gives the calls that change something. */
  function run(ids: string): readonly string[] {
    const gh = `#!/usr/bin/env bash\nif [ "$2" = --paginate ]; then printf '%s' '${ids}'; else printf '%s\\n' "$*" >>"${folder}/calls"; fi\n`;
    fs.writeFileSync(path.join(folder, "gh"), gh, { mode: 0o755 });
    const env = { ...process.env, PATH: `${folder}:${process.env["PATH"] ?? ""}` };
    const child = spawnSync(script, ["me/shop", "7", path.join(folder, "report.md")], {
      env,
      encoding: "utf8",
    });
    assert.equal(child.status, 0, child.stderr);
    return fs.readFileSync(path.join(folder, "calls"), "utf8").trim().split("\n");
  }

  it("edits the comment of the run before, the first when there are two", () => {
    assert.deepEqual(run("11\n12\n"), [
      `api --method PATCH repos/me/shop/issues/comments/11 --field body=@${folder}/report.md --silent`,
    ]);
  });

  it("writes a new one when there is none", () => {
    assert.deepEqual(run(""), [
      `api --method POST repos/me/shop/issues/7/comments --field body=@${folder}/report.md --silent`,
    ]);
  });
});
