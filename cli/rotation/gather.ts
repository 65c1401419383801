import * as fs from "node:fs";
import { ApiClient } from "../../localcloud/providers/kubernetes/api/client";
import { connectionOf } from "../../localcloud/providers/kubernetes/config/credentials";
import {
  activeConfig,
  readKubeconfig,
  type Kubeconfig,
} from "../../localcloud/providers/kubernetes/config/kubeconfig";
import { mapValues, unwrapSecrets } from "../../localcloud/wire/values";
import {
  passwordOf,
  placeOf,
  poolsOf,
  poolsWithNodes,
  probeServerCertificate,
  readKubeconfigFacts,
  type ExpiryRecord,
  type Recording,
  type UnseenRecord,
} from "../../rotation";
import type { Context } from "../context";
import { kubeconfigOf, stateOf } from "../kubeconfig";
import { listAt, stringAt } from "../status/json";
import { nodeRow } from "../status/nodes";
import type { RotationConfiguration } from "./configuration";

/** A stack, and how its cluster is reached. */
export interface RotationSubject {
  readonly context: Context;
  readonly stack: string;
  readonly configuration: RotationConfiguration;
  /** A kubeconfig that the user names, instead of the stack's own. */
  readonly kubeconfigFile?: string;
}

/** Label with the node image on AKS. */
const imageLabel = "kubernetes.azure.com/node-image-version";

/** Runs all probes. What cannot be reached is on record as such; nothing is changed. */
export async function gather(subject: RotationSubject): Promise<Recording> {
  const { stack, configuration } = subject;
  const { target, distribution } = configuration;
  if (target === "existing") {
    const seen = await certificatesOf(subject);
    return { stack, target, pools: [], ...(distribution === undefined ? {} : { distribution }), ...seen };
  }
  const { context, kubeconfigFile } = subject;
  const state = (await stateOf(context, stack)).resources.map((resource) => ({
    ...resource,
    inputs: mapValues(resource.inputs, unwrapSecrets),
    outputs: mapValues(resource.outputs, unwrapSecrets),
  }));
  const place = placeOf(state);
  const nodes = await nodesOf(kubeconfigFile ?? (await kubeconfigOf(context, stack)));
  const pools = poolsOf(state);
  return {
    stack,
    target,
    ...(place === undefined ? {} : { place }),
    ...(target === "aks" ? { password: passwordOf(state, configuration.passwordVersion) } : {}),
    pools: nodes === undefined ? pools : poolsWithNodes(pools, nodes),
    expiries: [],
    unseen: [],
  };
}

type SeenNode = Parameters<typeof poolsWithNodes>[1][number];

/** The nodes of a cluster; `undefined` when there is no cluster, or none that answers. */
async function nodesOf(kubeconfig: string | undefined): Promise<readonly SeenNode[] | undefined> {
  if (kubeconfig === undefined) return undefined;
  let client: ApiClient | undefined;
  try {
    client = new ApiClient(connectionOf(activeConfig(readKubeconfig(kubeconfig), {})));
    const list = await client.get("/api/v1/nodes");
    return listAt(list, "items").map((node) => ({
      ...nodeRow(node),
      image: stringAt(node, "metadata", "labels", imageLabel),
    }));
  } catch {
    // The findings say that they go by the state then.
    return undefined;
  } finally {
    client?.close();
  }
}

async function certificatesOf(
  subject: RotationSubject,
): Promise<{ readonly expiries: readonly ExpiryRecord[]; readonly unseen: readonly UnseenRecord[] }> {
  const found = await kubeconfigFor(subject);
  if ("reason" in found) return { expiries: [], unseen: [{ what: "kubeconfig", reason: found.reason }] };
  try {
    const { context } = subject.configuration.kubeconfig;
    const { expiries, server } = readKubeconfigFacts(found.config, context);
    const answer = await probeServerCertificate(server);
    return "ends" in answer
      ? {
          expiries: [...expiries, { kind: "server-certificate", of: server.url.host, ends: answer.ends }],
          unseen: [],
        }
      : { expiries, unseen: [{ what: "server-certificate", reason: answer.reason }] };
  } catch (error) {
    return { expiries: [], unseen: [{ what: "kubeconfig", reason: messageOf(error) }] };
  }
}

/** The kubeconfig that the user names, else that of the configuration, else that of the last deployment. */
async function kubeconfigFor({
  context,
  stack,
  configuration,
  kubeconfigFile,
}: RotationSubject): Promise<{ readonly config: Kubeconfig } | { readonly reason: string }> {
  const file = kubeconfigFile ?? configuration.kubeconfig.file;
  if (file !== undefined && !fs.existsSync(file)) return { reason: `there is no file ${file}` };
  const text = file ?? (await kubeconfigOf(context, stack));
  if (text === undefined)
    return { reason: "it is a secret of the configuration, and the stack has not been deployed yet" };
  try {
    return { config: readKubeconfig(text) };
  } catch {
    // The parser's own words repeat the text.
    return { reason: `${file ?? "what the last deployment used"} is neither YAML nor JSON` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
