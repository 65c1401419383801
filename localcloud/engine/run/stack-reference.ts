import * as fs from "node:fs";
import type { PropertyMap } from "../../wire/values";
import type { RunOptions } from "../options";
import { Checkpoint } from "../state/checkpoint";
import { ORGANIZATION, stackFiles } from "../state/files";
import { ROOT_STACK_TYPE } from "../values/urn";

/**
 * The outputs of another stack of the same backend.
 *
 * @param project The project of the stack that asks, meant where the name has none.
 * @param name `stack`, `project/stack` or `organization/project/stack`.
 * @throws Error when there is no such stack, or it has another passphrase.
 */
export async function outputsOfStack(
  { backend, passphrase }: Pick<RunOptions, "backend" | "passphrase">,
  project: string,
  name: string,
): Promise<PropertyMap> {
  const parts = name.split("/");
  const stack = parts.at(-1) ?? "";
  const ofProject = parts.at(-2) ?? project;
  const organization = parts.length > 2 ? parts[0] : ORGANIZATION;
  const { state } = stackFiles(backend, ofProject, stack);
  if (organization !== ORGANIZATION || !fs.existsSync(state)) {
    throw new Error(
      `unknown stack "${name}": only stacks of this local backend can be referred to, and ${state} does not exist`,
    );
  }
  const { loaded } = await Checkpoint.load(backend, ofProject, stack, passphrase);
  return loaded.resources.find((resource) => resource.type === ROOT_STACK_TYPE)?.outputs ?? {};
}
