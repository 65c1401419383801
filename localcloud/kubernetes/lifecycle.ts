import * as fs from "node:fs";
import * as path from "node:path";

import type { Home } from "../home";
import { ensureBinaries } from "./binaries";
import { Layout } from "./components";
import { ControlPlane, ControlPlaneError } from "./control-plane";
import { ensureServiceAccountKey, ensureUsers, type ClusterUser } from "./credentials";
import { withLock } from "./lock";
import { asStep, type Progress } from "./progress";
import { readRecord, writeRecord, type ControlPlaneRecord } from "./record";
import { bringDown, bringUp, stopServer } from "./startup";
import { emulatedMinor, kubernetesRelease } from "./versions";

/** What a control plane is made of. */
export interface ControlPlaneOptions {
  readonly home: Home;
  /** Name of the control plane in its home; becomes a folder. */
  readonly id: string;
  /** Range of the addresses of Services; cannot be changed later. @default 10.96.0.0/16 */
  readonly serviceCidr?: string;
  /**
   * What the cloud says that it runs: `1.35` or `1.35.4`. The API server acts as that minor, or as the nearest one
   * that the pinned release can act as; another minor than before restarts it, as an upgrade does.
   * @default what it acted as before, and the pinned release for a new one
   */
  readonly kubernetesVersion?: string;
  /** Users besides the administrator; read when the control plane is made and never again. @default [] */
  readonly users?: readonly ClusterUser[];
  readonly progress?: Progress;
}

/** The range that kubeadm takes. @see https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init/ */
const DEFAULT_SERVICE_CIDR = "10.96.0.0/16";

const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/**
 * Starts a control plane: makes a new one, or starts of an existing one whatever does not run. One that is whole is
 * left as it is. Returns when the API server is ready and pods can be made.
 *
 * @throws BinariesError when the programs are not there and cannot be built.
 * @throws {@link ControlPlaneError} naming the program that did not come up, with the end of its log.
 */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { home, id, progress } = options;
  checkId(id);
  checkPlatform();
  const binaries = await ensureBinaries(progress);
  return locked(home, progress, () =>
    asStep(`starting the control plane of "${id}"`, progress, async () => {
      const folder = folderOf(home, id);
      const record = await prepare(folder, options);
      return bringUp({ id, folder, binaries }, record);
    }),
  );
}

/** The control plane of this name, whether it runs or not; one whose start was broken off, too. */
export function findControlPlane(home: Home, id: string): ControlPlane | undefined {
  checkId(id);
  const folder = folderOf(home, id);
  const record = readRecord(folder);
  return record === undefined ? undefined : new ControlPlane(id, folder, record);
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
    asStep(`stopping the control plane of "${id}"`, progress, () => bringDown(folder, { keepData: true })),
  );
}

/** Ends the programs of a control plane and removes its data. One that does not exist is no error. */
export async function deleteControlPlane(home: Home, id: string, progress?: Progress): Promise<void> {
  checkId(id);
  const folder = folderOf(home, id);
  if (!fs.existsSync(folder)) return;
  await locked(home, progress, () =>
    asStep(`deleting the control plane of "${id}"`, progress, async () => {
      await bringDown(folder, { keepData: false });
      fs.rmSync(folder, { recursive: true, force: true });
    }),
  );
}

function checkId(id: string): void {
  if (ID.test(id)) return;
  throw new ControlPlaneError(
    `The name of a control plane must be 1 to 100 letters, digits, "-", "_" or ".", and begin with a letter or ` +
      `digit; got "${id}".`,
  );
}

function checkPlatform(): void {
  if (process.platform !== "win32") return;
  throw new ControlPlaneError(
    "The control planes of the local cloud run on Linux and macOS. On Windows run this command in WSL 2 " +
      "(https://learn.microsoft.com/windows/wsl/install).",
  );
}

const folderOf = (home: Home, id: string): string => path.join(home.kubernetes, id);

function locked<T>(home: Home, progress: Progress | undefined, work: () => Promise<T>): Promise<T> {
  return withLock(path.join(home.kubernetes, ".lock"), work, {
    onWait: (holder) => progress?.(`waiting for process ${holder}, which works on the same clusters`),
  });
}

/** Makes sure that everything that the programs read is there, and that none of them runs with flags of before. */
async function prepare(folder: string, options: ControlPlaneOptions): Promise<ControlPlaneRecord> {
  const before = readRecord(folder);
  const record = decide(options, before);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  ensureServiceAccountKey(path.join(folder, Layout.pki));
  ensureUsers(path.join(folder, Layout.users), options.users ?? []);
  if (before !== undefined && before.emulates !== record.emulates) await stopServer(folder);
  // The last thing before the first process: what may run is always on record, so that it is listed and can be ended.
  writeRecord(folder, record);
  return record;
}

function decide(options: ControlPlaneOptions, before: ControlPlaneRecord | undefined): ControlPlaneRecord {
  const { id, serviceCidr, kubernetesVersion } = options;
  if (before !== undefined && serviceCidr !== undefined && serviceCidr !== before.serviceCidr) {
    throw new ControlPlaneError(
      `Control plane "${id}" was made with the service range ${before.serviceCidr}, which cannot become ` +
        `${serviceCidr}; delete it first.`,
    );
  }
  const emulates = kubernetesVersion === undefined ? before?.emulates : emulatedMinor(kubernetesVersion);
  return {
    port: before?.port ?? 0,
    serviceCidr: before?.serviceCidr ?? serviceCidr ?? DEFAULT_SERVICE_CIDR,
    emulates: emulates ?? emulatedMinor(kubernetesRelease()),
  };
}
