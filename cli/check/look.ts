import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { run } from "../../localcloud/engine";
import type { RunResult } from "../../localcloud/engine";
import { cacheDir, resolveHome } from "../../localcloud/home";
import { installPlanPlugins } from "../../localcloud/providers/install";

/** What to look at. */
export interface LookOptions {
  readonly projectDir: string;
  readonly stack: string;
  /** Folders of policy packs. */
  readonly policyPacks: readonly string[];
  /** Decrypts the secrets of the stack's configuration, if it has any. @default `PULUMI_CONFIG_PASSPHRASE` */
  readonly passphrase?: string;
  /** Configuration of the packs, in their order. @default each rule's own level and parameters */
  readonly policyPackConfigs?: readonly unknown[];
  readonly signal?: AbortSignal;
}

/** What a look at a program showed. */
export interface Look {
  readonly events: readonly EngineEvent[];
  readonly result: RunResult;
}

/**
 * Runs a program to see what it asks for, with no cloud, no credentials and no state: every resource is new, every
 * output is unknown, and every provider only looks. Leaves nothing behind.
 */
export async function lookAt(options: LookOptions): Promise<Look> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-look-"));
  try {
    const home = resolveHome({ MULLION_HOME: folder }, options.projectDir);
    const packages = installPlanPlugins(home, options.projectDir);
    const events: EngineEvent[] = [];
    const result = await run({
      command: "preview",
      projectDir: options.projectDir,
      stack: options.stack,
      backend: home.backend,
      pulumiHome: home.pulumiHome,
      passphrase: options.passphrase ?? process.env["PULUMI_CONFIG_PASSPHRASE"] ?? "",
      // The folder is new every time; what Node has compiled is kept for the next look.
      env: {
        MULLION_HOME: home.root,
        MULLION_OFFLINE: "1",
        NODE_COMPILE_CACHE: path.join(cacheDir(), "compile"),
      },
      allowedProviders: packages,
      policyPacks: options.policyPacks.map((pack, index) => ({
        path: pack,
        config: options.policyPackConfigs?.[index],
      })),
      onEvent: (event) => events.push(event),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return { events, result };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
