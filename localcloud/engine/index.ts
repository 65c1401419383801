/**
 * The embedded engine: runs a stack as the Pulumi CLI does, against providers on this machine.
 *
 * @packageDocumentation
 */
export type { EngineEvent } from "./events";
export type { Goal } from "./plan/goal";
export type { ImportOption, PolicyPackOption, RunOptions, RunResult } from "./options";
export { Unsupported } from "./failure";
export type { PreviewJson, PreviewStep } from "./run/preview-json";
export { run } from "./run/run";
export { Checkpoint, type StackState } from "./state/checkpoint";
export { StackLockedError } from "./state/lock";
export type { ResourceState } from "./state/resource";

import { Checkpoint, type StackState } from "./state/checkpoint";

/**
 * Reads the state of a stack, secrets decrypted and marked.
 *
 * @throws Error when the state cannot be read or the passphrase is wrong.
 */
export async function readStack(
  backend: string,
  project: string,
  stack: string,
  passphrase: string,
): Promise<StackState> {
  return (await Checkpoint.load(backend, project, stack, passphrase)).loaded;
}
