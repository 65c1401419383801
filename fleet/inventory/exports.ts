import * as fs from "node:fs";
import * as path from "node:path";
import { InputError } from "../../impact/input-error";
import type { Stack } from "./stack";
import { stackFilesIn, stackInFile } from "./state-file";

/**
 * The stacks in a folder of files that `pulumi stack export --file <stack>.json` wrote: a file is a stack, by its name.
 *
 * @throws {@link InputError} when there is no such folder, or no such file in it.
 */
export function exportedStacks(folder: string, passphrase?: string): readonly Stack[] {
  const problem = (message: string) => new InputError(`--exports ${folder}`, [{ path: "", message }]);
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw problem("there is no such folder");
  const files = stackFilesIn(folder);
  if (files.length === 0) {
    throw problem(
      "no *.json is in it; write one per stack with: pulumi stack export --stack <stack> --file <stack>.json",
    );
  }
  const source = { kind: "exports", where: folder } as const;
  return files.map(({ stack, file }) => stackInFile(path.join(folder, file), { stack, source, passphrase }));
}
