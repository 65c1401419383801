import * as fs from "node:fs";
import { gunzipSync } from "node:zlib";
import type { StateSource } from "../view";
import { readDeployment } from "./deployment";
import type { Stack } from "./stack";
import { credentialsIn, unreadableStack } from "./stack";

/** Ends of the names of files that hold a stack. */
const ending = /\.json(?:\.gz)?$/;

/** The names of the stacks whose files are in a folder, with the files' names; none where there is no folder. */
export function stackFilesIn(folder: string): readonly { readonly stack: string; readonly file: string }[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((file) => ending.test(file))
    .sort()
    .map((file) => ({ stack: file.replace(ending, ""), file }));
}

/** A stack in a file, compressed or not. A file that cannot be read is a stack with one error. */
export function stackInFile(
  file: string,
  {
    stack,
    source,
    passphrase,
  }: { readonly stack: string; readonly source: StateSource; readonly passphrase?: string | undefined },
): Stack {
  const about = { name: stack, stack, source };
  try {
    const bytes = fs.readFileSync(file);
    const deployment = readDeployment((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
    return { ...about, deployment, credentials: () => credentialsIn(deployment, passphrase) };
  } catch (error) {
    return unreadableStack(about, `${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
