import { textAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { StateSource } from "../view";
import type { Deployment } from "./deployment";
import { openOutput, stackOutput } from "./deployment";

/** What there is to reach a cluster with. */
export type Credentials =
  | {
      readonly kind: "kubeconfig";
      /** The kubeconfig itself, or the file that holds it. Secret. */
      readonly pathOrContent: string;
      /** Context to use; absent: the current one. */
      readonly context?: string;
    }
  /** `reason`: one sentence. */
  | { readonly kind: "none"; readonly reason: string };

/** One stack of the fleet. */
export interface Stack {
  /** Unique in the fleet. */
  readonly name: string;
  readonly stack: string;
  readonly source: StateSource;
  /** Absent for a cluster that is known by its kubeconfig alone, and where `error` says why. */
  readonly deployment?: Deployment;
  /** Why the deployment cannot be read, in one sentence. */
  readonly error?: string;
  /** Opens the one secret that is needed, when it is needed. */
  readonly credentials: () => Promise<Credentials>;
}

/** Output of Mullion's program, and of many others, with the credentials of the cluster. */
export const kubeconfigOutput = "kubeconfig";

/** What to do where a state gives no credentials; the end of a sentence. */
export const giveKubeconfig = "give its kubeconfig with --kubeconfig FILE";

/**
 * The credentials in a stack's state.
 *
 * @param passphrase - opens the stack's secrets
 */
export async function credentialsIn(
  deployment: Deployment,
  passphrase: string | undefined,
): Promise<Credentials> {
  if (deployment.resources.length === 0) return { kind: "none", reason: "The stack is not deployed." };
  const found = stackOutput(deployment, kubeconfigOutput);
  switch (found.kind) {
    case "none":
      return { kind: "none", reason: `The state has no output "${kubeconfigOutput}"; ${giveKubeconfig}.` };
    case "clear":
      return stateKubeconfig(deployment, found.text);
    case "encrypted":
      return openOutput(deployment, found.ciphertext, passphrase).then(
        (text) => stateKubeconfig(deployment, text),
        (error: unknown) => closedOutput(error instanceof Error ? error.message : String(error)),
      );
  }
}

/** Credentials of an output that nobody could open. @param why - the second half of a sentence */
export function closedOutput(why: string): Credentials {
  return {
    kind: "none",
    reason: `The output "${kubeconfigOutput}" stays closed: ${why}; ${giveKubeconfig}.`,
  };
}

/** A kubeconfig out of a state, with the context that the program's Kubernetes provider uses. */
export function stateKubeconfig({ resources }: Deployment, text: string): Credentials {
  // A path would be read as a file: what a state says never decides that.
  if (!/[\n{]/.test(text)) return closedOutput("it is no kubeconfig");
  const provider = resources.find(({ type }) => type === "pulumi:providers:kubernetes");
  const context = textAt(provider?.inputs, "context");
  return { kind: "kubeconfig", pathOrContent: text, ...(context === "" ? {} : { context }) };
}

/** A stack whose state cannot be read. @param error - one sentence */
export function unreadableStack(stack: Pick<Stack, "name" | "stack" | "source">, error: string): Stack {
  const reason = "Its state could not be read.";
  return { ...stack, error, credentials: () => Promise.resolve({ kind: "none", reason }) };
}
