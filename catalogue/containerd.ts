import type { KubernetesMinor } from "./kubernetes-minors";
import type { IsoDate, Sourced } from "./source";
import type { Verdict } from "./verdict";

/** A release line of containerd. */
export interface ContainerdLine extends Sourced {
  /** `major.minor` */
  readonly line: string;
  /** Last day of support. */
  readonly end: IsoDate;
  readonly longTerm: boolean;
}

/**
 * Release lines of containerd, oldest first. Where only a month is published, its last day stands here.
 *
 * @see https://containerd.io/releases/
 */
export const containerdLines = [
  { line: "1.6", end: "2025-08-31", longTerm: true, source: ["containerd-releases"] },
  { line: "1.7", end: "2026-09-30", longTerm: true, source: ["containerd-releases"] },
  { line: "2.0", end: "2027-03-31", longTerm: false, source: ["containerd-releases"] },
  { line: "2.1", end: "2026-07-03", longTerm: false, source: ["containerd-releases"] },
  { line: "2.2", end: "2026-11-06", longTerm: false, source: ["containerd-releases"] },
  { line: "2.3", end: "2028-04-30", longTerm: true, source: ["containerd-releases"] },
] as const satisfies readonly ContainerdLine[];

/** containerd versions that are listed for one Kubernetes minor: the floor of each release line. */
export interface ContainerdFloors extends Sourced {
  readonly minor: KubernetesMinor;
  /** Lowest version of each line that is listed; later lines than the last one count as supported. */
  readonly floors: readonly `${number}.${number}.${number}`[];
}

/**
 * containerd versions by Kubernetes minor, for clusters whose node image the user owns. AKS and EKS run their own
 * builds, outside this list.
 *
 * @see https://containerd.io/releases/#kubernetes-support
 */
export const containerdForKubernetes = [
  { minor: "1.32", floors: ["1.6.36", "1.7.24", "2.0.1", "2.1.0"], source: ["containerd-releases"] },
  { minor: "1.33", floors: ["1.6.36", "1.7.24", "2.0.4", "2.1.0"], source: ["containerd-releases"] },
  { minor: "1.34", floors: ["1.6.39", "1.7.28", "2.0.6", "2.1.3"], source: ["containerd-releases"] },
  { minor: "1.35", floors: ["1.7.28", "2.1.5", "2.2.0"], source: ["containerd-releases"] },
  { minor: "1.36", floors: ["2.2.0", "2.3.0"], source: ["containerd-releases"] },
] as const satisfies readonly ContainerdFloors[];

/** Oldest containerd that runs HostProcess containers with the published base image. */
export const containerdHostProcessFloor = "1.6.18";

/**
 * Whether a containerd version fits a Kubernetes minor on nodes whose image the user owns.
 *
 * @param version - `2.3.1`, `v2.3.1` or with a suffix; the suffix is ignored
 * @param minor - Kubernetes minor of the node
 * @param asOf - the day asked about: a line past its end is a warning
 */
export function containerdSupport(version: string, minor: KubernetesMinor, asOf: IsoDate): Verdict {
  const parts = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  if (parts === undefined) {
    return {
      verdict: "deny",
      reason: `"${version}" is not a containerd version such as 2.3.1.`,
      source: ["containerd-releases"],
    };
  }
  const row = containerdForKubernetes.find((candidate) => candidate.minor === minor);
  if (row === undefined) {
    return {
      verdict: "warn",
      reason: `The catalogue does not know which containerd versions fit Kubernetes ${minor}.`,
      source: ["containerd-releases"],
    };
  }
  const listed = row.floors.map((floor) => floor.split(".").map(Number));
  const line = listed.find((floor) => floor[0] === parts[0] && floor[1] === parts[1]);
  const newest = listed.at(-1) ?? [];
  const newerLine = compareVersions(parts.slice(0, 2), newest.slice(0, 2)) > 0;
  if (!newerLine && (line === undefined || compareVersions(parts, line) < 0)) {
    return {
      verdict: "deny",
      reason: `containerd ${version} is not supported with Kubernetes ${minor}; use ${row.floors.map((floor) => `${floor} or later of its line`).join(", ")}.`,
      source: row.source,
    };
  }
  const ended = containerdLines.find(({ line: name }) => name === parts.slice(0, 2).join("."));
  if (ended !== undefined && ended.end < asOf) {
    return {
      verdict: "warn",
      reason: `containerd ${ended.line} has been out of support since ${ended.end}.`,
      source: ended.source,
    };
  }
  return {
    verdict: "ok",
    reason: `containerd ${version} is supported with Kubernetes ${minor}.`,
    source: row.source,
  };
}

function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (const [index, part] of a.entries()) {
    const difference = part - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
