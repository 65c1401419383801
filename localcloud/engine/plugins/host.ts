import * as fs from "node:fs";
import * as path from "node:path";
import type { PropertyValue } from "../../wire/values";
import type { EventStream } from "../events";
import { Unsupported } from "../failure";
import type { Patience } from "../patience";
import { builtinProvider, type StackOutputs } from "./builtin";
import { PluginProvider } from "./plugin-provider";
import { ProviderConnection } from "./provider-connection";
import type { Provider } from "./provider";
import { startPlugin, type PluginProcess } from "./process";

/** The package of the engine's own provider. */
const BUILTIN = "pulumi";

/** Whoever can start the provider of a package. */
export interface ProviderSource {
  start(pkg: string, version: PropertyValue | undefined): Promise<Provider>;
}

/** Finds and starts provider plugins, and ends all of them. */
export class PluginHost implements ProviderSource {
  readonly #started: {
    readonly line: ProviderConnection;
    readonly process: PluginProcess;
    readonly executable: string;
  }[] = [];

  constructor(
    private readonly pulumiHome: string,
    private readonly allowed: readonly string[],
    private readonly engineAddress: () => string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly events: EventStream,
    private readonly stackOutputs: StackOutputs,
    private readonly patience: Patience,
  ) {}

  /** @throws Unsupported when the package's provider may not run here. */
  requireAllowed(pkg: string): void {
    if (pkg !== BUILTIN && !this.allowed.includes(pkg)) {
      throw new Unsupported(
        `the provider "${pkg}" (only ${this.allowed.map((name) => `"${name}"`).join(", ")} can be used)`,
      );
    }
  }

  /**
   * Starts the provider of a package.
   *
   * @param version The wanted version; without one the newest installed.
   */
  async start(pkg: string, version: PropertyValue | undefined): Promise<Provider> {
    if (pkg === BUILTIN) return builtinProvider(this.stackOutputs);
    this.requireAllowed(pkg);
    const executable = findPlugin(
      path.join(this.pulumiHome, "plugins"),
      pkg,
      typeof version === "string" ? version : "",
    );
    const address = this.engineAddress();
    const process = await startPlugin({
      title: `provider "${pkg}" (${executable})`,
      command: executable,
      args: [address],
      cwd: path.dirname(executable),
      env: this.env,
      patience: this.patience,
      onLine: (line, stream) => {
        this.events.message(stream === "stderr" ? "info#err" : "info", "", line, { ephemeral: true });
      },
    });
    const line = new ProviderConnection(process, `provider "${pkg}"`, this.patience);
    const provider = new PluginProvider(line);
    this.#started.push({ line, process, executable });
    await provider.handshake(executable, address);
    return provider;
  }

  /** Ends every provider that still runs, and says which ones have ended by themselves. */
  async closeAll(): Promise<void> {
    for (const { line, process, executable } of this.#started) {
      if (await line.hasDied()) this.events.message("error", "", endedEarly(executable, await process.ended));
    }
    await Promise.all(this.#started.map(({ line }) => line.close()));
  }

  /** Ends every provider at once. */
  killAll(): void {
    for (const { line } of this.#started) line.kill();
  }
}

function endedEarly(executable: string, how: string): string {
  return (
    `Detected that ${executable} exited prematurely. \n` +
    "       This is *always* a bug in the provider. Please report the issue to the provider author as appropriate.\n" +
    "       To assist with debugging we have dumped the STDOUT and STDERR streams of the plugin:\n" +
    `       ${how}`
  );
}

function findPlugin(folder: string, pkg: string, version: string): string {
  const prefix = `resource-${pkg}-v`;
  const installed = fs.existsSync(folder)
    ? fs.readdirSync(folder).filter((name) => name.startsWith(prefix))
    : [];
  const versions = installed.map((name) => name.slice(prefix.length)).filter((found) => /^\d/u.test(found));
  const wanted = version === "" ? versions.sort(byVersion).at(-1) : version;
  const executable = path.join(folder, `${prefix}${wanted ?? ""}`, `pulumi-resource-${pkg}`);
  if (wanted !== undefined && fs.existsSync(executable)) return executable;
  const have =
    versions.length === 0
      ? "no version is"
      : `${versions.join(", ")} ${versions.length === 1 ? "is" : "are"}`;
  throw new Error(
    `provider "${pkg}"${version === "" ? "" : ` version ${version}`} is not installed in ${folder}; ${have}`,
  );
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
