import { nodeCapacity } from "../catalogue/capacity";
import { eksWindowsMaxPods, instanceType } from "../catalogue/instance-types";
import { sourceUrl } from "../catalogue/source";
import { vmSize } from "../catalogue/vm-sizes";
import { readPlans } from "../impact";
import { isJson, type Json } from "../policy/wire";
import { takeInventory, type Pool } from "../impact/inventory/inventory";
import type { AuditedResource, AuditedStack } from "./audit";
import { planText } from "./next-upgrade";

/** What a pool has room for. */
export interface CapacityRow {
  readonly pool: string;
  readonly os: string;
  /** VM size or first instance type; empty where the state does not say it. */
  readonly machine: string;
  /** Fewest and most nodes; absent where the state does not say it. */
  readonly nodes?: { readonly least: number; readonly most: number };
  /** Of each node; absent where the catalogue cannot tell. */
  readonly node?: {
    readonly pods: number;
    readonly memoryForPodsGiB?: number;
    /** Absent for a live node, which is there already. */
    readonly joinMinutes?: { readonly min: number; readonly max: number };
    readonly pullMinutes?: { readonly min: number; readonly max: number };
    readonly drainTimeoutMinutes?: number;
  };
  /** Why there are no figures of a node, in a few words. */
  readonly cannotTell?: string;
  /** Where the figures of a node are documented. */
  readonly url?: string;
}

/**
 * What each pool of a stack has room for, and how long its nodes take.
 *
 * @param audited - the stack, without what is on its way out
 */
export function poolCapacity(audited: AuditedStack): readonly CapacityRow[] {
  const plan = planText({ ...audited, resources: audited.resources.map(filledIn) });
  return takeInventory(readPlans(plan, plan).steps).pools.map(row);
}

/** Properties that the cloud fills in and that decide about room. */
const filled = ["maxPods", "osSKU", "amiType", "instanceTypes", "vmSize", "enableAutoScaling"] as const;

function filledIn(resource: AuditedResource): AuditedResource {
  const { inputs = {}, outputs = {} } = resource;
  const more = filled.flatMap((name) =>
    inputs[name] === undefined && outputs[name] !== undefined ? [[name, outputs[name]] as const] : [],
  );
  return { ...resource, inputs: { ...inputs, ...inlinePools(inputs, outputs), ...Object.fromEntries(more) } };
}

/** Inline pools of AKS with what Azure says of them, in the order of the program. */
function inlinePools(inputs: Json, { agentPoolProfiles: answered }: Json): Json {
  const { agentPoolProfiles: asked } = inputs;
  if (!Array.isArray(asked) || !Array.isArray(answered)) return {};
  const said = answered.filter(isJson);
  return {
    agentPoolProfiles: asked.map((pool: unknown) =>
      isJson(pool) ? { ...said.find(({ name }) => name === pool["name"]), ...pool } : pool,
    ),
  };
}

function row(pool: Pool): CapacityRow {
  const facts = pool.new;
  const machine = facts?.machine?.split(", ")[0] ?? "";
  const [least, most] =
    facts?.autoscaled === true || pool.platform === "eks"
      ? [facts?.minCount, facts?.maxCount]
      : [facts?.count, facts?.count];
  return {
    pool: pool.title,
    os: facts?.os ?? "",
    machine,
    ...(least === undefined || most === undefined ? {} : { nodes: { least, most } }),
    ...figures(pool, machine),
  };
}

function figures(
  { platform, new: facts }: Pool,
  machine: string,
): Pick<CapacityRow, "node" | "cannotTell" | "url"> {
  const os = facts?.os;
  if (os === undefined) return { cannotTell: "the image hides the OS" };
  const memoryGiB = platform === "aks" ? vmSize(machine)?.memoryGiB : instanceType(machine)?.memoryGiB;
  if (memoryGiB === undefined)
    return {
      cannotTell: machine === "" ? "no machine is named" : `${machine} is not in the catalogue`,
    };
  const maxPods =
    facts?.maxPods ??
    (platform === "eks" && os === "Windows"
      ? eksWindowsMaxPods(machine, { prefixDelegation: false })
      : undefined);
  if (maxPods === undefined)
    return {
      cannotTell: "the platform's default decides",
    };
  const { source, ...node } = nodeCapacity({ platform, os, memoryGiB, maxPods });
  const url = sourceUrl(source);
  return {
    node: { ...node, drainTimeoutMinutes: facts?.drainMinutes ?? node.drainTimeoutMinutes },
    ...(url === undefined ? {} : { url }),
  };
}
