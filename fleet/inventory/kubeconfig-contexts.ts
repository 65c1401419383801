import { readKubeconfig } from "../../localcloud/providers/kubernetes/config/kubeconfig";
import { textAt } from "../../localcloud/providers/kubernetes/objects/object";
import { InputError } from "../../impact/input-error";
import { deployedCluster } from "../state/cluster";
import type { Stack } from "./stack";

/**
 * Stacks, with the credentials of a kubeconfig where it has a context for them: one that is called like the stack or
 * like its cluster, or by the ARN of its cluster, as `aws eks update-kubeconfig` does it. Each context that is left is a
 * cluster of its own, known by nothing else.
 *
 * @param file - kubeconfig
 * @throws {@link InputError} when it cannot be read or has no contexts; never with a part of it.
 */
export function withKubeconfig(stacks: readonly Stack[], file: string): readonly Stack[] {
  const contexts = contextsOf(file);
  const found = stacks.map((stack) => ({ stack, context: contexts.find((name) => belongsTo(name, stack)) }));
  const taken = new Set(found.map(({ context }) => context));
  const credentials = (context: string) => () =>
    Promise.resolve({ kind: "kubeconfig", pathOrContent: file, context } as const);
  return [
    ...found.map(({ stack, context }) =>
      context === undefined ? stack : { ...stack, credentials: credentials(context) },
    ),
    ...contexts
      .filter((context) => !taken.has(context))
      .map((context): Stack => {
        const source = { kind: "kubeconfig", where: file } as const;
        return { name: context, stack: context, source, credentials: credentials(context) };
      }),
  ];
}

function belongsTo(context: string, { stack, deployment }: Stack): boolean {
  if (context === stack || context === stack.split("/").at(-1)) return true;
  const cluster = deployment === undefined ? "" : deployedCluster(deployment.resources).name;
  return cluster !== "" && (context === cluster || context.endsWith(`:cluster/${cluster}`));
}

function contextsOf(file: string): readonly string[] {
  const problem = (message: string) => new InputError(`--kubeconfig ${file}`, [{ path: "", message }]);
  let contexts: readonly string[];
  try {
    const config = readKubeconfig(file);
    contexts = [...config.contexts]
      .filter(([, context]) => textAt(context, "cluster") !== "")
      .map(([name]) => name);
  } catch {
    // The parser's own words quote the line, and lines of a kubeconfig are secret.
    throw problem("it is neither YAML nor JSON of a kubeconfig");
  }
  if (contexts.length === 0) throw problem("there is no such file, or it has no contexts");
  return contexts;
}
