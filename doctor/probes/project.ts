import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";

import type { ProjectFacts } from "../recording";

/** What the Pulumi project in a folder asks for; `undefined` where there is none. A broken file is passed over. */
export function probeProject(folder: string): ProjectFacts | undefined {
  if (!fs.existsSync(path.join(folder, "Pulumi.yaml"))) return undefined;
  const stacks = fs.readdirSync(folder).filter((file) => /^Pulumi\..+\.yaml$/.test(file));
  const targets = stacks.flatMap((file) => {
    const target = valueAt(read(path.join(folder, file), parse), "config", "mullion:target");
    return typeof target === "string" ? [target] : [];
  });
  const manifest = read(path.join(folder, "package.json"), JSON.parse);
  const packages = ["dependencies", "devDependencies"].flatMap((key) =>
    Object.entries(recordOf(valueAt(manifest, key))).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === "string" && (entry[0] === "pulumi" || entry[0].startsWith("@pulumi/")),
    ),
  );
  return { targets: [...new Set(targets)].sort(), packages: Object.fromEntries(packages) };
}

function read(file: string, parseText: (text: string) => unknown): unknown {
  try {
    return parseText(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((at, key) => recordOf(at)[key], value);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
