import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/**
 * Runs something in a copy of a project whose stack has another configuration. All but that file are links.
 *
 * @param projectDir - the project
 * @param stack - the stack, which the project need not have
 * @param text - content of its `Pulumi.<stack>.yaml`
 * @param work - gets the copy's folder, which is gone afterwards
 */
export async function inEditedProject<T>(
  projectDir: string,
  stack: string,
  text: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-edited-"));
  try {
    const own = `Pulumi.${stack}.yaml`;
    for (const name of fs.readdirSync(projectDir)) {
      if (name !== own && name !== ".mullion" && name !== ".git")
        fs.symlinkSync(path.join(projectDir, name), path.join(folder, name));
    }
    fs.writeFileSync(path.join(folder, own), text);
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
