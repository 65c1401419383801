import * as fs from "node:fs";
import * as path from "node:path";
import { stackFiles } from "../../localcloud/engine/state/files";
import type { Stack } from "./stack";
import { stackFilesIn, stackInFile } from "./state-file";

/** A folder in the layout of Pulumi's file backend. */
export interface FileBackend {
  /** The folder above `.pulumi`. */
  readonly folder: string;
  readonly project: string;
  readonly passphrase?: string | undefined;
}

/** The stacks of a project in a file backend: that of the local cloud, or any other. */
export function fileBackendStacks({ folder, project, passphrase }: FileBackend): readonly Stack[] {
  const stacks = path.dirname(stackFiles(folder, project, "any").state);
  const source = { kind: "local", where: folder } as const;
  return stackFilesIn(stacks).map(({ stack, file }) => {
    const found = stackInFile(path.join(stacks, file), { stack, source, passphrase });
    const { deployment } = found;
    // What a run that was cut off had done is in its journal, which only the next run reads.
    const cutOff = fs.existsSync(stackFiles(folder, project, stack).journal);
    return cutOff && deployment !== undefined
      ? { ...found, deployment: { ...deployment, unfinished: true } }
      : found;
  });
}
