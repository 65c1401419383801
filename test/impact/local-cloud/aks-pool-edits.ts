import { aksPool, otherSubnet, poolScope } from "./aks-world";
import type { Inputs } from "./aks-world";
import type { Goal, Wanted } from "./stage";
import type { Edit } from "./trial";

/** A pool of its own for one edit, and the edit. */
interface Row {
  readonly os?: "Linux" | "Windows";
  /** What the pool has besides the usual before the edit; `false` = there is no pool yet. */
  readonly given?: Inputs | false;
  /** What the edit sets; `false` = the pool goes. A property that is `undefined` goes. */
  readonly to: Inputs | false;
  readonly options?: Wanted["options"];
  readonly over?: string;
  readonly backOver?: string;
  readonly otherCode?: string;
}

const windows = { os: "Windows" } as const;
const spot = { scaleSetPriority: "Spot" };
const autoscaled = { enableAutoScaling: true, minCount: 1, maxCount: 4, count: 2 };
const anyId = "/subscriptions/x/resourceGroups/y/providers/Microsoft.Compute/things/z";

/** Why the report warns of more than the local cloud shows. */
const noAutoscaler = "no cluster autoscaler runs in the local cloud";
const kept = "the local cloud keeps what a program no longer says; what Azure does is not documented";
const untold = "no source says what Azure answers for a pool of scale sets; the local cloud takes it";
const alreadySo = "even the cloud's record said so already";

const scaled = { over: noAutoscaler, backOver: noAutoscaler };

/** One row for each property of a pool, and more where it matters from what to what. */
const rows: readonly Row[] = [
  { to: { tags: { team: "a" } } },
  { to: { nodeLabels: { team: "a" } } },
  { ...windows, to: { nodeLabels: { team: "a" } } },
  { to: { nodeTaints: ["team=a:NoSchedule"] } },
  { to: { nodeTaints: ["team=a:NoExecute"] } },
  { to: { upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 60 } }, backOver: kept },
  { to: { scaleDownMode: "Deallocate" }, backOver: kept },
  { to: { mode: "System" } },
  { ...windows, to: { mode: "System" } },
  { to: { count: 3 } },
  { given: { count: 2 }, to: { count: 1 } },
  { ...windows, given: { count: 2 }, to: { count: 1 } },
  { to: { count: 0 } },
  { to: { enableAutoScaling: true, minCount: 1, maxCount: 3 }, ...scaled },
  { given: autoscaled, to: { maxCount: 5 }, ...scaled },
  { given: autoscaled, to: { minCount: 2 }, ...scaled },
  { given: autoscaled, to: { maxCount: 1, count: 1 } },
  { given: autoscaled, to: { count: 3 } },
  { given: autoscaled, to: { count: 6 } },
  {
    given: autoscaled,
    to: { enableAutoScaling: undefined, minCount: undefined, maxCount: undefined },
    ...scaled,
  },
  { to: { powerState: { code: "Stopped" } }, backOver: kept },
  { to: { orchestratorVersion: "1.36" } },
  { ...windows, to: { orchestratorVersion: "1.36" } },
  { given: { orchestratorVersion: "1.36" }, to: { orchestratorVersion: "1.35" } },
  { to: { orchestratorVersion: "1.37" } },
  { to: { osSKU: "AzureLinux" } },
  { ...windows, given: { enableFIPS: true }, to: { osSKU: "Windows2025" } },
  { ...windows, to: { osSKU: "Windows2025" } },
  { to: { osType: "Windows", osSKU: "Windows2022" } },
  { to: { enableFIPS: true }, backOver: kept },
  { ...windows, to: { enableFIPS: true } },
  { to: { securityProfile: { enableVTPM: true } }, backOver: kept },
  { to: { localDNSProfile: { mode: "Required" } }, backOver: kept },
  { to: { capacityReservationGroupID: anyId }, backOver: kept },
  { to: { maxPods: 50 } },
  { to: { maxPods: 5 } },
  { to: { vmSize: "Standard_D8s_v5" } },
  { to: { vmSize: "Standard_D8s_v5" }, options: { deleteBeforeReplace: false } },
  { to: { maxPods: 60 }, options: { replaceOnChanges: ["maxPods"] } },
  { to: { agentPoolName: "renamed" } },
  { to: { osDiskSizeGB: 256 } },
  {
    given: { vmSize: "Standard_D8ds_v5", osDiskSizeGB: 128, osDiskType: "Managed" },
    to: { osDiskType: "Ephemeral" },
  },
  {
    given: { vmSize: "Standard_D8ds_v5", osDiskSizeGB: 128 },
    to: { osDiskType: "Ephemeral" },
    over: alreadySo,
    backOver: kept,
  },
  { to: { kubeletDiskType: "Temporary" } },
  { to: { vnetSubnetID: otherSubnet } },
  { to: { podSubnetID: otherSubnet } },
  { to: { podIPAllocationMode: "StaticBlock" } },
  { to: { availabilityZones: ["1"] } },
  { to: { enableEncryptionAtHost: true } },
  { to: { enableUltraSSD: true } },
  { to: { enableNodePublicIP: true } },
  { given: { enableNodePublicIP: true }, to: { nodePublicIPPrefixID: anyId } },
  { to: { kubeletConfig: { cpuManagerPolicy: "static" } } },
  { to: { linuxOSConfig: { swapFileSizeMB: 1500 } } },
  { to: { messageOfTheDay: "aGVsbG8=" } },
  { to: { hostGroupID: anyId } },
  { to: { proximityPlacementGroupID: anyId } },
  { to: spot },
  { given: spot, to: { scaleSetEvictionPolicy: "Deallocate" } },
  { given: spot, to: { spotMaxPrice: 0.5 } },
  { to: { type: "VirtualMachines" } },
  { ...windows, to: { windowsProfile: { disableOutboundNat: true } } },
  {
    to: { networkProfile: { allowedHostPorts: [{ portStart: 80, portEnd: 80, protocol: "TCP" }] } },
    backOver: kept,
  },
  { to: { networkProfile: { nodePublicIPTags: [{ ipTagType: "a", tag: "b" }] } } },
  { to: { creationData: { sourceResourceId: anyId } } },
  { to: { workloadRuntime: "KataMshvVmIsolation" } },
  { to: { gatewayProfile: { publicIPPrefixSize: 30 } } },
  { to: { gpuInstanceProfile: "MIG1g" } },
  { to: { gpuProfile: { driver: "None" } } },
  { to: { virtualMachinesProfile: { scale: { manual: [{ count: 1 }] } } }, over: untold, backOver: kept },
  { to: { virtualMachineNodesStatus: [{ count: 1 }] }, backOver: kept },
  { to: { upgradeSettings: { drainTimeoutInMinutes: 2000 } } },
  { to: { nodeTaints: ["team=a:NoSchedule"], maxPods: 50 } },

  { given: false, to: {} },
  { ...windows, given: false, to: {} },
  { ...windows, given: false, to: { osSKU: "Windows2025" } },
  { ...windows, given: false, to: { osSKU: "Windows2019" } },
  { ...windows, given: false, to: { agentPoolName: "windows1" } },
  { given: false, to: { orchestratorVersion: "1.37" } },
  { to: false },
  { ...windows, to: false },
];

