import { cnis } from "../../catalogue/cni";
import { csiDriver } from "../../catalogue/csi";
import { cniReleaseSupport, cnisOf } from "../../catalogue/existing";
import { sourceUrl } from "../../catalogue/source";
import { releaseByBuild } from "../../catalogue/windows-releases";
import type { Finding } from "../finding";
import { outputOf, type Recording } from "../recording";
import { jsonOf, listAt, textAt, valueAt } from "./json";
import { platformOf, problem } from "./nodes";
import { nodesOf, type NodeFacts } from "./nodes-of";

const page = "docs/guides/local-development.md#network-and-storage";

/** Whether the network plugin that runs in the cluster serves its Windows nodes. */
export function judgeNetworkPlugin({ cluster }: Recording): readonly Finding[] {
  const check = "network-plugin";
  const daemonSets = itemsOf(cluster?.daemonSets);
  const windows = windowsNodes({ cluster });
  if (daemonSets === undefined || windows === undefined) return [];
  const names = cnisOf(daemonSets.map((item) => textAt(item, "metadata", "name")));
  if (names.length === 0) {
    return windows.length === 0
      ? []
      : [
          {
            check,
            level: "note",
            cause: "No DaemonSet of a network plugin that the catalogue knows was found.",
            consequence: "Nobody can say whether it serves Windows nodes.",
            fix: "See that its documentation lists Windows.",
            page,
          },
        ];
  }
  return names.map((name): Finding => {
    const { title, windows: servesWindows, source } = cnis[name];
    if (windows.length > 0 && !servesWindows) {
      return {
        check,
        level: "error",
        cause: `The network plugin is ${title}, which has no Windows nodes, and the cluster has ${String(windows.length)}.`,
        consequence: "Pods on Windows nodes get no address and stay in ContainerCreating.",
        fix: "Move to a plugin with Windows support (Calico, Flannel, Azure CNI, Amazon VPC CNI): usually into a new cluster.",
        page: sourceUrl(source) ?? page,
      };
    }
    // What AKS and EKS run on their own plugin is judged with their nodes; and the DaemonSet of Azure CNI does not
    // tell its modes apart.
    if (platformOf(nodesOf(cluster) ?? []) !== "upstream")
      return {
        check,
        level: "ok",
        cause: `The network plugin is ${name.startsWith("azure-") ? "Azure CNI" : title}.`,
      };
    const releases = new Set(
      windows.flatMap(({ build }) => (build === undefined ? [] : [releaseByBuild(build)])),
    );
    const concern = [...releases]
      .flatMap((row) => (row === undefined ? [] : [cniReleaseSupport(name, row.release)]))
      .find(({ verdict }) => servesWindows && verdict !== "ok");
    if (concern !== undefined) {
      const fix = "Ask its makers, or use nodes of a release on its list.";
      return problem(check, concern, {
        cause: concern.reason,
        consequence: "It may work, but nobody tests it.",
        fix,
      });
    }
    return { check, level: "ok", cause: `The network plugin is ${title}.` };
  });
}

/** Whether the CSI drivers of the cluster have a node plugin on its Windows nodes. */
export function judgeStorageDrivers({ cluster }: Recording): readonly Finding[] {
  const check = "storage-drivers";
  const drivers = itemsOf(cluster?.csiDrivers);
  const daemonSets = itemsOf(cluster?.daemonSets);
  const windows = windowsNodes({ cluster });
  if (drivers === undefined || daemonSets === undefined || windows === undefined || windows.length === 0)
    return [];
  const onWindows = daemonSets.filter(selectsWindows);
  const names = drivers.map((item) => textAt(item, "metadata", "name"));
  const findings = names.flatMap((name): readonly Finding[] => {
    const row = csiDriver(name);
    if (row === undefined || !row.windows) return [];
    const served = onWindows.some((item) => mentions(item, name));
    if (served)
      return [{ check, level: "ok", cause: `${row.title} (${name}) has its node plugin on Windows nodes.` }];
    return [
      {
        check,
        level: "warning",
        cause: `${row.title} (${name}) has no DaemonSet for Windows nodes.`,
        consequence: "Pods on Windows nodes cannot mount its volumes.",
        fix: "Switch its Windows node plugin on (a value of its chart, an option of its add-on).",
        page: sourceUrl(row.source) ?? page,
      },
    ];
  });
  if (findings.length > 0) return findings;
  return [
    {
      check,
      level: "note",
      cause: "No CSI driver that serves Windows nodes is installed.",
      consequence: "Pods on Windows nodes have no persistent volumes.",
      fix: "Install one: Azure disk or files, EBS, or the SMB driver.",
      page,
    },
  ];
}

function windowsNodes({ cluster }: Pick<Recording, "cluster">): readonly NodeFacts[] | undefined {
  return nodesOf(cluster)?.filter(({ os }) => os === "windows");
}

function itemsOf(outcome: Parameters<typeof outputOf>[0] | undefined): readonly unknown[] | undefined {
  const list = outcome === undefined ? undefined : jsonOf(outputOf(outcome));
  return list === undefined ? undefined : listAt(list, "items");
}

function selectsWindows(daemonSet: unknown): boolean {
  const spec = valueAt(daemonSet, "spec", "template", "spec");
  if (textAt(spec, "nodeSelector", "kubernetes.io/os") === "windows") return true;
  const terms = listAt(
    spec,
    "affinity",
    "nodeAffinity",
    "requiredDuringSchedulingIgnoredDuringExecution",
    "nodeSelectorTerms",
  );
  return terms
    .flatMap((term) => listAt(term, "matchExpressions"))
    .some(
      (expression) =>
        textAt(expression, "key") === "kubernetes.io/os" && listAt(expression, "values").includes("windows"),
    );
}

/** A node plugin names its driver: in the path of its socket, an argument or an environment variable. */
function mentions(daemonSet: unknown, driver: string): boolean {
  return JSON.stringify(valueAt(daemonSet, "spec", "template", "spec") ?? null).includes(driver);
}
