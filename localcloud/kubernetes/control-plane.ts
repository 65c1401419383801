import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Home } from "../home";
import { COMPONENTS, ensureBinaries, type Binaries, type Component } from "./binaries";
import { KubernetesApiError, KubernetesClient, KubernetesUnreachableError } from "./client";
import { etcdSocketFile, flagsOf, Layout, socketFiles, type Settings } from "./components";
import {
  ADMIN,
  authorityOf,
  ComponentUser,
  ensureServiceAccountKey,
  ensureUsers,
  readUsers,
  renderKubeconfig,
  writeSecret,
  type ClusterUser,
  type KnownUser,
  type KubeconfigNames,
} from "./credentials";
import { withLock } from "./lock";
import { freePort, isFree } from "./ports";
import {
  findRunning,
  logFile,
  startDetached,
  stopProcess,
  tailOfLog,
  type RunningProcess,
} from "./processes";
import { asStep, type Progress } from "./progress";

/** What a control plane is made of. */
export interface ControlPlaneOptions {
  readonly home: Home;
  /** Name of the control plane in its home; becomes a folder. */
  readonly id: string;
  /** Range of the addresses of Services; cannot be changed later. @default 10.96.0.0/16 */
  readonly serviceCidr?: string;
  /** Users besides the administrator; read when the control plane is made and never again. @default [] */
  readonly users?: readonly ClusterUser[];
  readonly progress?: Progress;
}

/** A control plane could not be made, found or started. */
export class ControlPlaneError extends Error {
  override readonly name = "ControlPlaneError";
}

interface ControlPlaneRecord {
  readonly port: number;
  readonly serviceCidr: string;
}

const DEFAULT_SERVICE_CIDR = "10.96.0.0/16";
const START_TIMEOUT_MILLISECONDS = 60_000;
const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/** The programs that talk to the API server, in no order. */
const CLIENTS = ["kube-controller-manager", "kube-scheduler", "kwok"] as const satisfies readonly Component[];
const CLIENT_USERS = {
  "kube-controller-manager": ComponentUser.controllerManager,
  "kube-scheduler": ComponentUser.scheduler,
  kwok: ComponentUser.kwok,
} as const;

/** A control plane on this machine: where it listens, and who may come in. */
export class ControlPlane {
  /** Address of the API server, with port. */
  readonly server: string;
  /** Certificate of the authority that vouches for the API server. */
  readonly caPem: string;
  readonly serviceCidr: string;
  readonly #users: readonly KnownUser[];

  /** Reads what is on disk. @internal */
  constructor(
    readonly id: string,
    /** Where its files are. */
    readonly folder: string,
    record: ControlPlaneRecord,
  ) {
    this.server = `https://127.0.0.1:${record.port}`;
    this.serviceCidr = record.serviceCidr;
    this.caPem = authorityOf(fs.readFileSync(path.join(folder, Layout.certificate), "utf8"));
    this.#users = readUsers(path.join(folder, Layout.users));
  }

  /** The bearer token of a user. @default the administrator @throws {@link ControlPlaneError} for a stranger. */
  token(user: string = ADMIN): string {
    const known = this.#users.find((one) => one.name === user);
    if (known !== undefined) return known.token;
    const names = this.#users.map((one) => one.name).join(", ");
    throw new ControlPlaneError(`Control plane "${this.id}" has no user "${user}"; it has ${names}.`);
  }

  /** A kubeconfig, as YAML, whose entries have the given names and whose credential is that of the given user. */
  kubeconfig(names: KubeconfigNames, user: string = ADMIN): string {
    return renderKubeconfig(names, this.server, this.caPem, this.token(user));
  }

  /** A client that asks as the given user. Whoever asks for it closes it. */
  client(user: string = ADMIN): KubernetesClient {
    return new KubernetesClient({ server: this.server, caPem: this.caPem, token: this.token(user) });
  }

  /** The programs that run now; all five when the control plane is whole. */
  processes(): readonly RunningProcess[] {
    return COMPONENTS.map((name) => findRunning(this.folder, name)).filter((found) => found !== undefined);
  }

  /** Whether all five programs run. */
  get running(): boolean {
    return this.processes().length === COMPONENTS.length;
  }

  /** Process ids by program, of those that run now. */
  get pids(): Readonly<Partial<Record<Component, number>>> {
    return Object.fromEntries(this.processes().map(({ name, pid }) => [name, pid]));
  }

  /** Whether all five programs run and the API server says that it is ready. */
  async isReady(): Promise<boolean> {
    return this.running && (await answersReady(this));
  }
}