/** The pools of the table, in the program as it is before. */
export const poolsBefore: Goal = Object.fromEntries(
  rows.flatMap((row, index) => (row.given === false ? [] : [[nameOf(row, index), before(row, index)]])),
);

/** The edits of the table. */
export const aksPoolEdits: readonly Edit[] = rows.map((row, index) => {
  const resource = nameOf(row, index);
  const physical = row.to === false ? undefined : row.to["agentPoolName"];
  return {
    name: title(row),
    resource,
    to: after(row, index),
    scope: poolScope(resource, ...(typeof physical === "string" ? [physical] : [])),
    ...(row.over === undefined ? {} : { over: row.over }),
    ...(row.backOver === undefined ? {} : { backOver: row.backOver }),
    ...(row.otherCode === undefined ? {} : { otherCode: row.otherCode }),
  };
});

/** Names of the pools that stand before the edits, with their operating system. */
export const pools: readonly { readonly name: string; readonly os: "linux" | "windows" }[] = rows.flatMap(
  (row, index) =>
    row.given === false ? [] : [{ name: nameOf(row, index), os: row.os === "Windows" ? "windows" : "linux" }],
);

function nameOf({ os = "Linux" }: Row, index: number): string {
  return `${os === "Windows" ? "w" : "l"}${String(index).padStart(2, "0")}`;
}

function before(row: Row, index: number): Wanted {
  const pool = aksPool(nameOf(row, index), row.os ?? "Linux", row.given === false ? {} : row.given);
  return row.options === undefined ? pool : { ...pool, options: row.options };
}

function after(row: Row, index: number): Wanted | undefined {
  const pool = before(row, index);
  return row.to === false ? undefined : { ...pool, inputs: { ...pool.inputs, ...row.to } };
}

function title({ os = "Linux", given = {}, to, options = {} }: Row): string {
  const what =
    to === false ? "goes" : `${given === false ? "is new" : ""} ${JSON.stringify(to).slice(0, 90)}`;
  const had =
    given === false || Object.keys(given).length === 0 ? "" : ` (had ${JSON.stringify(given).slice(0, 70)})`;
  const with_ = Object.keys(options).length === 0 ? "" : ` with ${Object.keys(options).join(", ")}`;
  return `${os} pool ${what.trim()}${had}${with_}`.replaceAll('"', "");
}
