import { X509Certificate } from "node:crypto";
import * as fs from "node:fs";
import { activeConfig, type Kubeconfig } from "../../localcloud/providers/kubernetes/config/kubeconfig";
import { textAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { PropertyMap } from "../../localcloud/wire/values";
import type { ExpiryRecord } from "../recording";

/** Where an API server is. */
export interface ServerAddress {
  readonly url: URL;
  /** Name that its certificate must have, where it is not the server's. */
  readonly serverName?: string;
  /** Whether it is reached through a proxy. */
  readonly proxied: boolean;
}

/** What a kubeconfig holds that ends, and where its server is. */
export interface KubeconfigFacts {
  readonly expiries: readonly ExpiryRecord[];
  readonly server: ServerAddress;
}

/**
 * Reads what ends in a kubeconfig. Of certificates and tokens only their ends leave this function.
 *
 * @param context - name of the context; default: the current one
 * @throws Error naming the entry that is missing, and never its value
 */
export function readKubeconfigFacts(config: Kubeconfig, context?: string): KubeconfigFacts {
  const { cluster, user } = activeConfig(config, context === undefined ? {} : { context });
  const names = config.contexts.get(context ?? config.currentContext);
  const authorities = certificatesIn(materialOf(cluster, "certificate-authority"));
  // A client sends the first certificate; what follows are those that vouch for it.
  const own = certificatesIn(materialOf(user, "client-certificate")).slice(0, 1);
  const token = textAt(user, "token") === "" ? readFile(textAt(user, "tokenFile")) : textAt(user, "token");
  const userName = textAt(names, "user");
  return {
    expiries: [
      ...own.map(({ ends }) => ({ kind: "client-certificate" as const, of: userName, ends })),
      ...(token === "" ? [] : [tokenExpiry(token.trim(), userName)]),
      ...authorities.map(({ ends, subject }) => ({
        kind: "authority" as const,
        of: authorities.length === 1 ? textAt(names, "cluster") : `${textAt(names, "cluster")} (${subject})`,
        ends,
      })),
    ],
    server: serverOf(cluster),
  };
}

function serverOf(cluster: PropertyMap): ServerAddress {
  const serverName = textAt(cluster, "tls-server-name");
  return {
    url: new URL(textAt(cluster, "server")),
    proxied: textAt(cluster, "proxy-url") !== "",
    ...(serverName === "" ? {} : { serverName }),
  };
}

/** `<name>-data` in base64, else the content of the file `<name>`; empty when there is neither. */
function materialOf(entry: PropertyMap, name: string): string {
  const data = textAt(entry, `${name}-data`);
  return data === "" ? readFile(textAt(entry, name)) : Buffer.from(data, "base64").toString("utf8");
}

function readFile(file: string): string {
  return file === "" ? "" : fs.readFileSync(file, "utf8");
}

function certificatesIn(pem: string): readonly { readonly ends: string; readonly subject: string }[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => {
    const { validTo, subject } = new X509Certificate(block);
    return { ends: new Date(validTo).toISOString(), subject: subject.replaceAll("\n", ", ") };
  });
}

/** A token that is no JSON Web Token, or one without `exp`, has no end that anybody could read. */
function tokenExpiry(token: string, of: string): ExpiryRecord {
  const [, payload = ""] = token.split(".");
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  } catch {
    return { kind: "token", of };
  }
  const end =
    typeof claims === "object" && claims !== null && "exp" in claims && typeof claims.exp === "number"
      ? { ends: new Date(claims.exp * 1000).toISOString() }
      : {};
  return { kind: "token", of, ...end };
}
