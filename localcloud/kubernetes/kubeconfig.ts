import { parse } from "yaml";

import { isRecord } from "../wire/values";
import { KubernetesClient } from "./client";

/**
 * A client for the current context of a kubeconfig that holds a certificate authority and a token, as those of the
 * local cloud do.
 *
 * @throws Error naming the entry that is missing, or of a kind that is not read (client certificates, plugins).
 */
export function clientFromKubeconfig(kubeconfig: string): KubernetesClient {
  const config: unknown = parse(kubeconfig);
  const context = entry(config, "contexts", "context", textAt(config, "current-context"));
  const cluster = entry(config, "clusters", "cluster", textAt(context, "cluster"));
  const user = entry(config, "users", "user", textAt(context, "user"));
  const authority = Buffer.from(textAt(cluster, "certificate-authority-data"), "base64").toString("utf8");
  return new KubernetesClient({
    server: textAt(cluster, "server"),
    caPem: authority,
    token: textAt(user, "token"),
  });
}

function entry(config: unknown, list: string, key: string, name: string): unknown {
  const entries: unknown = isRecord(config) ? config[list] : undefined;
  const found: unknown = Array.isArray(entries)
    ? entries.find((one: unknown) => isRecord(one) && one["name"] === name)
    : undefined;
  if (isRecord(found)) return found[key];
  throw new Error(`The kubeconfig has no entry "${name}" under ${list}.`);
}

function textAt(holder: unknown, key: string): string {
  const value = isRecord(holder) ? holder[key] : undefined;
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`The kubeconfig has no ${key} where one is needed.`);
}
