import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import type { ImportFile } from "../../adopt";
import { importUrns, settle } from "../../adopt";
import { run } from "../../localcloud/engine";
import type { ImportOption, RunOptions, RunResult } from "../../localcloud/engine";
import { findContext, UserError } from "../context";
import { rewriteState } from "./state-file";

/** A stack, and with what it is run. */
export type StackRun = Omit<RunOptions, "command" | "onEvent">;

/**
 * Takes objects into a stack: after the import the copies of node pools are taken out of the cluster's inputs.
 *
 * @param options - the stack
 * @param file - the import file
 * @returns names of the pools whose copies were taken out
 * @throws UserError with what the engine said
 */
export async function takeOver(options: StackRun, file: ImportFile): Promise<readonly string[]> {
  const { project } = findContext(options.projectDir);
  const target = { project, stack: options.stack };
  await must(options, "import", { imports: importOptions(file, importUrns(file, target)) });
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
  const reasons = said.filter((line) => !/^(update|preview) failed$/.test(line));
  throw new UserError(`stack ${options.stack}: ${command} failed\n${reasons.join("\n")}`);
}

function importOptions(
  { resources }: ImportFile,
  urns: ReadonlyMap<string, string>,
): readonly ImportOption[] {
  return resources.map(({ type, name, logicalName, id = "", parent, component, properties }) => ({
    type,
    name: logicalName ?? name,
    id,
    // What the program protects it protects by itself.
    protect: false,
    ...(parent === undefined ? {} : { parent: urns.get(parent) ?? "" }),
    ...(component === undefined ? {} : { component }),
    ...(properties === undefined ? {} : { properties }),
  }));
}
