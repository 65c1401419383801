import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "yaml";
import type { Deployment } from "../deployment";
import type { PolicyPackOption } from "../options";
import { patienceOf } from "../patience";
import { PolicyPack } from "../plugins/policy-pack";
import { startPlugin } from "../plugins/process";
import { configEnvironment, type StackConfig } from "../program/config";
import { endWithEngine, runnerIn } from "../program/process";
import { isJson } from "../state/encode";
import { ORGANIZATION } from "../state/files";

/** What a policy pack needs besides itself. */
export interface PackEnvironment {
  readonly config: StackConfig;
  readonly deployment: Deployment;
  /** Address of the engine. */
  readonly address: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts a policy pack and tells it about the run.
 *
 * @throws Error that names the pack: a run whose policies cannot be asked must not go on.
 */
export async function startPack(
  option: PolicyPackOption,
  { config, deployment, address, env }: PackEnvironment,
): Promise<PolicyPack> {
  const folder = path.resolve(option.path);
  const patience = patienceOf(deployment.options);
  const { project, stack, dryRun, events } = deployment;
  const configured =
    Object.keys(config.values).length > 0 ? { PULUMI_CONFIG: configEnvironment(config).PULUMI_CONFIG } : {};
  const process = await startPlugin({
    title: `policy pack ${folder}`,
    command: globalThis.process.execPath,
    args: [...endWithEngine, runnerIn(folder, "cmd/run-policy-pack"), address, folder],
    cwd: folder,
    patience,
    env: {
      ...env,
      PULUMI_NODEJS_ORGANIZATION: ORGANIZATION,
      PULUMI_NODEJS_PROJECT: project,
      PULUMI_NODEJS_STACK: stack,
      PULUMI_NODEJS_DRY_RUN: String(dryRun),
      ...configured,
      ...(usesTypescript(folder) ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    },
    onLine: (line, stream) => {
      events.message(stream === "stderr" ? "info#err" : "info", "", line);
    },
  });
  const pack = new PolicyPack(process, folder, patience);
  await pack
    .configure({ organization: ORGANIZATION, project, stack, dryRun, config: config.values }, option.config)
    .catch(async (error: unknown) => {
      await pack.close();
      throw error;
    });
  return pack;
}

/**
 * Whether a policy pack is written in TypeScript.
 *
 * @throws Error when the folder holds no pack, or one of another runtime.
 */
export function usesTypescript(folder: string): boolean {
  const file = path.join(folder, "PulumiPolicy.yaml");
  if (!fs.existsSync(file)) throw new Error(`${folder}: is not a policy pack: it has no PulumiPolicy.yaml`);
  const settings: unknown = yaml.parse(fs.readFileSync(file, "utf8"));
  const runtime = isJson(settings) ? settings["runtime"] : undefined;
  const name = isJson(runtime) ? runtime["name"] : runtime;
  if (name !== "nodejs")
    throw new Error(
      `${file}: runtime: must be nodejs, the only one that the embedded engine runs, got ${JSON.stringify(name)}`,
    );
  const options = isJson(runtime) ? runtime["options"] : undefined;
  return !(isJson(options) && options["typescript"] === false);
}
