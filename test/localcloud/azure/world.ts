import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Cloud } from "../../../localcloud/azure";
import { ArmError, openAzure, putResource } from "../../../localcloud/azure";
import type { Switches } from "../../../localcloud/azure/cloud";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { isRecord } from "../../../localcloud/wire/values";
import { MemoryClusters } from "../memory-clusters";

export const subscription = "/subscriptions/00000000-0000-4000-8000-000000000001";
export const groupId = `${subscription}/resourceGroups/shop`;
export const networkId = `${groupId}/providers/Microsoft.Network/virtualNetworks/shop`;
export const clusterId = `${groupId}/providers/Microsoft.ContainerService/managedClusters/shop`;

/** The id of a pool of the test cluster. */
export const poolIdOf = (name: string) => `${clusterId}/agentPools/${name}`;

/** An Azure of its own in a temporary folder, with clusters in memory. */
export class World {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-azure-"));
  readonly clusters = new MemoryClusters();
  now = new Date("2026-11-23T08:00:00Z");
  readonly cloud: Cloud;

  constructor(switches: Partial<Switches> = {}, { timeScale = 0 } = {}) {
    this.cloud = this.open(switches, timeScale);
  }

  /** The same cloud as another process sees it. */
  open(switches: Partial<Switches> = {}, timeScale = 0): Cloud {
    return openAzure(this.file, this.clusters, {
      now: () => this.now,
      timeScale,
      switches,
      faultPlan: this.faultPlan,
    });
  }

  get faultPlan(): string {
    return path.join(this.folder, "azure-faults.json");
  }

  get file(): string {
    return path.join(this.folder, "azure.db");
  }

  put(id: string, body: JsonObject): Promise<JsonObject> {
    return putResource(this.cloud, id, body);
  }

  async withGroup(): Promise<this> {
    await this.put(groupId, { location: "westeurope" });
    return this;
  }

  /** A group and a cluster with one Linux system pool of two nodes. */
  async withCluster(changes: JsonObject = {}): Promise<this> {
    await this.withGroup();
    await this.put(clusterId, clusterBody(changes));
    return this;
  }

  close(): void {
    this.cloud.store.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The properties of an inline system pool that AKS takes. */
export const systemPool: JsonObject = {
  name: "system",
  mode: "System",
  osType: "Linux",
  count: 2,
  vmSize: "Standard_D4s_v5",
};

/** A body with changes merged in; `null` takes a property away. */
export function changed(body: JsonObject, changes: JsonObject): JsonObject {
  const merged: Record<string, JsonObject[string]> = { ...body };
  for (const [name, value] of Object.entries(changes)) {
    const below = merged[name];
    if (value === null) Reflect.deleteProperty(merged, name);
    else merged[name] = isRecord(below) && isRecord(value) ? changed(below, value) : value;
  }
  return merged;
}

/** A cluster that AKS takes, with changes to its properties. */
export function clusterBody(changes: JsonObject = {}): JsonObject {
  const properties = {
    kubernetesVersion: "1.35",
    dnsPrefix: "shop",
    agentPoolProfiles: [systemPool],
    networkProfile: { networkPlugin: "azure", networkPluginMode: "overlay" },
    windowsProfile: { adminUsername: "mullion", adminPassword: "Correct-Horse-42" },
  };
  return {
    location: "westeurope",
    identity: { type: "SystemAssigned" },
    properties: changed(properties, changes),
  };
}

/** A Windows pool that AKS takes, with changes to its properties. */
export function windowsPool(changes: JsonObject = {}): JsonObject {
  return {
    properties: changed(
      {
        mode: "User",
        osType: "Windows",
        osSKU: "Windows2022",
        count: 2,
        vmSize: "Standard_D4s_v5",
        maxPods: 110,
      },
      changes,
    ),
  };
}

/** A Linux pool that AKS takes, with changes to its properties. */
export function linuxPool(changes: JsonObject = {}): JsonObject {
  return {
    properties: changed({ mode: "User", osType: "Linux", count: 1, vmSize: "Standard_D4s_v5" }, changes),
  };
}

/** Azure's own words that name nothing; the provider's error says which resource and which request they are about. */
const terse: ReadonlySet<string> = new Set([
  "The operation was canceled.",
  "Getting static credential is not allowed because this cluster is set to disable local accounts.",
  "Another operation on this or dependent resource is in progress. To retrieve status of the operation use the Azure-AsyncOperation header.",
  "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
]);

/** For assert.rejects: an Azure error with this status and code, and a message that matches. */
export function armError(
  status: number,
  code: string,
  message: RegExp,
  target?: string,
): (error: unknown) => boolean {
  return (error) => {
    if (!(error instanceof ArmError)) throw error;
    // Who reads it must learn what is meant: a property, a name, a number or a page to read.
    if (error.details.target === undefined && !/['/\d]/.test(error.message) && !terse.has(error.message))
      throw new Error(`nobody can act on ${error.code}: ${error.message}`);
    const found = `${String(error.status)} ${error.code}: ${error.message} (${error.details.target ?? ""})`;
    if (
      error.status !== status ||
      error.code !== code ||
      !message.test(error.message) ||
      (target !== undefined && error.details.target !== target)
    ) {
      throw new Error(
        `expected ${String(status)} ${code} ${String(message)} (${target ?? ""}), got ${found}`,
      );
    }
    return true;
  };
}
