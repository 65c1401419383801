import * as fs from "node:fs";
import * as path from "node:path";
import { readStack } from "../localcloud/engine";
import { listControlPlanes } from "../localcloud/kubernetes";
import { unwrapSecrets } from "../localcloud/wire/values";
import { passphraseFor } from "./context";
import type { Context } from "./context";

/** What the stack's last update left behind. */
export async function stateOf(context: Context, stack: string): ReturnType<typeof readStack> {
  return readStack(context.home.backend, context.project, stack, passphraseFor(context.home));
}

/** The stack's output `kubeconfig`, in the clear; `undefined` when the stack has none. */
export async function kubeconfigOf(context: Context, stack: string): Promise<string | undefined> {
  const state = await stateOf(context, stack);
  const output = state.resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs["kubeconfig"];
  const kubeconfig = output === undefined ? undefined : unwrapSecrets(output);
  return typeof kubeconfig === "string" ? kubeconfig : undefined;
}

/**
 * Writes the stack's kubeconfig to a file that only this user can read.
 *
 * @returns the file; `undefined` when the stack has no such output
 */
export async function writeKubeconfig(context: Context, stack: string): Promise<string | undefined> {
  const kubeconfig = await kubeconfigOf(context, stack);
  if (kubeconfig === undefined) return undefined;
  const file = path.join(context.home.root, "kubeconfig", `${stack}.yaml`);
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  fs.writeFileSync(file, withLocalToken(context, kubeconfig), { mode: 0o600 });
  return file;
}

/** On EKS a kubeconfig asks `aws` for a token; kubectl cannot do that for a cluster of the local cloud. */
function withLocalToken({ home }: Context, kubeconfig: string): string {
  if (!kubeconfig.includes("get-token")) return kubeconfig;
  const local = listControlPlanes(home).find(({ server }) => kubeconfig.includes(server));
  return local?.kubeconfig({ context: local.id, cluster: local.id, user: local.id }) ?? kubeconfig;
}
