import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import type { ImportFile } from "../../adopt";
import { settle } from "../../adopt";
import { run } from "../../localcloud/engine";
import type { ImportOption, RunOptions, RunResult } from "../../localcloud/engine";
import { findContext, UserError } from "../context";
import { rewriteState } from "./state-file";

/** A stack, and with what it is run. */
export type StackRun = Omit<RunOptions, "command" | "onEvent">;

/**
 * Takes objects into a stack: first the program's own providers, then the import, then the copies of node pools are taken
 * out of the cluster's inputs.
 *
 * @param options - the stack
 * @param file - the import file
 * @returns names of the pools whose copies were taken out
 * @throws UserError with what the engine said
 */
export async function takeOver(options: StackRun, file: ImportFile): Promise<readonly string[]> {
  const providers = Object.values(file.nameTable);
  if (providers.length > 0) await must(options, "up", { targets: providers });
  await must(options, "import", { imports: importOptions(file, urnsOf(options, file)) });
  return rewriteState(options, settle);
}

/**
 * Runs the engine.
 *
 * @throws UserError with what it said when it fails
 */
export async function must(
  options: StackRun,
  command: RunOptions["command"],
  more: Partial<RunOptions> = {},
): Promise<RunResult> {
  const said: string[] = [];
  const onEvent = ({ diagnosticEvent }: EngineEvent) => {
    if (diagnosticEvent?.severity === "error") said.push(diagnosticEvent.message.trim());
  };
  const result = await run({ ...options, ...more, command, onEvent });
  if (result.exitCode === 0) return result;
  throw new UserError(`stack ${options.stack}: ${command} failed\n${said.join("\n")}`);
}

/** URNs by the names of the file: those of its table, and those that its entries will have. */
function urnsOf(
  { stack, projectDir }: StackRun,
  { nameTable, resources }: ImportFile,
): ReadonlyMap<string, string> {
  const { project } = findContext(projectDir);
  const urns = new Map(Object.entries(nameTable));
  const types = new Map<string, string>();
  for (const { name, logicalName, type, parent } of resources) {
    const above = parent === undefined ? "" : types.get(parent);
    if (above === undefined)
      throw new UserError(`${name}: its parent "${String(parent)}" must stand before it in the import file`);
    const chain = above === "" ? type : `${above}$${type}`;
    types.set(name, chain);
    urns.set(name, `urn:pulumi:${stack}::${project}::${chain}::${logicalName ?? name}`);
  }
  return urns;
}

function importOptions(
  { resources }: ImportFile,
  urns: ReadonlyMap<string, string>,
): readonly ImportOption[] {
  return resources.map(({ type, name, logicalName, id = "", parent, provider, component, properties }) => ({
    type,
    name: logicalName ?? name,
    id,
    // What the program protects it protects by itself.
    protect: false,
    ...(parent === undefined ? {} : { parent: urns.get(parent) ?? "" }),
    ...(provider === undefined ? {} : { provider: urns.get(provider) ?? "" }),
    ...(component === undefined ? {} : { component }),
    ...(properties === undefined ? {} : { properties }),
  }));
}
