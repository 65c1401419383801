import type { Audit } from "./audit";
import type { CapacityRow } from "./capacity";
import type { NextUpgrade } from "./next-upgrade";

/** What was looked at, and what came of it, in one line. */
export function headline({ subject, judged, findings }: Audit): string {
  const count = (wanted: "mandatory" | "advisory") => findings.filter(({ level }) => level === wanted).length;
  return `${subject}: ${String(judged)} resources judged, ${String(count("mandatory"))} mandatory, ${String(count("advisory"))} advisory`;
}

/** An upgrade in one line. */
export function upgradeTitle({ cluster, from, to, stranded = [] }: NextUpgrade): string {
  const step = from === "" ? "" : `: Kubernetes ${from} to ${to}`;
  const behind = stranded.length === 0 ? "" : `, leaves ${stranded.join(", ")} behind`;
  return `${cluster}${step}${behind}`;
}

/** The columns of a pool's capacity. */
export const capacityColumns = [
  "Pool",
  "OS",
  "Machine",
  "Nodes",
  "Pods per node",
  "Memory for pods",
  "Minutes",
];

/** A pool's capacity in the columns. */
export function capacityCells({
  pool,
  os,
  machine,
  nodes,
  node,
  cannotTell,
}: CapacityRow): readonly string[] {
  return [
    pool,
    os,
    machine,
    nodes === undefined ? "?" : range(nodes.least, nodes.most),
    node === undefined ? (cannotTell ?? "?") : String(node.pods),
    node?.memoryForPodsGiB === undefined ? "?" : `${String(node.memoryForPodsGiB)} GiB`,
    minutes(node),
  ];
}

function minutes(node: CapacityRow["node"]): string {
  if (node?.joinMinutes === undefined) return "";
  const { joinMinutes: join, pullMinutes: pull, drainTimeoutMinutes: drain } = node;
  return [
    `join ${range(join.min, join.max)}`,
    ...(pull === undefined ? [] : [`pull ${range(pull.min, pull.max)}`]),
    ...(drain === undefined ? [] : [`drain up to ${String(drain)}`]),
  ].join(", ");
}

function range(least: number, most: number): string {
  return least === most ? String(least) : `${String(least)} to ${String(most)}`;
}
