import { aksWindowsSkuSupport } from "../catalogue/aks";
import { upstreamWindows, upstreamWindowsSupport } from "../catalogue/existing";
import { minorSupport, nodeSkew, parseMinor, type KubernetesMinor } from "../catalogue/kubernetes-minors";
import { sourceUrl, type IsoDate } from "../catalogue/source";
import type { Verdict } from "../catalogue/verdict";
import { nextMinor, notOffered } from "./next-minor";
import type { NextUpgrade } from "./next-upgrade";
import type { AuditedNode } from "./node";

/** A cluster as far as its next upgrade is concerned. */
export interface LiveVersion {
  readonly name: string;
  readonly version: string;
  readonly nodes: readonly AuditedNode[];
}

/**
 * What the next minor means for the nodes of a live cluster. What the platform would do to its pools in detail only a
 * state or a preview can tell: their settings are not in the API.
 *
 * @param cluster - version and nodes
 * @param asOf - day that the platform must offer the minor
 */
export function liveUpgrade({ name, version, nodes }: LiveVersion, asOf: IsoDate): NextUpgrade {
  const platform = nodes.find((node) => node.platform !== "upstream")?.platform ?? "upstream";
  const from = parseMinor(version);
  if (from === undefined)
    return { cluster: name, from: "", to: "", cannotTell: `The API server says the version ${version}.` };
  const present = minorSupport(platform, from, asOf);
  const to = nextMinor(from);
  const missing = notOffered(platform, to, asOf);
  const verdicts = [
    ...(present.verdict === "ok" ? [] : [present]),
    ...(missing === undefined ? nodeVerdicts(nodes, to, asOf) : []),
  ];
  return {
    cluster: name,
    from,
    to,
    ...(missing === undefined ? {} : { cannotTell: missing }),
    says: [...(missing === undefined ? [drained(nodes)] : []), ...verdicts.map(({ reason }) => reason)],
    worst: verdicts.some(({ verdict }) => verdict === "deny")
      ? "deny"
      : verdicts.some(({ verdict }) => verdict === "warn")
        ? "warn"
        : "ok",
    urls: [...new Set(verdicts.flatMap(({ source }) => sourceUrl(source) ?? []))],
  };
}

function drained(nodes: readonly AuditedNode[]): string {
  const windows = nodes.filter(({ os }) => os === "Windows").length;
  return `Its nodes follow one after the other, each drained and replaced: ${String(nodes.length)}, of which ${String(windows)} run Windows.`;
}

/** What is not all right about nodes at the minor, each sentence once. */
function nodeVerdicts(nodes: readonly AuditedNode[], to: KubernetesMinor, asOf: IsoDate): readonly Verdict[] {
  const all = nodes.flatMap((node) => [...skew(node, to), ...windowsAt(node, to, asOf)]);
  const bad = all.filter(({ verdict }) => verdict !== "ok");
  return bad.filter(({ reason }, index) => bad.findIndex((other) => other.reason === reason) === index);
}

function skew({ platform, kubeletVersion }: AuditedNode, to: KubernetesMinor): readonly Verdict[] {
  const minor = parseMinor(kubeletVersion);
  return minor === undefined ? [] : [nodeSkew(platform, to, minor)];
}

function windowsAt(
  { platform, windows }: AuditedNode,
  to: KubernetesMinor,
  asOf: IsoDate,
): readonly Verdict[] {
  if (windows === undefined || platform === "eks") return [];
  if (platform === "aks") return [aksWindowsSkuSupport(`Windows${windows.release}`, to, asOf)];
  const known = upstreamWindows.find(({ release }) => release === windows.release);
  return known === undefined ? [] : [upstreamWindowsSupport(known.release, to)];
}
