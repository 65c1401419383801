import type { Entry, Inventory, Pool } from "../inventory/inventory";
import { osOfPool } from "../inventory/inventory";
import { mapOf, number, text, texts } from "../inventory/read-facts";
import { windowsBuildOf } from "../inventory/windows-build";
import type { JsonMap } from "../json";

/** A workload of the input, as far as scheduling goes. */
export interface Workload {
  /** `Kind/name`. */
  readonly title: string;
  /** Labels that its nodes must have. */
  readonly nodeSelector: readonly Label[];
  /** Titles of the disruption budgets that let none of its pods go. */
  readonly stoppedBy: readonly string[];
}

type Label = readonly [key: string, value: string];

/** The pods of a workload, as a disruption budget sees them. */
interface Pods {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly replicas: number;
}

interface Budget {
  readonly title: string;
  readonly namespace: string;
  /** Labels of the pods that it counts. */
  readonly selector: readonly Label[];
  readonly minAvailable?: string;
  readonly maxUnavailable?: string;
}

const workloadTypes =
  /^kubernetes:(?:apps\/v1:(Deployment|DaemonSet|StatefulSet)|core\/v1:(Pod)|batch\/v1:(Job))$/;

/**
 * Finds what runs in the cluster, and what keeps it there, as far as the input tells.
 *
 * @param inventory - everything that the input holds
 * @returns in the order of their titles
 */
export function findWorkloads(inventory: Inventory): readonly Workload[] {
  const budgets = inventory.entries.flatMap((entry) => toBudget(entry) ?? []);
  return inventory.entries
    .flatMap((entry) => toWorkload(entry, budgets) ?? [])
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
}

/** Label that the kubelet gives to Windows nodes. @see https://kubernetes.io/docs/reference/labels-annotations-taints/ (read 2026-11-23) */
const buildLabel = "node.kubernetes.io/windows-build";

/**
 * Workloads whose node selector fits the nodes of a pool. One without a selector is bound to no pool; a Windows build that
 * nobody can tell fits every one.
 */
export function boundTo(pool: Pool, workloads: readonly Workload[]): readonly Workload[] {
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
  const build = windowsBuildOf(facts.image ?? "");
  const known = build === undefined ? labels : { ...labels, [buildLabel]: `10.0.${String(build)}` };
  const canTell = ([key]: Label) => key !== buildLabel || os !== "windows" || build !== undefined;
  return workloads.filter(({ nodeSelector }) => fits(nodeSelector.filter(canTell), known));
}

/**
 * What the disruption budgets do to a drain of these workloads.
 *
 * @returns a sentence; empty when no budget stands in the way
 */
export function budgetRisk(bound: readonly Workload[]): string {
  const blocked = bound.flatMap(({ title, stoppedBy }) =>
    stoppedBy.map((budget) => `${budget} lets no pod of ${title} go`),
  );
  return blocked.length === 0 ? "" : `${[...new Set(blocked)].join("; ")}: the drain runs into its timeout.`;
}

/** Whether labels have all that is wanted; who wants nothing fits nothing. */
function fits(wanted: readonly Label[], labels: Readonly<Record<string, string>>): boolean {
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

function stops({ namespace, selector, minAvailable, maxUnavailable }: Budget, pods: Pods): boolean {
  if (namespace !== pods.namespace || !fits(selector, pods.labels)) return false;
  if (maxUnavailable !== undefined) return maxUnavailable === "0" || maxUnavailable === "0%";
  if (minAvailable === undefined) return false;
  return minAvailable === "100%" || (/^\d+$/.test(minAvailable) && Number(minAvailable) >= pods.replicas);
}

function toWorkload({ step }: Entry, budgets: readonly Budget[]): Workload | undefined {
  const match = workloadTypes.exec(step.type);
  const inputs = (step.new ?? step.old)?.inputs;
  if (match === null || inputs === undefined) return undefined;
  const kind = match[1] ?? match[2] ?? match[3] ?? "";
  const spec = mapOf(inputs["spec"]);
  const pod = kind === "Pod" ? inputs : mapOf(spec["template"]);
  const pods: Pods = {
    namespace: namespaceOf(inputs),
    labels: texts(mapOf(pod["metadata"])["labels"]),
    replicas: number(spec["replicas"]) ?? 1,
  };
  return {
    title: `${kind}/${nameOf(inputs) ?? step.name}`,
    nodeSelector: Object.entries(texts(mapOf(pod["spec"])["nodeSelector"])),
    stoppedBy: budgets.filter((budget) => stops(budget, pods)).map(({ title }) => title),
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
    selector: Object.entries(texts(mapOf(spec["selector"])["matchLabels"])),
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
