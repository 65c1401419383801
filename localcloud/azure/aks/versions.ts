import type { ArmError } from "../errors";
import { badRequest } from "../errors";
import type { KubernetesMinor } from "./facts";
import { kubernetesMinors, minorNumber, minorOf } from "./facts";

/** The full version behind `1.36` (its newest patch) or `1.36.2`; `undefined` when AKS has no such version. */
export function resolveVersion(asked: string): string | undefined {
  const entry = minorEntry(asked);
  if (entry === undefined) return undefined;
  return asked === entry.minor ? entry.patches.at(-1) : entry.patches.find((patch) => patch === asked);
}

/** Negative when `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Why a version cannot be had.
 *
 * @param longTermSupport Whether the cluster has the Premium tier and the long-term support plan.
 */
export function versionRefusal(
  asked: string,
  now: Date,
  longTermSupport: boolean,
  cluster: string,
): ArmError | undefined {
  const entry = minorEntry(asked);
  const today = now.toISOString().slice(0, 10);
  if (entry === undefined || resolveVersion(asked) === undefined || today >= entry.longTermSupportUntil) {
    return badRequest(
      "AgentPoolK8sVersionNotSupported",
      `Version ${asked} is not supported in this region. Please use [az aks get-versions] command to get the supported version list in this region. For more information, please check https://aka.ms/supported-version-list`,
    );
  }
  if (today < entry.supportedUntil || longTermSupport) return undefined;
  return badRequest(
    "K8sVersionNotSupported",
    `Managed cluster ${cluster} is on version ${asked}, which is only available for Long-Term Support (LTS). If you intend to onboard to LTS, please ensure the cluster is in Premium tier and LTS support plan. Otherwise, use [az aks get-versions] command to get the supported version list in this region. For more information, please check https://aka.ms/supported-version-list`,
  );
}

/** Why a control plane or a pool at `from` cannot go to `to`: one minor at a time, and never back. */
export function upgradeRefusal(from: string, to: string): ArmError | undefined {
  const goesBack = compareVersions(to, from) < 0;
  if (!goesBack && minorNumber(to) - minorNumber(from) <= 1) return undefined;
  const verb = goesBack ? "Downgrading" : "Upgrading";
  return badRequest(
    "OperationNotAllowed",
    `${verb} Kubernetes version ${from} to ${to} is not allowed. Available upgrades: [${availableUpgrades(from).join(" ")}]. Please see https://aka.ms/aks-supported-k8s-ver for version details.`,
  );
}

/** Versions that a cluster can go to, in order. */
export function availableUpgrades(from: string): readonly string[] {
  return kubernetesMinors
    .filter(({ minor }) => [0, 1].includes(minorNumber(minor) - minorNumber(from)))
    .flatMap(({ patches }) => patches)
    .filter((patch) => compareVersions(patch, from) > 0);
}

function minorEntry(version: string): KubernetesMinor | undefined {
  return kubernetesMinors.find(({ minor }) => minor === minorOf(version));
}