/**
 * Starts a control plane: makes a new one, or starts of an existing one whatever does not run. One that is whole is
 * left as it is. Returns when the API server answers and pods can be made.
 *
 * @throws {@link ControlPlaneError} naming the program that did not come up, with the end of its log.
 */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  checkId(options.id);
  const binaries = await ensureBinaries(options.progress);
  return locked(options.home, options.progress, async () => {
    const folder = folderOf(options.home, options.id);
    let record = prepare(folder, options);
    const what = `starting the control plane of "${options.id}"`;
    return asStep(what, options.progress, async () => {
      record = await startServer(folder, record, options.id, binaries);
      const controlPlane = new ControlPlane(options.id, folder, record);
      await startClients(controlPlane, settings(folder, record), binaries);
      await waitForServiceAccounts(controlPlane);
      return controlPlane;
    });
  });
}

/** The control plane of this name, whether it runs or not. */
export function findControlPlane(home: Home, id: string): ControlPlane | undefined {
  checkId(id);
  const folder = folderOf(home, id);
  const record = readRecord(folder);
  const whole = [Layout.certificate, Layout.users].every((file) => fs.existsSync(path.join(folder, file)));
  return record === undefined || !whole ? undefined : new ControlPlane(id, folder, record);
}

/** All control planes of a home, whether they run or not, by name. */
export function listControlPlanes(home: Home): readonly ControlPlane[] {
  if (!fs.existsSync(home.kubernetes)) return [];
  return fs
    .readdirSync(home.kubernetes)
    .filter((name) => ID.test(name))
    .sort()
    .map((id) => findControlPlane(home, id))
    .filter((found) => found !== undefined);
}

/** Ends the programs of a control plane and keeps its data. One that does not run, or does not exist, is left alone. */
export async function stopControlPlane(home: Home, id: string, progress?: Progress): Promise<void> {
  checkId(id);
  const folder = folderOf(home, id);
  if (!fs.existsSync(folder)) return;
  await locked(home, progress, () =>
    asStep(`stopping the control plane of "${id}"`, progress, () => stopAll(folder)),
  );
}

/** Ends the programs of a control plane and removes its data. One that does not exist is no error. */
export async function deleteControlPlane(home: Home, id: string, progress?: Progress): Promise<void> {
  checkId(id);
  const folder = folderOf(home, id);
  if (!fs.existsSync(folder)) return;
  await locked(home, progress, () =>
    asStep(`deleting the control plane of "${id}"`, progress, async () => {
      await stopAll(folder, { keepData: false });
      fs.rmSync(folder, { recursive: true, force: true });
    }),
  );
}

function checkId(id: string): void {
  if (ID.test(id)) return;
  throw new ControlPlaneError(
    `The name of a control plane must be 1 to 100 letters, digits, "-", "_" or ".", and begin with a letter or digit; got "${id}".`,
  );
}

const folderOf = (home: Home, id: string): string => path.join(home.kubernetes, id);

const settings = (folder: string, record: ControlPlaneRecord): Settings => ({ folder, ...record });

function locked<T>(home: Home, progress: Progress | undefined, work: () => Promise<T>): Promise<T> {
  return withLock(path.join(home.kubernetes, ".lock"), work, {
    onWait: (holder) => progress?.(`waiting for process ${holder}, which works on the same clusters`),
  });
}

function prepare(folder: string, options: ControlPlaneOptions): ControlPlaneRecord {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  ensureServiceAccountKey(path.join(folder, Layout.pki));
  ensureUsers(path.join(folder, Layout.users), options.users ?? []);
  const record = readRecord(folder) ?? { port: 0, serviceCidr: options.serviceCidr ?? DEFAULT_SERVICE_CIDR };
  if (options.serviceCidr !== undefined && options.serviceCidr !== record.serviceCidr) {
    throw new ControlPlaneError(
      `Control plane "${options.id}" was made with the service range ${record.serviceCidr}, which cannot become ` +
        `${options.serviceCidr}; delete it first.`,
    );
  }
  return record;
}

/** Brings etcd and the API server up, on another port when somebody has taken that on record. */
async function startServer(
  folder: string,
  record: ControlPlaneRecord,
  id: string,
  binaries: Binaries,
): Promise<ControlPlaneRecord> {
  await startEtcd(folder, record, id, binaries);
  for (;;) {
    const running = findRunning(folder, "kube-apiserver") !== undefined;
    if (!running && (record.port === 0 || !(await isFree(record.port)))) {
      record = { ...record, port: await freePort() };
      writeRecord(folder, record);
      // They would go on asking at the port that is no longer ours.
      await Promise.all(CLIENTS.map((name) => stopProcess(folder, name)));
    }
    if (!running) await startComponent("kube-apiserver", settings(folder, record), binaries);
    if (await waitForServer(id, folder, record)) return record;
    if (await isFree(record.port)) throw failure(id, folder, "kube-apiserver", "ended while it was starting");
  }
}

