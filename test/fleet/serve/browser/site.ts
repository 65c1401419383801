import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { secretVariable } from "../../../../fleet/serve";
import { eventually } from "../../../localcloud/kubernetes/eventually";
import { aksResources, exportOf } from "../../states";
import { clientId, startOidcServer } from "../oidc-server";

/** `mullion fleet serve` as a process, with people who may sign in. */
export interface Site {
  readonly url: string;
  readonly issuer: string;
  /** Everything that the process has printed. */
  printed(): string;
  /** Presses Ctrl-C and waits. @returns the exit code */
  interrupt(): Promise<number | null>;
  close(): Promise<void>;
}

/** The secret of the client: it must be nowhere. */
export const canarySecret = "canary-client-secret-4711";

const accounts = { alice: ["shop"], bob: ["operators"] };
const repository = path.resolve(__dirname, "../../../..");

/** The policy finding of the stack `prod` that is waived. */
export const waived = {
  rule: "aks-windows-network-plugin",
  urn: "urn:pulumi:dev::shop::azure-native:containerservice:ManagedCluster::aks",
  reason: "The plugin is set by hand until the cluster is made anew.",
  until: "9999-12-31",
  owner: "team-x",
};

/** Starts a provider and the server over a kubeconfig, and over `prod`: a stack that is known by its state alone. */
export async function startSite(folder: string, kubeconfig: string): Promise<Site> {
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const provider = await startOidcServer({
    accounts,
    clientSecret: canarySecret,
    redirectUris: [`${url}/sign-in/callback`],
  });
  const file = (name: string, text: string) => {
    const place = path.join(folder, name);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, text);
    return place;
  };
  const oidc = file(
    "oidc.yaml",
    `issuer: ${provider.issuer}\nclientId: ${clientId}\npublicUrl: ${url}\nscopes: [openid, profile, groups]\n`,
  );
  const access = file(
    "access.yaml",
    'groups:\n  operators: [{ clusters: ["*"] }]\n  shop: [{ clusters: [west], namespaces: [shop] }]\n',
  );
  const state = file("states/prod.json", await exportOf({ resources: aksResources }));
  const waivers = file("waivers.yaml", JSON.stringify({ waivers: [waived] }));
  const flags = [
    ...["--kubeconfig", kubeconfig, "--exports", path.dirname(state), "--waivers", waivers],
    ...["--port", String(port), "--oidc", oidc, "--access", access],
  ];
  const child = spawn(
    process.execPath,
    [path.join(repository, "cli/mullion.js"), "fleet", "serve", ...flags],
    {
      cwd: repository,
      env: { ...process.env, MULLION_HOME: folder, [secretVariable]: canarySecret },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
  }
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`it ended: ${printed}`);
    if (!printed.includes("Ctrl-C ends it")) throw new Error(`it does not listen yet: ${printed}`);
    return Promise.resolve();
  }, 120_000);
  return {
    url,
    issuer: provider.issuer,
    printed: () => printed,
    interrupt: () => {
      child.kill("SIGINT");
      return ended;
    },
    close: async () => {
      child.kill("SIGKILL");
      await ended;
      await provider.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
