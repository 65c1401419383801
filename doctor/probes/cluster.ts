import { neededAccess } from "../access";
import { outputOf, type ClusterOutcomes, type ContextOutcome } from "../recording";
import type { Run } from "./command";

/** Seconds that kubectl waits for one answer of an API server. */
const REQUEST_TIMEOUT = "--request-timeout=10s";

/** Which contexts are asked for the version of their API server. */
export interface ContextChoice {
  /**
   * Also those whose login runs another program, which may open a browser.
   * The current context is always asked.
   */
  readonly all: boolean;
}

/** The contexts of the kubeconfig, and the version of the API server behind each of them. */
export async function probeContexts(run: Run, choice: ContextChoice): Promise<readonly ContextOutcome[]> {
  const text = outputOf(await run("kubectl", ["config", "view", "-o", "json"]));
  if (text === undefined) return [];
  const view = parseView(text);
  return Promise.all(
    view.contexts.map(async ({ name, login }): Promise<ContextOutcome> => {
      const current = name === view.current;
      if (!current && !choice.all && login !== undefined) {
        return { context: name, current, version: { kind: "not-asked", login } };
      }
      const args = ["--context", name, "version", "-o", "json", REQUEST_TIMEOUT];
      return { context: name, current, version: await run("kubectl", args) };
    }),
  );
}

/** Asks the cluster in the current context; every question only reads, or keeps nothing. */
export async function probeCluster(run: Run): Promise<ClusterOutcomes> {
  const get = (...what: readonly string[]) => run("kubectl", ["get", ...what, "-o", "json", REQUEST_TIMEOUT]);
  const [nodes, daemonSets, csiDrivers, access] = await Promise.all([
    get("nodes"),
    get("daemonsets", "--all-namespaces"),
    get("csidrivers"),
    run("kubectl", ["create", "-f", "-", "-o", ACCESS_LINE, REQUEST_TIMEOUT], accessReviews()),
  ]);
  return { nodes, daemonSets, csiDrivers, access };
}

const ACCESS_LINE =
  'jsonpath={.spec.resourceAttributes.verb} {.spec.resourceAttributes.resource} {.status.allowed}{"\\n"}';

function accessReviews(): string {
  const items = neededAccess.map(({ verb, group, resource }) => ({
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes: { verb, group, resource } },
  }));
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

interface View {
  readonly current: string;
  readonly contexts: readonly { readonly name: string; readonly login?: string }[];
}

interface KubeconfigJson {
  readonly "current-context"?: string;
  readonly contexts?:
    readonly { readonly name?: string; readonly context?: { readonly user?: string } }[] | null;
  readonly users?:
    | readonly { readonly name?: string; readonly user?: { readonly exec?: { readonly command?: string } } }[]
    | null;
}

function parseView(text: string): View {
  // kubectl prints its own type; what is missing in it is passed over.
  const config = JSON.parse(text) as KubeconfigJson;
  const contexts = (config.contexts ?? []).flatMap(({ name, context }) => {
    if (name === undefined) return [];
    const login = (config.users ?? []).find((user) => user.name === context?.user)?.user?.exec?.command;
    return [{ name, ...(login === undefined ? {} : { login }) }];
  });
  return { current: config["current-context"] ?? "", contexts };
}