async function startEtcd(
  folder: string,
  record: ControlPlaneRecord,
  id: string,
  binaries: Binaries,
): Promise<void> {
  if (findRunning(folder, "etcd") !== undefined) return;
  for (const file of socketFiles(folder)) fs.rmSync(file, { force: true });
  await startComponent("etcd", settings(folder, record), binaries);
  const deadline = Date.now() + START_TIMEOUT_MILLISECONDS;
  while (!fs.existsSync(etcdSocketFile(folder))) {
    if (findRunning(folder, "etcd") === undefined)
      throw failure(id, folder, "etcd", "ended while it was starting");
    if (Date.now() > deadline) throw failure(id, folder, "etcd", "did not begin to listen in time");
    await sleep(10);
  }
}

/** Waits until the API server is ready; `false` when it ended instead. */
async function waitForServer(id: string, folder: string, record: ControlPlaneRecord): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MILLISECONDS;
  while (findRunning(folder, "kube-apiserver") !== undefined) {
    const hasCertificate = fs.existsSync(path.join(folder, Layout.certificate));
    if (hasCertificate && (await answersReady(new ControlPlane(id, folder, record)))) return true;
    if (Date.now() > deadline) throw failure(id, folder, "kube-apiserver", "was not ready in time");
    await sleep(50);
  }
  return false;
}

async function answersReady(controlPlane: ControlPlane): Promise<boolean> {
  const client = controlPlane.client();
  try {
    await client.request({ method: "GET", path: "/readyz", timeoutMilliseconds: 5000 });
    return true;
  } catch (error) {
    if (error instanceof KubernetesApiError || error instanceof KubernetesUnreachableError) return false;
    throw error;
  } finally {
    client.close();
  }
}

async function startClients(controlPlane: ControlPlane, using: Settings, binaries: Binaries): Promise<void> {
  for (const name of CLIENTS) {
    if (findRunning(controlPlane.folder, name) !== undefined) continue;
    const user = CLIENT_USERS[name];
    const names = { context: "local", cluster: "local", user };
    writeSecret(
      path.join(controlPlane.folder, Layout.kubeconfig(name)),
      controlPlane.kubeconfig(names, user),
    );
    await startComponent(name, using, binaries);
  }
}

/** No pod can be made before the controller manager has made the service account that it runs as. */
async function waitForServiceAccounts(controlPlane: ControlPlane): Promise<void> {
  const { id, folder } = controlPlane;
  const client = controlPlane.client();
  const deadline = Date.now() + START_TIMEOUT_MILLISECONDS;
  try {
    while ((await client.find("/api/v1/namespaces/default/serviceaccounts/default")) === undefined) {
      for (const name of CLIENTS) {
        if (findRunning(folder, name) === undefined)
          throw failure(id, folder, name, "ended while it was starting");
      }
      if (Date.now() > deadline)
        throw failure(id, folder, "kube-controller-manager", "made no service account in time");
      await sleep(50);
    }
  } finally {
    client.close();
  }
}

async function startComponent(name: Component, using: Settings, binaries: Binaries): Promise<void> {
  await startDetached(using.folder, { name, program: binaries[name], args: flagsOf[name](using) });
}

async function stopAll(folder: string, { keepData = true } = {}): Promise<void> {
  // The API server's last writes need etcd; data that is thrown away needs no farewell.
  const timeout = keepData ? 10_000 : 0;
  await Promise.all([...CLIENTS, "kube-apiserver"].map((name) => stopProcess(folder, name, timeout)));
  await stopProcess(folder, "etcd", timeout);
  for (const file of socketFiles(folder)) fs.rmSync(file, { force: true });
}

function failure(id: string, folder: string, component: Component, what: string): ControlPlaneError {
  return new ControlPlaneError(
    `${component} of control plane "${id}" ${what}. The end of ${logFile(folder, component)}:\n` +
      `${tailOfLog(folder, component, 5)}\n` +
      "Run the command again to start what is missing; when that does not help, delete the cluster and make it anew.",
  );
}

function readRecord(folder: string): ControlPlaneRecord | undefined {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, Layout.record), "utf8")) as ControlPlaneRecord;
  } catch {
    return undefined;
  }
}

function writeRecord(folder: string, record: ControlPlaneRecord): void {
  const file = path.join(folder, Layout.record);
  fs.writeFileSync(`${file}.new`, JSON.stringify(record, null, 2));
  fs.renameSync(`${file}.new`, file);
}
