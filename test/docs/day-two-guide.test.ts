import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { nodeImageAges } from "../../catalogue/node-images";
import { certificateRenewals, distributions, renewalDays } from "../../catalogue/existing";

const root = path.join(__dirname, "../..");
const guide = fs.readFileSync(path.join(root, "docs/guides/day-two.md"), "utf8");

describe("the guide to day two", () => {
  it("has the sections that the rotation report points to", () => {
    const anchors = [...guide.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title.toLowerCase().replaceAll(" ", "-"),
    );
    const folder = path.join(root, "rotation/judge");
    const used = fs
      .readdirSync(folder)
      .map((file) => fs.readFileSync(path.join(folder, file), "utf8"))
      .flatMap((text) => [...text.matchAll(/day-two\.md#([a-z-]+)/g)].map(([, anchor = ""]) => anchor));
    assert.ok(used.length >= 3, `only ${String(used.length)}`);
    assert.deepEqual(
      used.filter((anchor) => !anchors.includes(anchor)),
      [],
    );
  });

  it("names the limits that the catalogue has", () => {
    assert.ok(guide.includes(`older than ${String(nodeImageAges.aksSupportedDays)} days`));
    assert.ok(guide.includes(`From ${String(renewalDays.token)} days before the end`));
    for (const { distribution, source } of Object.values(certificateRenewals)) {
      if (distribution !== "other")
        assert.ok(guide.includes(`| ${distributions[distribution].title} `), source[0]);
    }
  });
});
