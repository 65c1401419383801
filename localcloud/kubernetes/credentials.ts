import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";

/** Somebody that the API server knows by a bearer token. */
export interface ClusterUser {
  readonly name: string;
  /** Groups that role bindings may name; `system:masters` may do everything. @default [] */
  readonly groups?: readonly string[];
  /** @default a random one */
  readonly token?: string;
}

/** A user with the token that the API server accepts. */
export interface KnownUser {
  readonly name: string;
  readonly groups: readonly string[];
  readonly token: string;
}

/** The group that the API server lets do everything, whatever its roles say. */
export const MASTERS = "system:masters";

/** The user that the cloud's own administrator credential stands for. */
export const ADMIN = "admin";

/** The users of the control plane's own programs. */
export const ComponentUser = {
  controllerManager: "system:kube-controller-manager",
  scheduler: "system:kube-scheduler",
  kwok: "system:kwok",
} as const;

/** What the entries of a kubeconfig are called. Each cloud has a habit of its own. */
export interface KubeconfigNames {
  readonly context: string;
  readonly cluster: string;
  readonly user: string;
}

/** Writes the key that signs service account tokens, unless it is there, and answers its path. */
export function ensureServiceAccountKey(pki: string): string {
  const file = path.join(pki, "service-account.key");
  if (!fs.existsSync(file)) {
    const { privateKey } = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeSecret(file, privateKey.export({ type: "pkcs1", format: "pem" }).toString());
  }
  return file;
}

/**
 * Writes the users of a new control plane as the API server reads them, unless they are there, and answers them.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file
 */
export function ensureUsers(file: string, asked: readonly ClusterUser[]): readonly KnownUser[] {
  if (!fs.existsSync(file)) {
    const users: readonly ClusterUser[] = [
      { name: ADMIN, groups: [MASTERS] },
      { name: ComponentUser.controllerManager },
      { name: ComponentUser.scheduler },
      { name: ComponentUser.kwok, groups: [MASTERS] },
      ...asked,
    ];
    writeSecret(file, users.map(tokenLine).join(""));
  }
  return readUsers(file);
}

/** The users on record in a token file. */
export function readUsers(file: string): readonly KnownUser[] {
  return fs
    .readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [token = "", name = "", , groups = ""] = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
      return {
        token,
        name,
        groups: groups
          .replaceAll('"', "")
          .split(",")
          .filter((group) => group !== ""),
      };
    });
}

function tokenLine(user: ClusterUser): string {
  const token = user.token ?? crypto.randomBytes(32).toString("hex");
  return `${token},${user.name},${user.name},"${(user.groups ?? []).join(",")}"\n`;
}

/**
 * The certificate to trust, out of the bundle that kube-apiserver writes for itself: its own certificate first,
 * then that of the authority which it made to sign it. `undefined` while it has not written any.
 */
export function authorityOf(bundle: string): string | undefined {
  const certificates = bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const authority = certificates.at(-1);
  return authority === undefined ? undefined : `${authority}\n`;
}

/** A kubeconfig with one cluster, one user and one context, as YAML. */
export function renderKubeconfig(
  names: KubeconfigNames,
  server: string,
  caPem: string,
  token: string,
): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: names.cluster,
        cluster: { server, "certificate-authority-data": Buffer.from(caPem).toString("base64") },
      },
    ],
    users: [{ name: names.user, user: { token } }],
    contexts: [{ name: names.context, context: { cluster: names.cluster, user: names.user } }],
    "current-context": names.context,
    preferences: {},
  });
}

/** Writes a file that only its owner may read. */
export function writeSecret(file: string, content: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  fs.writeFileSync(file, content, { mode: 0o600 });
}
