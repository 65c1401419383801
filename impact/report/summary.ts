import type { EffectClass } from "../../catalogue/impact";
import type { Inventory } from "../inventory/inventory";
import type { Preview } from "../step";
import { add, drainsOf, largestByPool, minutesFor, none } from "./estimate";
import type { Judgement, PolicyDelta, PoolRow, Reversible, Summary } from "./report";
import { gravest } from "./verdict";
import type { Weighed } from "./weigh";

/** What the head of the report is made of. */
export interface SummaryParts {
  readonly preview: Preview;
  /** Steps that do something, worst first. */
  readonly telling: readonly Weighed[];
  readonly inventory: Inventory;
  readonly pools: readonly PoolRow[];
  readonly policy: PolicyDelta;
}

/**
 * The head of the report.
 *
 * @param parts - everything else
 */
export function summarise(parts: SummaryParts): Summary {
  const { preview, telling, inventory, pools } = parts;
  const verdict = gravest([
    ...(preview.errors > 0 ? (["BLOCK"] as const) : []),
    ...(newMandatory(parts.policy) > 0 ? (["BLOCK"] as const) : []),
    ...telling.map(({ judgement }) => judgement),
  ]);
  const drains = largestByPool(telling.flatMap((step) => drainsOf(step, inventory)));
  const minutes = drains.map(minutesFor).reduce(add, none);
  const windows = pools.filter(({ os }) => os === "Windows");
  return {
    verdict,
    why: reasonFor(parts, verdict),
    worst: telling[0]?.effect ?? "noise",
    pools: { touched: pools.filter(({ touched }) => touched).length, total: pools.length },
    windowsPools: { touched: windows.filter(({ touched }) => touched).length, total: windows.length },
    nodesDrained: drains.map(({ nodes }) => nodes).reduce(add, none),
    ...(minutes.max === 0 ? {} : { minutes }),
    reversible: reversibility(telling),
    maintenanceWindow: drains.length > 0,
    operations: countOperations(preview),
    unlisted: preview.unlisted,
  };
}

/** A mandatory policy stops the deployment as surely as the cloud does. */
function newMandatory({ introduced }: PolicyDelta): number {
  return introduced.filter(({ level }) => level === "mandatory").length;
}

function reasonFor({ preview, telling, policy }: SummaryParts, verdict: Judgement): string {
  if (preview.errors > 0) {
    return `The preview itself reports ${count(preview.errors, "error")}, so its plan may be incomplete; read them in its own output.`;
  }
  // What decides the verdict comes first, not what is waived.
  const decisive = telling.find(({ judgement }) => judgement === verdict) ?? telling[0];
  const mandatory = newMandatory(policy);
  if (mandatory > 0 && decisive?.judgement !== "BLOCK") {
    return `The change breaks ${mandatory === 1 ? "a mandatory policy" : `mandatory policies in ${String(mandatory)} places`}, so Pulumi will stop.`;
  }
  if (decisive === undefined) return "Nothing changes that nodes, pods or the cloud would notice.";
  const others = telling.length - 1;
  const also = others === 0 ? "" : `, and ${count(others, "other change")}`;
  const name = `${decisive.subject.title} "${decisive.step.name}"`;
  if (decisive.waived !== undefined)
    return `What is grave is waived: ${phrases[decisive.effect]} (${name}${also}).`;
  if (verdict === "SAFE")
    return `Nothing that runs is disturbed: ${phrases[decisive.effect]} (${name}${also}).`;
  return `${name}: ${phrases[decisive.effect]}${also}.`;
}

const phrases: Readonly<Record<EffectClass, string>> = {
  noise: "nothing happens",
  metadata: "only records change",
  scheduling: "pods or connections may be disturbed",
  scale: "the number of nodes changes",
  rolling: "nodes are replaced or reimaged one by one",
  "manual-follow-up": "accepted, but without effect until somebody follows up",
  "pool-replace": "all nodes of the pool go",
  refused: "the deployment will be refused half way",
  "cluster-replace": "everything in the cluster is lost",
  irreversible: "this cannot be taken back",
  unclassified: "its effect is not known",
};

function reversibility(telling: readonly Weighed[]): Reversible {
  const findings = telling.flatMap((step) => step.findings);
  const effects = new Set(findings.map(({ effect }) => effect));
  if (effects.has("irreversible") || effects.has("cluster-replace")) return "no";
  if (effects.has("unclassified")) return "not known";
  const onlyForth = findings.some(({ wayBack }) => wayBack === "new-pool");
  return effects.has("pool-replace") || onlyForth ? "new pool only" : "yes";
}

function countOperations(preview: Preview): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { op } of preview.steps) if (op !== "same") counts.set(op, (counts.get(op) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}
