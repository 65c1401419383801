import * as fs from "node:fs";
import * as path from "node:path";
import type { Home } from "../home";
import { isRecord } from "../wire/values";

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
    install(home, { name, version: standInVersion(name) }, path.join(__dirname, name, "main.ts"));
  }
}

/**
 * Makes a provider that only looks count as the plugin of every provider package that a program has installed, so
 * that the program can be run without any cloud. The home must be one of its own: nothing can be deployed with it.
 *
 * @param programDir Folder of the program; packages are looked for there and above.
 * @returns names of the packages.
 */
export function installPlanPlugins(home: Home, programDir: string): readonly string[] {
  const packages = providerPackages(programDir);
  for (const provider of packages) install(home, provider, path.join(__dirname, "plan", "main.ts"));
  return packages.map(({ name }) => name);
}

/** A package of which Pulumi runs a provider. */
interface ProviderPackage {
  readonly name: string;
  readonly version: string;
}

function install(home: Home, { name, version }: ProviderPackage, main: string): void {
  const folder = path.join(home.pulumiHome, "plugins", `resource-${name}-v${version}`);
  const executable = path.join(folder, `pulumi-resource-${name}`);
  const script = launcher(main, version, home);
  if (fs.existsSync(executable) && fs.readFileSync(executable, "utf8") === script) return;
  fs.mkdirSync(folder, { recursive: true });
  // Another command may start the plugin at this very moment: it must see the old file or the new one, whole.
  const unfinished = `${executable}.${String(process.pid)}`;
  fs.writeFileSync(unfinished, script, { mode: 0o755 });
  fs.renameSync(unfinished, executable);
}

function launcher(main: string, version: string, home: Home): string {
  return [
    "#!/bin/sh",
    "# Written by Mullion: starts what stands for this provider on this machine.",
    `export NODE_COMPILE_CACHE="\${NODE_COMPILE_CACHE:-${path.join(home.root, "compile-cache")}}"`,
    `export MULLION_HOME="\${MULLION_HOME:-${home.root}}" MULLION_PROVIDER_VERSION="${version}"`,
    `exec "${process.execPath}" --disable-warning=ExperimentalWarning --require "${require.resolve("tsx/cjs")}" "${main}" "$@"`,
    "",
  ].join("\n");
}

function providerPackages(programDir: string): ProviderPackage[] {
  const found = new Map<string, ProviderPackage>();
  for (let folder = path.resolve(programDir); ; folder = path.dirname(folder)) {
    for (const manifest of manifests(path.join(folder, "node_modules"))) {
      const provider = readProviderPackage(manifest);
      if (provider !== undefined && !found.has(provider.name)) found.set(provider.name, provider);
    }
    if (path.dirname(folder) === folder) return [...found.values()];
  }
}

function manifests(modules: string): string[] {
  if (!fs.existsSync(modules)) return [];
  return fs.readdirSync(modules).flatMap((entry) => {
    const folder = path.join(modules, entry);
    const packages = entry.startsWith("@")
      ? fs.readdirSync(folder).map((name) => path.join(folder, name))
      : [folder];
    return packages.map((one) => path.join(one, "package.json")).filter((file) => fs.existsSync(file));
  });
}

/** SDKs of providers say so under `pulumi` in their package.json. */
function readProviderPackage(manifest: string): ProviderPackage | undefined {
  const text = fs.readFileSync(manifest, "utf8");
  // Thousands of packages are none: look before parsing.
  if (!text.includes('"pulumi"')) return undefined;
  const content: unknown = JSON.parse(text);
  if (!isRecord(content) || !isRecord(content["pulumi"]) || content["pulumi"]["resource"] !== true)
    return undefined;
  const full = typeof content["name"] === "string" ? content["name"] : "";
  const name = content["pulumi"]["name"] ?? full.split("/").at(-1);
  const version = content["pulumi"]["version"] ?? content["version"];
  if (typeof name !== "string" || typeof version !== "string") return undefined;
  return { name, version: version.replace(/^v/, "") };
}
