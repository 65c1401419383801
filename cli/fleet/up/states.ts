import { withKubeconfig } from "../../../fleet/inventory/kubeconfig-contexts";
import { fileBackendStacks } from "../../../fleet/inventory/local";
import type { Stack } from "../../../fleet/inventory/stack";
import { passphraseFor, type Context } from "../../context";
import { stacksOf, type StackFlags } from "../stacks";

/** Reads a stack with its state as it is at this moment; `undefined` where there is none yet. */
export type ReadStack = (stack: string) => Promise<Stack | undefined>;

/**
 * Reads stacks of the local cloud, or of a backend; there a stack has to be made before it is deployed.
 *
 * @param flags - as the commands of the fleet have them
 */
export function stackReader(
  { home, project }: Context,
  { backend, kubeconfig }: Pick<StackFlags, "backend" | "kubeconfig">,
): ReadStack {
  const given = kubeconfig === undefined ? {} : { kubeconfig };
  if (backend !== undefined)
    return async (stack) => (await stacksOf({ ...given, backend, stack: [stack] }))[0];
  return (stack) => {
    const stacks = fileBackendStacks({ folder: home.backend, project, passphrase: passphraseFor(home) });
    const all = kubeconfig === undefined ? stacks : withKubeconfig(stacks, kubeconfig);
    return Promise.resolve(all.find((one) => one.stack === stack));
  };
}
