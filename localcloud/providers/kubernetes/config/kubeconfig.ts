import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import type { PropertyMap, PropertyValue } from "../../../wire/values";
import { isRecord } from "../../../wire/values";
import { messageOf } from "../api/errors";
import { listAt, mapAt, sameValue, textAt } from "../objects/object";

/** A kubeconfig, with its lists by name. @see https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ */
export interface Kubeconfig {
  readonly currentContext: string;
  readonly clusters: ReadonlyMap<string, PropertyMap>;
  readonly users: ReadonlyMap<string, PropertyMap>;
  readonly contexts: ReadonlyMap<string, PropertyMap>;
}

/** What a provider says besides its kubeconfig; each wins over what stands there. */
export interface Overrides {
  readonly context?: string;
  readonly cluster?: string;
  readonly namespace?: string;
}

/** The parts of a kubeconfig that one context names. */
export interface ActiveConfig {
  readonly cluster: PropertyMap;
  readonly user: PropertyMap;
  /** Empty when the context has none. */
  readonly namespace: string;
}

/**
 * Reads a kubeconfig from its text, or from the file that the text names (`~` is the home folder).
 *
 * @throws Error when the text is neither.
 */
export function readKubeconfig(pathOrContent: string): Kubeconfig {
  const file =
    pathOrContent === "~" || pathOrContent.startsWith("~/")
      ? os.homedir() + pathOrContent.slice(1)
      : pathOrContent;
  const isFile = !file.includes("\n") && fs.existsSync(file);
  return parseKubeconfig(
    isFile ? fs.readFileSync(file, "utf8") : pathOrContent,
    isFile ? path.dirname(file) : undefined,
  );
}

/** The kubeconfig of the environment: the files of `$KUBECONFIG`, else `~/.kube/config`. Files that are missing are passed over. */
export function ambientKubeconfig(env: NodeJS.ProcessEnv = process.env): Kubeconfig {
  const named = (env["KUBECONFIG"] ?? "").split(path.delimiter).filter((file) => file !== "");
  const files = named.length > 0 ? named : [path.join(os.homedir(), ".kube", "config")];
  const configs = files
    .filter((file) => fs.existsSync(file))
    .map((file) => parseKubeconfig(fs.readFileSync(file, "utf8"), path.dirname(file)));
  return configs.reduce(merge, EMPTY);
}

/**
 * What the active context of a kubeconfig stands for.
 *
 * @throws Error in the words of client-go when the context, cluster or user is missing.
 */
export function activeConfig(config: Kubeconfig, overrides: Overrides): ActiveConfig {
  const contextName = given(overrides.context) ?? config.currentContext;
  const context = config.contexts.get(contextName);
  if (contextName !== "" && context === undefined) throw new Error(`context "${contextName}" does not exist`);
  const clusterName = given(overrides.cluster) ?? textAt(context, "cluster");
  const cluster = config.clusters.get(clusterName);
  if (clusterName !== "" && cluster === undefined) throw new Error(`cluster "${clusterName}" does not exist`);
  if (textAt(cluster, "server") === "" || cluster === undefined) {
    throw new Error(
      "invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable",
    );
  }
  const userName = textAt(context, "user");
  const user = config.users.get(userName);
  if (userName !== "" && user === undefined) throw new Error(`auth info "${userName}" does not exist`);
  return { cluster, user: user ?? {}, namespace: given(overrides.namespace) ?? textAt(context, "namespace") };
}

/** The cluster entry that a provider's properties lead to, or `undefined` when they lead to none. */
export function activeCluster(properties: PropertyMap): PropertyMap | undefined {
  const kubeconfig = kubeconfigText(properties["kubeconfig"]);
  if (kubeconfig === "") return undefined;
  const config = parsed(kubeconfig);
  const contextName = textAt(properties, "context");
  const context = config.contexts.get(contextName === "" ? config.currentContext : contextName);
  if (context === undefined) return undefined;
  const override = textAt(properties, "cluster");
  return config.clusters.get(override === "" ? textAt(context, "cluster") : override);
}

function parsed(kubeconfig: string): Kubeconfig {
  try {
    return readKubeconfig(kubeconfig);
  } catch (error) {
    throw new Error(`failed to parse kubeconfig: ${messageOf(error)}`, { cause: error });
  }
}

/** Whether two provider configurations surely lead to different clusters. */
export function clusterDiffers(olds: PropertyMap, news: PropertyMap): boolean {
  const [before, after] = [activeCluster(olds), activeCluster(news)];
  return before !== undefined && after !== undefined && !sameValue(before, after);
}

const EMPTY: Kubeconfig = { currentContext: "", clusters: new Map(), users: new Map(), contexts: new Map() };

/** Fields of clusters and users that name files; relative ones start at the kubeconfig's folder. */
const FILE_FIELDS = ["certificate-authority", "client-certificate", "client-key", "tokenFile"];

function parseKubeconfig(text: string, folder: string | undefined): Kubeconfig {
  const value: unknown = parseText(text);
  if (value === null || value === undefined) return EMPTY;
  if (!isRecord(value)) throw new Error(`couldn't get version/kind; json parse error: ${describe(value)}`);
  return {
    currentContext: textAt(value, "current-context"),
    clusters: byName(value, "clusters", "cluster", folder),
    users: byName(value, "users", "user", folder),
    contexts: byName(value, "contexts", "context", folder),
  };
}

function parseText(text: string): unknown {
  if (text.trimStart().startsWith("{")) {
    try {
      return JSON.parse(text);
    } catch {
      // YAML in flow style starts like JSON.
    }
  }
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`the kubeconfig is neither JSON nor YAML: ${messageOf(error)}`, { cause: error });
  }
}

function describe(value: unknown): string {
  return `json: cannot unmarshal ${Array.isArray(value) ? "array" : typeof value} into a kubeconfig`;
}

function byName(
  config: PropertyMap,
  list: string,
  item: string,
  folder: string | undefined,
): Map<string, PropertyMap> {
  return new Map(
    listAt(config, list).map((entry) => [
      textAt(entry, "name"),
      withAbsolutePaths(mapAt(entry, item), folder),
    ]),
  );
}

function withAbsolutePaths(entry: PropertyMap, folder: string | undefined): PropertyMap {
  const absolute = (value: PropertyValue, name: string): PropertyValue =>
    folder !== undefined && typeof value === "string" && FILE_FIELDS.includes(name)
      ? path.resolve(folder, value)
      : value;
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, absolute(value, name)]));
}

/** The first of two files to set a value wins. */
function merge(first: Kubeconfig, second: Kubeconfig): Kubeconfig {
  return {
    currentContext: first.currentContext === "" ? second.currentContext : first.currentContext,
    clusters: new Map([...second.clusters, ...first.clusters]),
    users: new Map([...second.users, ...first.users]),
    contexts: new Map([...second.contexts, ...first.contexts]),
  };
}

function kubeconfigText(value: PropertyValue | undefined): string {
  return typeof value === "string" ? value : isRecord(value) ? JSON.stringify(value) : "";
}

function given(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
