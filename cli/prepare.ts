import { ensureBinaries, listControlPlanes, startControlPlane } from "../localcloud/kubernetes";
import { installPlugins } from "../localcloud/providers/install";
import type { Context } from "./context";

/** Says a line about work that goes on before a deployment. */
export type Say = (line: string) => void;

/**
 * Makes the local cloud ready for a deployment: the provider plugins are in place, the binaries of Kubernetes are
 * built (minutes, the first time on a machine), and control planes that were stopped, by a reboot for instance,
 * run again.
 *
 * @param options.build - whether binaries may be needed; a preview of a new stack does without
 */
export async function prepare(
  context: Context,
  say: Say,
  { build }: { readonly build: boolean },
): Promise<void> {
  installPlugins(context.home);
  if (build) await ensureBinaries(say);
  for (const { id, running } of listControlPlanes(context.home)) {
    if (running) continue;
    say(`starting the control plane ${id} again`);
    await startControlPlane({ home: context.home, id, progress: say });
  }
}
