import type { EngineLog } from "../provider";
import { ApiClient } from "./api/client";
import { Cluster } from "./api/cluster";
import { messageOf } from "./api/errors";
import { InformerPool } from "./api/informer";
import { connectionOf } from "./config/credentials";
import type { Kubeconfig } from "./config/kubeconfig";
import { activeConfig, ambientKubeconfig, readKubeconfig } from "./config/kubeconfig";
import type { Options } from "./config/options";
import { gvkOf, kindOf } from "./objects/metadata";
import type { KubeObject } from "./objects/object";
import { textAt } from "./objects/object";
import type { ObjectSchema } from "./objects/schema";

/** A cluster that answers. */
export interface Reached {
  readonly cluster: Cluster;
  readonly informers: InformerPool;
  /** Minor version of Kubernetes 1. */
  readonly minor: number;
}

/** What all calls of one configured provider share. */
export interface Session {
  readonly options: Options;
  /** Namespace of objects that name none. */
  readonly defaultNamespace: string;
  /** The cluster, or the reason why there is none. It is asked once. */
  readonly reach: () => Promise<Reached | Unreachable>;
  readonly log: EngineLog;
  /** Aborted when the command ends. */
  readonly signal: AbortSignal;
  /** URNs of resources that the state is known to hold. */
  readonly inState: Set<string>;
  /** Says something once per session, about the resource that met it first. */
  readonly warnOnce: (text: string, urn: string) => void;
}

/** Why the cluster cannot be used. */
export interface Unreachable {
  readonly cluster: undefined;
  readonly reason: string;
}

/** Opens a session. The cluster is asked at once, but nobody waits for it until a call needs it. */
export function openSession(options: Options, log: EngineLog, signal: AbortSignal): Session {
  const config = loadConfig(options);
  const said = new Set<string>();
  const reached = "reason" in config ? Promise.resolve(config) : connect(config.kubeconfig, options);
  return {
    options,
    defaultNamespace:
      "reason" in config
        ? defaultNamespace(options, "")
        : defaultNamespace(options, contextNamespace(config.kubeconfig, options)),
    reach: () => reached,
    log,
    signal,
    inState: new Set(),
    warnOnce: (text, urn) => {
      if (said.has(text)) return;
      said.add(text);
      log("warning", text, { urn });
    },
  };
}

/** The schema of an object's kind, when there is one and the cluster can be asked for it. */
export async function schemaFor(
  object: KubeObject,
  { cluster }: Reached | Unreachable,
): Promise<ObjectSchema | undefined> {
  return cluster === undefined || kindOf(object) === "" ? undefined : cluster.schemaOf(gvkOf(object));
}

function defaultNamespace(options: Options, fromContext: string): string {
  return options.namespace !== "" ? options.namespace : fromContext !== "" ? fromContext : "default";
}

function loadConfig(options: Options): { kubeconfig: Kubeconfig } | Unreachable {
  try {
    return {
      kubeconfig: options.kubeconfig === "" ? ambientKubeconfig() : readKubeconfig(options.kubeconfig),
    };
  } catch (error) {
    const reason = `failed to parse kubeconfig data in \`kubernetes:config:kubeconfig\`- ${messageOf(error)}`;
    return { cluster: undefined, reason };
  }
}

function contextNamespace(kubeconfig: Kubeconfig, options: Options): string {
  const context = options.context === "" ? kubeconfig.currentContext : options.context;
  return textAt(kubeconfig.contexts.get(context), "namespace");
}

async function connect(kubeconfig: Kubeconfig, options: Options): Promise<Reached | Unreachable> {
  let client: ApiClient;
  try {
    client = new ApiClient(connectionOf(activeConfig(kubeconfig, options)));
  } catch (error) {
    return { cluster: undefined, reason: `${NO_CLIENT}\n\n ${messageOf(error)}` };
  }
  try {
    const version = await client.get("/version", { timeout: "32s" });
    const minor = Number.parseInt(textAt(version, "minor"), 10);
    return {
      cluster: new Cluster(client),
      informers: new InformerPool(client),
      minor: Number.isNaN(minor) ? 0 : minor,
    };
  } catch (error) {
    return {
      cluster: undefined,
      reason: `unable to load schema information from the API server: ${messageOf(error)}`,
    };
  }
}

const NO_CLIENT =
  "unable to load Kubernetes client configuration from kubeconfig file. Make sure you have: \n\n" +
  " \t • set up the provider as per https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/ ";
