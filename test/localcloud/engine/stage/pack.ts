import * as fs from "node:fs";
import * as path from "node:path";
import type { Stage } from "./stage";

/**
 * Writes a policy pack into the folder of a stage.
 *
 * @param policies - what stands between the brackets of its list; `strike(how)` calls a function
 * @returns its folder
 */
export function writePack(stage: Stage, policies: string): string {
  const pack = path.join(stage.root, "pack");
  fs.mkdirSync(pack);
  const write = (file: string, text: string): void => {
    fs.writeFileSync(path.join(pack, file), text);
  };
  write("PulumiPolicy.yaml", "runtime:\n  name: nodejs\n  options:\n    typescript: false\n");
  write("package.json", '{"name":"mortal","version":"1.0.0","main":"index.js"}');
  write(
    "index.js",
    `const { PolicyPack } = require("@pulumi/policy");
const strike = (how) => how();
new PolicyPack("mortal", { policies: [${policies}] });`,
  );
  return pack;
}
