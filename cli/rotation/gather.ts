import * as fs from "node:fs";
import { openCluster } from "../../fleet/cluster/connection";
import { readList } from "../../fleet/cluster/list";
import { lists } from "../../fleet/cluster/reading";
import { openOutput } from "../../fleet/inventory/deployment";
import { fileBackendStacks } from "../../fleet/inventory/local";
import type { Stack } from "../../fleet/inventory/stack";
import type { NodeRow, StateSource } from "../../fleet/view";
import { readKubeconfig, type Kubeconfig } from "../../localcloud/providers/kubernetes/config/kubeconfig";
import { isRecord } from "../../localcloud/wire/values";
import {
  passwordOf,
  placeOf,
  poolsOf,
  poolsWithNodes,
  probeServerCertificate,
  readKubeconfigFacts,
  type ExpiryRecord,
  type Open,
  type Recording,
  type UnseenRecord,
} from "../../rotation";
import type { Context } from "../context";
import { givenPassphrase, passphraseFor } from "../context";
import { stacksOf, type StackFlags } from "../fleet/stacks";
import type { RotationConfiguration } from "./configuration";

/** A stack, and how its cluster is reached. */
export interface RotationSubject {
  readonly context: Context;
  readonly stack: string;
  readonly configuration: RotationConfiguration;
  /** A kubeconfig that the user names, instead of the stack's own. */
  readonly kubeconfigFile?: string;
  /** Where the state is, as the commands of the fleet have it. @default the local cloud */
  readonly state: Pick<StackFlags, "backend" | "exports">;
}

/** Runs all probes. What cannot be reached is on record as such; nothing is changed. */
export async function gather(subject: RotationSubject): Promise<Recording> {
  const { stack, configuration } = subject;
  const { target, distribution } = configuration;
  const about = { stack, target, ...(distribution === undefined ? {} : { distribution }) };
  if (target === "existing") return { ...about, pools: [], ...(await certificatesOf(subject)) };
  const found = await stackFor(subject);
  if (found?.deployment === undefined) {
    const reason = found?.error ?? "nothing of it is in the local cloud";
    return { ...about, pools: [], expiries: [], unseen: [{ what: "deployment", reason }] };
  }
  const { resources } = found.deployment;
  const place = placeOf(resources);
  const { kubeconfigFile } = subject;
  const nodes =
    kubeconfigFile === undefined
      ? await nodesOf(await kubeconfigIn(found), found.source.kind)
      : await nodesOf(kubeconfigFile, "kubeconfig");
  const pools = poolsOf(resources);
  const password = await passwordOf(resources, configuration.passwordVersion, openerOf(subject, found));
  return {
    ...about,
    ...(place === undefined ? {} : { place }),
    ...(target === "aks" ? { password } : {}),
    pools: nodes === undefined ? pools : poolsWithNodes(pools, nodes),
    expiries: [],
    unseen: [],
  };
}

/** The stack with its state; `undefined` when the local cloud does not have it. */
async function stackFor({ context, stack, state }: RotationSubject): Promise<Stack | undefined> {
  if (state.backend !== undefined || state.exports !== undefined)
    return (await stacksOf({ ...state, stack: [stack] }))[0];
  const { home, project } = context;
  if (!fs.existsSync(home.backend)) return undefined;
  const folder = home.backend;
  const stacks = fileBackendStacks({ folder, project, passphrase: passphraseFor(home) });
  return stacks.find((one) => one.stack === stack);
}

async function kubeconfigIn({ credentials }: Stack): Promise<string | undefined> {
  const found = await credentials();
  return found.kind === "none" ? undefined : found.pathOrContent;
}

/** Opens single values of a state, with the passphrase that there is. */
function openerOf({ context, state }: RotationSubject, { deployment }: Stack): Open {
  const isLocal = state.backend === undefined && state.exports === undefined;
  return async (value) => {
    if (deployment === undefined || !isRecord(value)) return typeof value === "string" ? value : "";
    const { ciphertext, plaintext } = value;
    // An export with --show-secrets; equal passwords have equal JSON.
    if (typeof plaintext === "string") return plaintext;
    const passphrase = isLocal ? passphraseFor(context.home) : givenPassphrase();
    if (typeof ciphertext !== "string") return "";
    // Why it stays closed does not matter here: the findings say that it does.
    return openOutput(deployment, ciphertext, passphrase).catch(() => "");
  };
}

/** The nodes of a cluster; `undefined` when there is no cluster, or none that answers. */
async function nodesOf(
  kubeconfig: string | undefined,
  source: StateSource["kind"],
): Promise<readonly NodeRow[] | undefined> {
  if (kubeconfig === undefined) return undefined;
  try {
    const client = openCluster({ kind: "kubeconfig", pathOrContent: kubeconfig }, source);
    try {
      const { rows } = await readList(client, lists.nodes.path, lists.nodes.keep);
      return [...rows.values()].map(({ row }) => row);
    } finally {
      client.close();
    }
  } catch {
    // The findings say that they go by the state then.
    return undefined;
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
async function kubeconfigFor(
  subject: RotationSubject,
): Promise<{ readonly config: Kubeconfig } | { readonly reason: string }> {
  const file = subject.kubeconfigFile ?? subject.configuration.kubeconfig.file;
  if (file !== undefined && !fs.existsSync(file)) return { reason: `there is no file ${file}` };
  const found = file === undefined ? await stackFor(subject) : undefined;
  const text = file ?? (found === undefined ? undefined : await kubeconfigIn(found));
  if (text === undefined)
    return {
      reason: "it is a secret of the configuration, and no deployment gives it; name it with --kubeconfig",
    };
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
