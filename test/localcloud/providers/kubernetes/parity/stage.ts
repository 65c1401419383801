import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StatusError } from "../../../../../localcloud/providers/kubernetes/api";
import { ApiClient } from "../../../../../localcloud/providers/kubernetes/api/client";
import { Cluster } from "../../../../../localcloud/providers/kubernetes/api/cluster";
import { kubectl } from "./kubectl";
import type { Action, RecordedStep, Scenario } from "./recording";

/** The API server that recordings are replayed against. */
export interface ParityCluster {
  /** Address, for instance `https://127.0.0.1:6443`. */
  readonly server: string;
  /** Token of a user who may do everything, and is not one of the recording's. */
  readonly adminToken: string;
}

/** The surroundings of one scenario: a namespace, a folder, an environment. */
export class Stage {
  /** Folder that stands for the project's. */
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-parity-"));
  /** The cluster, for setting scenes and looking at results. */
  readonly admin: Cluster;
  private readonly environment = { ...process.env };

  constructor(
    private readonly scenario: Scenario,
    private readonly target: ParityCluster,
  ) {
    const token = () => `Bearer ${target.adminToken}`;
    this.admin = new Cluster(new ApiClient({ server: new URL(target.server), insecure: true, token }));
  }

  /** Makes the namespace, and does what was done before the first command. */
  async open(): Promise<void> {
    const { namespace, setup = [] } = this.scenario;
    if (namespace !== undefined) {
      await this.clear(namespace);
      const object = { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } };
      await this.admin.create(object, "", { fieldManager: "kubectl-create" });
      await this.defaultAccount(namespace);
    }
    await this.act(setup);
  }

  /** Waits for what the controllers put into every new namespace: the recordings were made with it in place. */
  private async defaultAccount(namespace: string): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
    for (let tries = 0; tries < 200; tries++) {
      const found = await this.admin.client.get(path).catch(() => undefined);
      if (found !== undefined) return;
      await sleep(50);
    }
    throw new Error(`namespace ${namespace} got no default service account within 10 seconds`);
  }

  /** Takes everything away again. */
  async close(): Promise<void> {
    await this.act(this.scenario.cleanup ?? []);
    process.env = this.environment;
    const { namespace } = this.scenario;
    if (namespace !== undefined) await kubectl(this.admin, ["delete", "ns", namespace]);
    this.admin.client.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** Acts on the cluster. What the server refused when the recording was made shows in the objects. */
  async act(actions: readonly Action[]): Promise<void> {
    for (const action of actions) {
      if (action.after !== undefined) await sleep(action.after * 1000);
      if (action.sleep !== undefined) await sleep(action.sleep * 1000);
      else await kubectl(this.admin, action.kubectl ?? [], action.input).catch(refused);
    }
  }

  /** Sets the files and the environment of a command. */
  prepare(env: Readonly<Record<string, string>>, files: Readonly<Record<string, string | null>>): void {
    const kubeconfig = path.join(this.folder, "kubeconfig");
    fs.writeFileSync(kubeconfig, this.kubeconfig("rec1token"));
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      const token = /^<kubeconfig with token (\w+)>$/.exec(content ?? "")?.[1];
      if (content === null) fs.rmSync(file, { force: true });
      else fs.writeFileSync(file, token === undefined ? content : this.kubeconfig(token));
    }
    const own = { ...this.scenario.env, ...env };
    const where = own["KUBECONFIG"] === undefined ? kubeconfig : path.resolve(this.folder, own["KUBECONFIG"]);
    process.env = { ...this.environment, ...own, KUBECONFIG: where };
  }

  /** What recorded words about a machine stand for on this one. @param index Number of the command. */
  words(index: number, step: RecordedStep): Record<string, string> {
    const isDead = step.calls.some(({ error }) => error?.message.includes("connection refused") === true);
    return {
      "<kubeconfig>": this.kubeconfig("rec1token"),
      "<kubeconfig-path>": path.join(this.folder, "kubeconfig"),
      // Nobody listens on the port for discarded data.
      "<port>": isDead ? "9" : new URL(this.target.server).port,
      "<token>": "rec1token",
      "<other-token>": "rec4token",
      "<dir>": this.folder,
      // The only addresses that a program of the recordings asks for, before and after its edit.
      "<cluster-ip>": index === 0 ? "10.96.200.1" : "10.96.200.2",
    };
  }

  private kubeconfig(token: string): string {
    return [
      "apiVersion: v1",
      "kind: Config",
      `clusters: [{name: l, cluster: {server: "${this.target.server}", insecure-skip-tls-verify: true}}]`,
      `users: [{name: a, user: {token: ${token}}}]`,
      "contexts: [{name: l, context: {cluster: l, user: a}}]",
      "current-context: l",
      "",
    ].join("\n");
  }

  /** Removes a namespace that an earlier run has left. */
  private async clear(namespace: string): Promise<void> {
    await kubectl(this.admin, ["delete", "ns", namespace]);
    const gvk = { group: "", version: "v1", kind: "Namespace" };
    for (let tries = 0; tries < 100; tries++) {
      const left = await this.admin.get(gvk, "", namespace).catch(() => undefined);
      if (left === undefined) return;
      await sleep(200);
    }
    throw new Error(`namespace ${namespace} of an earlier run does not go away`);
  }
}

function refused(error: unknown): void {
  if (!(error instanceof StatusError)) throw error;
}
