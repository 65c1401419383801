import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Binaries, Component } from "./binaries";
import { KubernetesApiError, KubernetesUnreachableError } from "./api";
import type { KubernetesClient } from "./client";
import { CLIENTS, etcdSocketFile, flagsOf, Layout, socketFiles } from "./components";
import { ControlPlane, ControlPlaneError } from "./control-plane";
import { ComponentUser, writeSecret } from "./credentials";
import { becomesFree, freePort } from "./ports";
import { findRunning, logFile, startDetached, stopProcess, tailOfLog } from "./processes";
import { writeRecord, type ControlPlaneRecord } from "./record";

/** How long each program may take to come up, on a machine that is busy. */
const START_TIMEOUT_MILLISECONDS = 60_000;

const CLIENT_USERS = {
  "kube-controller-manager": ComponentUser.controllerManager,
  "kube-scheduler": ComponentUser.scheduler,
  kwok: ComponentUser.kwok,
} as const;

/** A control plane that is coming up. */
interface Startup {
  readonly id: string;
  readonly folder: string;
  readonly binaries: Binaries;
}

/**
 * Starts whatever of a control plane does not run, and waits until the API server is ready and pods can be made.
 *
 * @throws ControlPlaneError naming the program that did not come up, with the end of its log.
 */
export async function bringUp(startup: Startup, record: ControlPlaneRecord): Promise<ControlPlane> {
  const { id, folder } = startup;
  const served = ["etcd", "kube-apiserver"].every((name) => findRunning(folder, name) !== undefined);
  // After an outage they would look for the API server again only when their pauses, up to half a minute, are over.
  if (!served) await stopClients(folder);
  await startEtcd(startup, record);
  const controlPlane = new ControlPlane(id, folder, await startServer(startup, record));
  await startClients(startup, controlPlane, record);
  await waitForServiceAccounts(startup, controlPlane);
  return controlPlane;
}

/** Ends all programs of a control plane. Data that is to be thrown away needs no farewell and gets none. */
export async function bringDown(folder: string, { keepData }: { readonly keepData: boolean }): Promise<void> {
  const timeout = keepData ? 10_000 : 0;
  await stopServer(folder, timeout);
  // It goes last, because the API server's last writes need it.
  await stopProcess(folder, "etcd", timeout);
  for (const file of socketFiles(folder)) fs.rmSync(file, { force: true });
}

/** Ends all programs but etcd. */
export async function stopServer(folder: string, timeoutMilliseconds?: number): Promise<void> {
  await Promise.all([
    stopClients(folder, timeoutMilliseconds),
    stopProcess(folder, "kube-apiserver", timeoutMilliseconds),
  ]);
}

async function stopClients(folder: string, timeoutMilliseconds?: number): Promise<void> {
  await Promise.all(CLIENTS.map((name) => stopProcess(folder, name, timeoutMilliseconds)));
}

/** Whether the API server says that it is ready. It is not before it has written its certificate, at its first start. */
async function answersReady(controlPlane: ControlPlane): Promise<boolean> {
  let client: KubernetesClient | undefined;
  try {
    client = controlPlane.client();
    await client.request({ method: "GET", path: "/readyz", timeoutMilliseconds: 5000 });
    return true;
  } catch (error) {
    if (NOT_READY.some((kind) => error instanceof kind)) return false;
    throw error;
  } finally {
    client?.close();
  }
}

const NOT_READY = [KubernetesApiError, KubernetesUnreachableError, ControlPlaneError] as const;

async function startEtcd(startup: Startup, record: ControlPlaneRecord): Promise<void> {
  const { folder } = startup;
  if (findRunning(folder, "etcd") !== undefined) return;
  for (const file of socketFiles(folder)) fs.rmSync(file, { force: true });
  await startComponent(startup, "etcd", record);
  await waitFor(startup, "etcd", () => Promise.resolve(fs.existsSync(etcdSocketFile(folder))));
}

/** Brings the API server up, on another port when somebody has taken that on record. */
async function startServer(startup: Startup, asked: ControlPlaneRecord): Promise<ControlPlaneRecord> {
  const { folder } = startup;
  for (let record = asked; ;) {
    const running = findRunning(folder, "kube-apiserver") !== undefined;
    if (!running && (record.port === 0 || !(await becomesFree(record.port)))) {
      record = { ...record, port: await freePort() };
      writeRecord(folder, record);
    }
    if (!running) await startComponent(startup, "kube-apiserver", record);
    try {
      await waitUntilServing(startup, record);
      return record;
    } catch (error) {
      // Between our look at the port and its own, a stranger can take it; then there is another one to try.
      if (findRunning(folder, "kube-apiserver") !== undefined || (await becomesFree(record.port)))
        throw error;
    }
  }
}

function waitUntilServing(startup: Startup, record: ControlPlaneRecord): Promise<void> {
  const controlPlane = new ControlPlane(startup.id, startup.folder, record);
  return waitFor(startup, "kube-apiserver", () => answersReady(controlPlane));
}

async function startClients(
  startup: Startup,
  controlPlane: ControlPlane,
  record: ControlPlaneRecord,
): Promise<void> {
  const { folder } = startup;
  for (const name of CLIENTS) {
    if (findRunning(folder, name) !== undefined) continue;
    const user = CLIENT_USERS[name];
    const names = { context: "local", cluster: "local", user };
    writeSecret(path.join(folder, Layout.kubeconfig(name)), controlPlane.kubeconfig(names, user));
    if (name === "kwok") await releaseNodes(controlPlane);
    await startComponent(startup, name, record);
  }
}

/** A KWOK of before holds its nodes until their leases end, 40 seconds after its own end; a new one would wait for that. */
async function releaseNodes(controlPlane: ControlPlane): Promise<void> {
  const client = controlPlane.client();
  try {
    await client.delete("/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases");
  } finally {
    client.close();
  }
}

/** No pod can be made before the controller manager has made the service account that it runs as. */
async function waitForServiceAccounts(startup: Startup, controlPlane: ControlPlane): Promise<void> {
  const client = controlPlane.client();
  const path = "/api/v1/namespaces/default/serviceaccounts/default";
  try {
    await waitFor(startup, "kube-controller-manager", async () => (await client.find(path)) !== undefined);
  } finally {
    client.close();
  }
  for (const name of CLIENTS) await waitFor(startup, name, () => Promise.resolve(true));
}

async function startComponent(
  { folder, binaries }: Startup,
  name: Component,
  record: ControlPlaneRecord,
): Promise<void> {
  await startDetached(folder, { name, program: binaries[name], args: flagsOf[name]({ folder, ...record }) });
}

/** Waits until something is so, as long as the program that brings it about runs. */
async function waitFor(startup: Startup, component: Component, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MILLISECONDS;
  for (;;) {
    if (findRunning(startup.folder, component) === undefined) {
      throw failure(startup, component, "ended while it was starting");
    }
    if (await isSo()) return;
    if (Date.now() > deadline) throw failure(startup, component, "was not ready in time");
    await sleep(50);
  }
}

function failure({ id, folder }: Startup, component: Component, what: string): ControlPlaneError {
  return new ControlPlaneError(
    `${component} of control plane "${id}" ${what}. The end of ${logFile(folder, component)}:\n` +
      `${tailOfLog(folder, component, 5)}\n` +
      "Run the command again to start what is missing; when that does not help, delete the cluster and make it anew.",
  );
}
