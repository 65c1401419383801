import { execFile } from "node:child_process";
import * as fs from "node:fs";
import { promisify } from "node:util";
import type { PropertyMap, PropertyValue } from "../../../wire/values";
import { isRecord } from "../../../wire/values";
import type { Connection } from "../api/connection";
import { listAt, textAt, valueAt } from "../objects/object";
import { localEksToken } from "./eks-token";
import type { ActiveConfig } from "./kubeconfig";

/**
 * Makes a connection of the cluster and user that a kubeconfig names. Certificates and keys are read now, tokens
 * when they are needed.
 *
 * @throws Error when a file is missing or the way to log in is not supported.
 */
export function connectionOf({ cluster, user }: ActiveConfig): Connection {
  if (valueAt(user, "auth-provider") !== undefined) {
    throw new Error(
      'users[].user.auth-provider was removed from Kubernetes clients in 1.26; use "exec" ' +
        "(https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins)",
    );
  }
  const ca = pem(cluster, "certificate-authority");
  const cert = pem(user, "client-certificate");
  const key = pem(user, "client-key");
  const serverName = textAt(cluster, "tls-server-name");
  const token = authorization(user, textAt(cluster, "server"));
  return {
    server: new URL(textAt(cluster, "server")),
    insecure: valueAt(cluster, "insecure-skip-tls-verify") === true,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(serverName === "" ? {} : { tlsServerName: serverName }),
    ...(token === undefined ? {} : { token }),
  };
}

function pem(entry: PropertyMap, field: string): string | undefined {
  const data = textAt(entry, `${field}-data`);
  if (data !== "") return Buffer.from(data, "base64").toString("utf8");
  const file = textAt(entry, field);
  return file === "" ? undefined : fs.readFileSync(file, "utf8");
}

function authorization(user: PropertyMap, server: string): Connection["token"] {
  const token = textAt(user, "token");
  if (token !== "") return () => `Bearer ${token}`;
  const file = textAt(user, "tokenFile");
  if (file !== "") return () => `Bearer ${fs.readFileSync(file, "utf8").trim()}`;
  const name = textAt(user, "username");
  if (name !== "")
    return () => `Basic ${Buffer.from(`${name}:${textAt(user, "password")}`).toString("base64")}`;
  const exec = valueAt(user, "exec");
  if (!isRecord(exec)) return undefined;
  const local = localEksToken(exec, server);
  return local === undefined ? execToken(exec) : () => `Bearer ${local}`;
}

/** Runs a credential plugin, and again when its token ends. @see https://kubernetes.io/docs/reference/config-api/client-authentication.v1/ */
function execToken(exec: PropertyMap): () => Promise<string> {
  let current: { readonly token: string; readonly ends: number } | undefined;
  return async () => {
    if (current === undefined || current.ends <= Date.now()) current = await runPlugin(exec);
    return `Bearer ${current.token}`;
  };
}

/** Seconds after which a plugin that waits for somebody, for a login in a browser for instance, is given up. */
const PLUGIN_TIMEOUT_SECONDS = 60;

async function runPlugin(exec: PropertyMap): Promise<{ token: string; ends: number }> {
  const command = textAt(exec, "command");
  const args = listAt(exec, "args").filter((arg) => typeof arg === "string");
  const env = Object.fromEntries(
    listAt(exec, "env").map((item: PropertyValue) => [textAt(item, "name"), textAt(item, "value")]),
  );
  const info = {
    apiVersion: textAt(exec, "apiVersion"),
    kind: "ExecCredential",
    spec: { interactive: false },
  };
  const { stdout } = await promisify(execFile)(command, args, {
    env: { ...process.env, ...env, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
    timeout: PLUGIN_TIMEOUT_SECONDS * 1000,
  });
  const answer: unknown = JSON.parse(stdout);
  const status = isRecord(answer) ? answer["status"] : undefined;
  const token = textAt(status, "token");
  if (token === "") throw new Error(`getting credentials: exec: ${command} answered no status.token`);
  const ends = Date.parse(textAt(status, "expirationTimestamp"));
  return { token, ends: Number.isNaN(ends) ? Infinity : ends };
}
