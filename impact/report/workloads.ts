import type { Entry, Inventory, Pool } from "../inventory/inventory";
import { osOfPool } from "../inventory/inventory";
import { mapOf, number, text, texts } from "../inventory/read-facts";
import type { JsonMap } from "../json";

/** A workload of the input, as far as scheduling goes. */
interface Workload {
  /** `Kind/name`. */
  readonly title: string;
  readonly namespace: string;
  readonly replicas?: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/** Workloads and disruption budgets of the input. */
export interface Workloads {
  readonly workloads: readonly Workload[];
  readonly budgets: readonly Budget[];
}

interface Budget {
  readonly title: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly minAvailable?: string;
  readonly maxUnavailable?: string;
}

const workloadTypes =
  /^kubernetes:(?:apps\/v1:(Deployment|DaemonSet|StatefulSet)|core\/v1:(Pod)|batch\/v1:(Job))$/;

/**
 * Finds what runs in the cluster, as far as the input tells.
 *
 * @param inventory - everything that the input holds
 */
export function findWorkloads(inventory: Inventory): Workloads {
  return {
    workloads: inventory.entries.flatMap((entry) => toWorkload(entry) ?? []),
    budgets: inventory.entries.flatMap((entry) => toBudget(entry) ?? []),
  };
}

/** Workloads whose node selector fits the nodes of a pool. One without a selector is bound to no pool. */
export function boundTo(pool: Pool, { workloads }: Workloads): readonly Workload[] {
  const facts = pool.old ?? pool.new;
  const os = osOfPool(pool)?.toLowerCase();
  if (facts === undefined || os === undefined) return [];
  const labels: Readonly<Record<string, string>> = {
    ...facts.labels,
    "kubernetes.io/os": os,
    ...(facts.name === undefined
      ? {}
      : {
          agentpool: facts.name,
          "kubernetes.azure.com/agentpool": facts.name,
          "eks.amazonaws.com/nodegroup": facts.name,
        }),
  };
  return workloads.filter(({ nodeSelector }) => {
    const wanted = Object.entries(nodeSelector);
    return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
  });
}

/**
 * What the disruption budgets do to a drain of these workloads.
 *
 * @returns a sentence; empty when no budget stands in the way
 */
export function budgetRisk(bound: readonly Workload[], { budgets }: Workloads): string {
  const blocked = bound.flatMap((workload) =>
    budgets
      .filter((budget) => selects(budget, workload) && leavesNothing(budget, workload))
      .map((budget) => `${budget.title} lets no pod of ${workload.title} go`),
  );
  return blocked.length === 0 ? "" : `${[...new Set(blocked)].join("; ")}: the drain runs into its timeout.`;
}

function selects({ namespace, selector }: Budget, workload: Workload): boolean {
  const wanted = Object.entries(selector);
  if (namespace !== workload.namespace || wanted.length === 0) return false;
  return wanted.every(([key, value]) => workload.labels[key] === value);
}

function leavesNothing({ minAvailable, maxUnavailable }: Budget, { replicas = 1 }: Workload): boolean {
  if (maxUnavailable !== undefined) return maxUnavailable === "0" || maxUnavailable === "0%";
  if (minAvailable === undefined) return false;
  return minAvailable === "100%" || (/^\d+$/.test(minAvailable) && Number(minAvailable) >= replicas);
}

function toWorkload({ step }: Entry): Workload | undefined {
  const match = workloadTypes.exec(step.type);
  const inputs = (step.new ?? step.old)?.inputs;
  if (match === null || inputs === undefined) return undefined;
  const kind = match[1] ?? match[2] ?? match[3] ?? "";
  const spec = mapOf(inputs["spec"]);
  const pod = kind === "Pod" ? inputs : mapOf(spec["template"]);
  const replicas = number(spec["replicas"]);
  return {
    title: `${kind}/${nameOf(inputs) ?? step.name}`,
    namespace: namespaceOf(inputs),
    ...(replicas === undefined ? {} : { replicas }),
    labels: texts(mapOf(pod["metadata"])["labels"]),
    nodeSelector: texts(mapOf(pod["spec"])["nodeSelector"]),
  };
}

function toBudget({ step }: Entry): Budget | undefined {
  const inputs = (step.new ?? step.old)?.inputs;
  if (step.type !== "kubernetes:policy/v1:PodDisruptionBudget" || inputs === undefined) return undefined;
  const spec = mapOf(inputs["spec"]);
  const [least, most] = [amount(spec["minAvailable"]), amount(spec["maxUnavailable"])];
  return {
    title: `PodDisruptionBudget/${nameOf(inputs) ?? step.name}`,
    namespace: namespaceOf(inputs),
    selector: texts(mapOf(spec["selector"])["matchLabels"]),
    ...(least === undefined ? {} : { minAvailable: least }),
    ...(most === undefined ? {} : { maxUnavailable: most }),
  };
}

function amount(value: Parameters<typeof text>[0]): string | undefined {
  return typeof value === "number" ? String(value) : text(value);
}

function nameOf(inputs: JsonMap): string | undefined {
  return text(mapOf(inputs["metadata"])["name"]);
}

function namespaceOf(inputs: JsonMap): string {
  return text(mapOf(inputs["metadata"])["namespace"]) ?? "default";
}
