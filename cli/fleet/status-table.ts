import { remarksOf } from "../../fleet/remarks";
import type { ClusterView, FleetView, Severity } from "../../fleet/view";
import { wrap } from "../../impact/formats/wrap";
import type { Paint } from "../display/colour";
import { drawTable } from "../display/table";

/** Columns of the table; `m/a`: mandatory and advisory findings. */
export const statusHead = [
  "cluster",
  "on",
  "version",
  "nodes",
  "windows",
  "next end",
  "policy m/a",
  "unplaced",
];

/** A fleet as lines of at most 80 columns, but for what cannot be broken: the table, then what is to be done. */
export function statusLines(view: FleetView, paint: Paint): readonly string[] {
  return [
    ...drawTable(statusHead, view.clusters.map(cells), paint),
    ...view.clusters.flatMap((cluster) => remarkLines(cluster, paint)),
    "",
    summary(view),
  ];
}

function cells(cluster: ClusterView): string[] {
  const { name, target, contact, pools, nodes, retirements, findings, unplacedPods } = cluster;
  const ready = nodes.filter((node) => node.ready === "yes").length;
  const reached = contact.kind === "reached";
  const count = (wanted: string) =>
    String(findings.filter(({ level, waived }) => level === wanted && waived === undefined).length);
  return [
    name,
    target,
    reached ? (/^v[\d.]+/.exec(contact.version)?.[0] ?? contact.version) : noContact(cluster),
    reached ? `${String(ready)}/${String(nodes.length)}` : "-",
    windowsReleases(pools),
    retirements[0]?.day ?? "-",
    cluster.source.kind === "kubeconfig" || cluster.stateError !== undefined
      ? "-"
      : `${count("mandatory")}/${count("advisory")}`,
    reached ? String(unplacedPods.length) : "-",
  ];
}

function noContact({ contact, stateError }: ClusterView): string {
  if (stateError !== undefined) return "no state";
  return contact.kind === "unreachable" ? "no answer" : "-";
}

/** `2022, 2025`, by what the pools' releases are called. */
function windowsReleases(pools: ClusterView["pools"]): string {
  const releases = pools
    .filter(({ os }) => os === "windows")
    .map(({ release }) => release.replace(/Windows Server,? /g, "").replace("version ", ""));
  return (
    [...new Set(releases)]
      .filter((release) => release !== "")
      .sort()
      .join(", ") || "-"
  );
}

const formats: Readonly<Record<Severity, "red" | "yellow" | "dim">> = {
  error: "red",
  warning: "yellow",
  info: "dim",
};

function remarkLines(cluster: ClusterView, paint: Paint): readonly string[] {
  const remarks = remarksOf(cluster).filter(({ severity }) => severity !== "info");
  const notes = remarksOf(cluster).length - remarks.length;
  const rest = notes === 0 ? [] : [paint("dim", `  ${counted(notes, "note")} (--json shows them)`)];
  if (remarks.length === 0 && rest.length === 0) return [];
  return [
    "",
    paint("bold", cluster.name),
    ...remarks.flatMap(({ severity, message }) => {
      const [first = "", ...others] = wrap(message, `  ${severity.padEnd(8)} `, " ".repeat(11));
      return [first.replace(severity, (word) => paint(formats[severity], word)), ...others];
    }),
    ...rest,
  ];
}

function summary({ clusters, asOf }: FleetView): string {
  const severities = clusters.flatMap(remarksOf).map(({ severity }) => severity);
  const count = (severity: Severity) => severities.filter((one) => one === severity).length;
  return `${counted(clusters.length, "cluster")} on ${asOf}: ${counted(count("error"), "error")}, ${counted(count("warning"), "warning")}.`;
}

function counted(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}
