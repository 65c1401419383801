import * as fs from "node:fs";
import * as path from "node:path";
import type { Home } from "../home";

/** The packages that the local cloud has a provider for. */
export const standIns = ["aws", "azure-native", "kubernetes", "random"] as const;
/** Name of a package that the local cloud has a provider for. */
export type StandIn = (typeof standIns)[number];

/**
 * The version of the npm package that a stand-in stands for, as installed in this project.
 *
 * @throws when the package is not installed.
 */
export function standInVersion(name: StandIn): string {
  const manifest: unknown = JSON.parse(
    fs.readFileSync(require.resolve(`@pulumi/${name}/package.json`), "utf8"),
  );
  if (
    typeof manifest === "object" &&
    manifest !== null &&
    "version" in manifest &&
    typeof manifest.version === "string"
  ) {
    return manifest.version.replace(/^v/, "");
  }
  throw new Error(`@pulumi/${name}/package.json has no version; run "npm ci"`);
}

/**
 * Makes the stand-ins count as installed Pulumi plugins of this home, for the embedded engine and the real CLI
 * alike: an executable `pulumi-resource-<name>` in the plugin folder of the version is all that both look for.
 * Writes only what is missing or different.
 */
export function installPlugins(home: Home): void {
  for (const name of standIns) {
    const folder = path.join(home.pulumiHome, "plugins", `resource-${name}-v${standInVersion(name)}`);
    const executable = path.join(folder, `pulumi-resource-${name}`);
    const script = launcher(path.join(__dirname, name, "main.ts"), home);
    if (fs.existsSync(executable) && fs.readFileSync(executable, "utf8") === script) continue;
    fs.mkdirSync(folder, { recursive: true });
    // Another command may start the plugin at this very moment: it must see the old file or the new one, whole.
    const unfinished = `${executable}.${String(process.pid)}`;
    fs.writeFileSync(unfinished, script, { mode: 0o755 });
    fs.renameSync(unfinished, executable);
  }
}

function launcher(main: string, home: Home): string {
  return [
    "#!/bin/sh",
    "# Written by Mullion: starts the local cloud's stand-in for this provider.",
    `export NODE_COMPILE_CACHE="\${NODE_COMPILE_CACHE:-${path.join(home.root, "compile-cache")}}"`,
    `export MULLION_HOME="\${MULLION_HOME:-${home.root}}"`,
    `exec "${process.execPath}" --disable-warning=ExperimentalWarning --require "${require.resolve("tsx/cjs")}" "${main}" "$@"`,
    "",
  ].join("\n");
}
