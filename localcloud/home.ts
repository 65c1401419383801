import * as os from "node:os";
import * as path from "node:path";

/** Where the local cloud of one project keeps everything that must outlive a command. */
export interface Home {
  /** The folder that holds all of it: `$MULLION_HOME`, or `.mullion` in the project's folder. */
  readonly root: string;
  /** Root of Pulumi's file backend; a stack's state is `<backend>/.pulumi/stacks/<project>/<stack>.json`. */
  readonly backend: string;
  /** `PULUMI_HOME` of every engine that works with this home; holds the provider stand-ins and nothing else. */
  readonly pulumiHome: string;
  /** SQLite file with the objects of the Azure stand-in. */
  readonly azureDb: string;
  /** SQLite file with the objects of the AWS stand-in. */
  readonly awsDb: string;
  /** One folder per control plane. */
  readonly kubernetes: string;
  /** The passphrase that encrypts secrets in state when the user brings none of their own. */
  readonly passphraseFile: string;
}

/**
 * Finds the home of the local cloud. Creates nothing.
 *
 * @param env Environment to read `MULLION_HOME` from.
 * @param projectDir Folder of the Pulumi project, used when the variable is not set.
 */
export function resolveHome(env: NodeJS.ProcessEnv = process.env, projectDir = process.cwd()): Home {
  const root = path.resolve(projectDir, env["MULLION_HOME"] ?? ".mullion");
  return {
    root,
    backend: path.join(root, "backend"),
    pulumiHome: path.join(root, "pulumi-home"),
    azureDb: path.join(root, "azure.db"),
    awsDb: path.join(root, "aws.db"),
    kubernetes: path.join(root, "kubernetes"),
    passphraseFile: path.join(root, "passphrase"),
  };
}

/**
 * The folder that binaries are cached in, shared by all projects of this user:
 * `$MULLION_CACHE`, else `mullion` under `$XDG_CACHE_HOME`, else `~/.cache/mullion`.
 */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  const own = env["MULLION_CACHE"];
  if (own !== undefined && own !== "") return path.resolve(own);
  const xdg = env["XDG_CACHE_HOME"];
  return path.join(xdg !== undefined && xdg !== "" ? xdg : path.join(os.homedir(), ".cache"), "mullion");
}
