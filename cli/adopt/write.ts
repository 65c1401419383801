import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../context";

/** A file to write. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Checks that files are not there yet.
 *
 * @throws UserError that names those that are
 */
export function refuseExisting(files: readonly string[]): void {
  const there = files.filter((file) => fs.existsSync(file));
  if (there.length === 0) return;
  const names = there.map((file) => path.basename(file)).join(" and ");
  throw new UserError(
    `${names}: exists already, and nothing is ever overwritten; choose another --stack, or move it away`,
  );
}

/**
 * Writes new files, all or none: each is finished beside its place and gets its name at the end.
 *
 * @throws UserError when one is there after all
 */
export function writeNew(files: readonly NewFile[]): void {
  const drafts = files.map(({ file, text }) => {
    const draft = `${file}.${String(process.pid)}`;
    fs.writeFileSync(draft, text);
    return { file, draft };
  });
  const linked: string[] = [];
  try {
    for (const { file, draft } of drafts) {
      // A link fails where somebody else was faster; a rename would overwrite.
      fs.linkSync(draft, file);
      linked.push(file);
    }
  } catch (error) {
    for (const file of linked) fs.rmSync(file);
    throw new UserError(
      `${files.map(({ file }) => path.basename(file)).join(" and ")}: cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    for (const { draft } of drafts) fs.rmSync(draft, { force: true });
  }
}
