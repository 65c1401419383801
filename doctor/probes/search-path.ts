import * as fs from "node:fs";
import * as path from "node:path";

import type { System } from "../recording";

/**
 * All copies of a program on PATH, in its order; a copy that is reached by two ways is told once.
 *
 * @param name - without extension; on Windows `.exe` is added
 */
export function copiesOnPath(
  name: string,
  system: System,
  env: NodeJS.ProcessEnv = process.env,
): readonly { readonly path: string; readonly realPath: string }[] {
  const file = system === "win32" ? `${name}.exe` : name;
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const seen = new Set<string>();
  return folders.flatMap((folder) => {
    const full = path.join(folder, file);
    const realPath = realProgram(full);
    if (realPath === undefined || seen.has(realPath)) return [];
    seen.add(realPath);
    return [{ path: full, realPath }];
  });
}

function realProgram(file: string): string | undefined {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile() ? fs.realpathSync(file) : undefined;
  } catch {
    return undefined;
  }
}
