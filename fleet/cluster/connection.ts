import { ApiClient } from "../../localcloud/providers/kubernetes/api/client";
import { messageOf, StatusError, UnreachableError } from "../../localcloud/providers/kubernetes/api/errors";
import { connectionOf } from "../../localcloud/providers/kubernetes/config/credentials";
import type { ActiveConfig } from "../../localcloud/providers/kubernetes/config/kubeconfig";
import { activeConfig, readKubeconfig } from "../../localcloud/providers/kubernetes/config/kubeconfig";
import { textAt, valueAt } from "../../localcloud/providers/kubernetes/objects/object";
import { giveKubeconfig } from "../inventory/stack";
import type { Credentials } from "../inventory/stack";
import type { Contact, StateSource } from "../view";

/** A cluster that cannot be asked. The message is one sentence, and never a part of a kubeconfig. */
export class ContactError extends Error {
  override readonly name: string = "ContactError";
}

/** A login that is not done, although there is one. */
class LoginWithheld extends ContactError {
  override readonly name = "LoginWithheld";
}

/** Sources whose kubeconfigs may run programs and read files, as kubectl lets them: those that are the user's own. */
const ownSources: ReadonlySet<StateSource["kind"]> = new Set(["local", "pulumi", "kubeconfig"]);

/**
 * A client of the cluster that a kubeconfig leads to.
 *
 * A kubeconfig out of an export may have come from anywhere: it logs in with what stands in it, runs no program and reads
 * no file, since it would choose which ones, and which server gets the answer.
 *
 * @throws {@link ContactError} when it leads nowhere.
 */
export function openCluster(
  credentials: Extract<Credentials, { kind: "kubeconfig" }>,
  source: StateSource["kind"],
): ApiClient {
  const config = activeConfigOf(credentials);
  const foreign = ownSources.has(source) ? undefined : foreignLogin(config);
  if (foreign !== undefined) {
    throw new LoginWithheld(
      `The kubeconfig in the export ${foreign}, which is not done for an export; ${giveKubeconfig}.`,
    );
  }
  try {
    return new ApiClient(connectionOf(config));
  } catch (error) {
    throw new ContactError(`The kubeconfig cannot be used: ${messageOf(error)}.`, { cause: error });
  }
}

function activeConfigOf({
  pathOrContent,
  context,
}: Extract<Credentials, { kind: "kubeconfig" }>): ActiveConfig {
  const config = (() => {
    try {
      return readKubeconfig(pathOrContent);
    } catch {
      // The parser's own words quote the line, and lines of a kubeconfig are secret.
      throw new ContactError("The kubeconfig is neither YAML nor JSON of a kubeconfig.");
    }
  })();
  try {
    return activeConfig(config, context === undefined ? {} : { context });
  } catch (error) {
    throw new ContactError(`The kubeconfig leads nowhere: ${messageOf(error)}.`);
  }
}

function foreignLogin({ cluster, user }: ActiveConfig): string | undefined {
  if (valueAt(user, "exec") !== undefined) return "runs a program to log in";
  const files = ["client-certificate", "client-key", "tokenFile"].filter(
    (field) => textAt(user, field) !== "",
  );
  if (files.length > 0 || textAt(cluster, "certificate-authority") !== "")
    return "names files of this machine";
  return undefined;
}

/** What there is to say of a cluster that cannot be asked. */
export function contactAfter(error: unknown): Exclude<Contact, { kind: "reached" }> {
  const reason = contactReason(error);
  return error instanceof LoginWithheld ? { kind: "none", reason } : { kind: "unreachable", reason };
}

/** Why a cluster does not answer, in one sentence without credentials. */
export function contactReason(error: unknown): string {
  if (error instanceof ContactError) return error.message;
  if (error instanceof StatusError) {
    const what = `The API server refuses it (${String(error.code)}): ${sentence(error.message)}`;
    return error.code === 403
      ? `${what} Let this user list nodes, pods and DaemonSets of all namespaces.`
      : what;
  }
  if (error instanceof UnreachableError) return `The API server does not answer: ${sentence(error.message)}`;
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    return "The program that the kubeconfig logs in with is not on PATH.";
  }
  // A program that failed names its whole command line, secrets included: only its own last words are repeated.
  if (error instanceof Error && "stderr" in error) {
    const words = String(error.stderr).trim().split("\n").at(-1) ?? "";
    return `The program that the kubeconfig logs in with failed: ${sentence(words === "" ? "it says nothing" : words)}`;
  }
  // What is no JSON may be a token, and the parser's own words quote it.
  if (error instanceof SyntaxError) {
    return "The API server, or the program that the kubeconfig logs in with, answers something that is no JSON.";
  }
  return sentence(messageOf(error));
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
