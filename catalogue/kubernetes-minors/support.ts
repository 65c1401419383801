import { daysBetween, type IsoDate } from "../source";
import type { Verdict } from "../verdict";
import type { KubernetesMinor } from "./minor";
import { kubernetesMinors, type MinorSupport, type Platform } from "./table";

/** Where a minor stands on a platform on a day. */
export type MinorPhase = "standard" | "extended" | "ended" | "planned" | "unknown";

/**
 * What the table says about a minor on a platform.
 *
 * @param platform - where the cluster runs
 * @param minor - the minor
 * @returns the row, or `undefined` when the table does not have it
 */
export function minorRow(platform: Platform, minor: KubernetesMinor): MinorSupport | undefined {
  return kubernetesMinors[platform].find((row) => row.minor === minor);
}

/**
 * The support phase of a minor on a platform.
 *
 * @param platform - where the cluster runs
 * @param minor - the minor
 * @param asOf - the day asked about; the last day of a phase still counts as that phase
 * @returns `unknown` for minors that the table does not have
 */
export function minorPhase(platform: Platform, minor: KubernetesMinor, asOf: IsoDate): MinorPhase {
  const row = minorRow(platform, minor);
  if (row === undefined) return "unknown";
  if (asOf < row.available) return "planned";
  if (asOf <= row.standardEnd) return "standard";
  return row.extendedEnd !== undefined && asOf <= row.extendedEnd ? "extended" : "ended";
}

const platformNames: Readonly<Record<Platform, string>> = {
  upstream: "the Kubernetes project",
  aks: "AKS",
  eks: "EKS",
};

/** Days before the end of standard support from which a minor is judged `warn`. */
export const minorNoticeDays = 60;

/**
 * Whether a platform supports a minor.
 *
 * `deny`: support has ended. `warn`: extended support only, {@link minorNoticeDays} days of standard support left or
 * fewer, not offered yet, or not in the table.
 *
 * @param platform - where the cluster runs
 * @param minor - the minor
 * @param asOf - the day asked about
 */
export function minorSupport(platform: Platform, minor: KubernetesMinor, asOf: IsoDate): Verdict {
  const row = minorRow(platform, minor);
  return row === undefined ? unknownMinor(platform, minor) : supportOf(row, platformNames[platform], asOf);
}

function supportOf(row: MinorSupport, name: string, asOf: IsoDate): Verdict {
  const { minor, available, standardEnd, extendedEnd, source } = row;
  if (asOf < available) {
    return {
      verdict: "warn",
      reason: `Kubernetes ${minor} is not on offer before ${available}, says ${name}.`,
      source,
    };
  }
  if (asOf <= standardEnd) {
    const near = daysBetween(asOf, standardEnd) <= minorNoticeDays;
    const reason = near
      ? `Kubernetes ${minor} leaves standard support of ${name} after ${standardEnd}.`
      : `Kubernetes ${minor} has standard support of ${name} until ${standardEnd}.`;
    return { verdict: near ? "warn" : "ok", reason, source };
  }
  if (extendedEnd !== undefined && asOf <= extendedEnd) {
    const reason = `Kubernetes ${minor} left standard support of ${name} after ${standardEnd}; paid extended support ends after ${extendedEnd}.`;
    return { verdict: "warn", reason, source };
  }
  const reason = `Kubernetes ${minor} has had no support of ${name} since ${extendedEnd ?? standardEnd}.`;
  return { verdict: "deny", reason, source };
}

function unknownMinor(platform: Platform, minor: KubernetesMinor): Verdict {
  const rows = kubernetesMinors[platform];
  const known = rows.map((row) => row.minor).join(", ");
  return {
    verdict: "warn",
    reason: `The catalogue knows ${known} of ${platformNames[platform]}; it can say nothing about Kubernetes ${minor}.`,
    source: [...new Set(rows.flatMap((row) => row.source))],
  };
}
