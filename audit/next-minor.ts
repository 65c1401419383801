import { minorPhase, type KubernetesMinor, type Platform } from "../catalogue/kubernetes-minors";
import type { IsoDate } from "../catalogue/source";

/** The minor after this one: control planes go one minor at a time. @see https://kubernetes.io/releases/version-skew-policy/ */
export function nextMinor(minor: KubernetesMinor): KubernetesMinor {
  return `1.${Number(minor.slice("1.".length)) + 1}`;
}

const names: Readonly<Record<Platform, string>> = {
  aks: "AKS",
  eks: "EKS",
  upstream: "The Kubernetes project",
};

/**
 * Why there is no upgrade to this minor on that day: one sentence; `undefined` when there is one.
 *
 * @param platform - where the cluster runs
 * @param minor - the minor
 * @param asOf - the day
 */
export function notOffered(platform: Platform, minor: KubernetesMinor, asOf: IsoDate): string | undefined {
  const phase = minorPhase(platform, minor, asOf);
  return phase === "unknown" || phase === "planned"
    ? `${names[platform]} offers no Kubernetes ${minor} on ${asOf}, as far as the catalogue knows.`
    : undefined;
}
