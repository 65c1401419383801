import * as fs from "node:fs";
import * as path from "node:path";

/** Where the file backend keeps what belongs to one stack. */
export interface StackFiles {
  /** The checkpoint. */
  readonly state: string;
  /** The checkpoint before the last one. */
  readonly backup: string;
  /** What a run has done since the checkpoint. */
  readonly journal: string;
  /** Holds one file per process that works on the stack. */
  readonly locks: string;
}

/** The organization that the file backend puts every stack in. */
export const ORGANIZATION = "organization";

/**
 * The files of a stack in the layout of Pulumi's file backend.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/backend/diy/store.go
 */
export function stackFiles(backend: string, project: string, stack: string): StackFiles {
  const root = path.join(backend, ".pulumi");
  const state = path.join(root, "stacks", project, `${stack}.json`);
  return {
    state,
    backup: `${state}.bak`,
    journal: path.join(root, "stacks", project, `${stack}.journal`),
    locks: path.join(root, "locks", ORGANIZATION, project, stack),
  };
}

/** Makes the backend's folder and the file that says which layout it has. */
export function prepareBackend(backend: string): void {
  const meta = path.join(backend, ".pulumi", "meta.yaml");
  if (fs.existsSync(meta)) return;
  fs.mkdirSync(path.dirname(meta), { recursive: true });
  writeFileAtomically(meta, "version: 1\n");
}

/** Replaces a file so that a reader, or a crash at any moment, finds the old content or the new one. */
export function writeFileAtomically(file: string, content: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = fs.openSync(temporary, "w");
  try {
    fs.writeSync(handle, content);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(temporary, file);
}

/** The content of a file, or `undefined` when there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
