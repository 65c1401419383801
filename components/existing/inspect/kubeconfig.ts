import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import type { ExistingKubeconfig } from "../../../config/schema/existing/cluster";
import { listAt, recordAt, textAt } from "./json";
import type { Json } from "./json";

/** Where an API server is, and who asks. */
export interface Connection {
  readonly server: string;
  /** Certificates in PEM; absent: those that the system trusts. */
  readonly ca?: string;
  readonly clientCertificate?: { readonly cert: string; readonly key: string };
  readonly token?: string;
  /** Name that the certificate must have, where it is not the server's. */
  readonly tlsServerName?: string;
  readonly insecure: boolean;
}

/** A kubeconfig cannot be used. The message names the entry and never its value. */
export class KubeconfigError extends Error {
  override readonly name = "KubeconfigError";
}

/**
 * The text of a kubeconfig.
 *
 * @throws KubeconfigError when the file cannot be read
 */
export function readKubeconfig({ path: file, content }: ExistingKubeconfig): string {
  if (content !== undefined) return content;
  const full = expand(file ?? "");
  try {
    return fs.readFileSync(full, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new KubeconfigError(`kubeconfig.path: ${full} cannot be read (${code})`);
  }
}

/** A path with `~` as the home folder, from the folder of the program. */
export function expand(file: string): string {
  return path.resolve(file === "~" || file.startsWith("~/") ? os.homedir() + file.slice(1) : file);
}

/**
 * How to ask the cluster of a kubeconfig's context. Runs the credential plugin when there is one.
 *
 * @param text - the kubeconfig
 * @param context - name of the context; default: the current one
 * @throws KubeconfigError naming what is missing
 */
export async function connectionOf(text: string, context: string | undefined): Promise<Connection> {
  const config = parseText(text);
  const contextName = context ?? textAt(config, "current-context");
  const chosen = entry(config, "contexts", "context", contextName);
  const cluster = entry(config, "clusters", "cluster", textAt(chosen, "cluster"));
  const user = entry(config, "users", "user", textAt(chosen, "user"));
  const server = textAt(cluster, "server");
  if (!/^https?:\/\//.test(server)) {
    throw new KubeconfigError(`kubeconfig: the cluster of context "${contextName}" has no server`);
  }
  const ca = material(cluster, "certificate-authority");
  const tlsServerName = textAt(cluster, "tls-server-name");
  return {
    server: server.replace(/\/$/, ""),
    insecure: cluster["insecure-skip-tls-verify"] === true,
    ...(ca === undefined ? {} : { ca }),
    ...(tlsServerName === "" ? {} : { tlsServerName }),
    ...(await credentials(user)),
  };
}

async function credentials(user: Json): Promise<Pick<Connection, "token" | "clientCertificate">> {
  const [cert, key] = [material(user, "client-certificate"), material(user, "client-key")];
  if (cert !== undefined && key !== undefined) return { clientCertificate: { cert, key } };
  const tokenFile = textAt(user, "tokenFile");
  const token = textAt(user, "token");
  if (token !== "") return { token };
  if (tokenFile !== "") return { token: readMaterial(tokenFile, "tokenFile").trim() };
  const exec = recordAt(user, "exec");
  if (exec !== undefined) return { token: await runPlugin(exec) };
  throw new KubeconfigError(
    "kubeconfig: the user of the context has neither a client certificate nor a token nor an exec plugin",
  );
}

/** @see https://kubernetes.io/docs/reference/config-api/client-authentication.v1/ */
async function runPlugin(exec: Json): Promise<string> {
  const command = textAt(exec, "command");
  const args = listAt(exec, "args").map(String);
  const env = Object.fromEntries(
    listAt(exec, "env").map((item) => [textAt(item, "name"), textAt(item, "value")]),
  );
  const info = {
    apiVersion: textAt(exec, "apiVersion"),
    kind: "ExecCredential",
    spec: { interactive: false },
  };
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      env: { ...process.env, ...env, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
    });
    const token = textAt(recordAt(JSON.parse(stdout), "status") ?? {}, "token");
    if (token !== "") return token;
  } catch {
    // What the plugin printed may hold credentials.
  }
  throw new KubeconfigError(
    `kubeconfig: the exec plugin ${command} gave no token; run it by hand to see why`,
  );
}

function parseText(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // The parser's message quotes the text.
    throw new KubeconfigError("kubeconfig: is neither YAML nor JSON");
  }
}

function entry(config: unknown, list: string, key: string, name: string): Json {
  const found = listAt(config, list).find((item) => textAt(item, "name") === name);
  const value = found === undefined ? undefined : recordAt(found, key);
  if (value !== undefined) return value;
  throw new KubeconfigError(`kubeconfig: has no entry "${name}" under ${list}`);
}

/** `<name>-data` in base64, or the content of the file `<name>`. */
function material(holder: Json, name: string): string | undefined {
  const data = textAt(holder, `${name}-data`);
  if (data !== "") return Buffer.from(data, "base64").toString("utf8");
  const file = textAt(holder, name);
  return file === "" ? undefined : readMaterial(file, name);
}

function readMaterial(file: string, name: string): string {
  try {
    return fs.readFileSync(expand(file), "utf8");
  } catch {
    throw new KubeconfigError(`kubeconfig: ${name} names the file ${file}, which cannot be read`);
  }
}
