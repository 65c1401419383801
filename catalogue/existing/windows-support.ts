import type { KubernetesMinor } from "../kubernetes-minors";
import { compareMinors } from "../kubernetes-minors";
import type { Sourced } from "../source";
import type { Verdict } from "../verdict";

/** Windows releases that the documentation of Kubernetes lists for a range of minors. */
export interface UpstreamWindowsRow extends Sourced {
  readonly release: "2019" | "2022" | "2025";
  /** First minor whose documentation lists it; absent = earlier than the catalogue. */
  readonly firstMinor?: KubernetesMinor;
  /** Last minor whose documentation lists it; absent = no end is known. */
  readonly lastMinor?: KubernetesMinor;
}

/**
 * Windows releases by what Kubernetes documents. Nothing in the kubelet refuses another one, so they are warnings.
 *
 * @see https://kubernetes.io/docs/concepts/windows/intro/#windows-os-version-support
 */
export const upstreamWindows = [
  { release: "2019", lastMinor: "1.34", source: ["k8s-windows-intro"] },
  { release: "2022", source: ["k8s-windows-intro"] },
  { release: "2025", firstMinor: "1.35", source: ["k8s-windows-intro"] },
] as const satisfies readonly UpstreamWindowsRow[];

/**
 * Whether the documentation of Kubernetes lists a Windows release for a minor.
 *
 * @param release - release of the nodes
 * @param minor - minor of the nodes
 */
export function upstreamWindowsSupport(
  release: UpstreamWindowsRow["release"],
  minor: KubernetesMinor,
): Verdict {
  const rows: readonly UpstreamWindowsRow[] = upstreamWindows;
  const row = rows.find((candidate) => candidate.release === release);
  const { firstMinor, lastMinor, source = [] } = row ?? {};
  const name = `Windows Server ${release}`;
  if (lastMinor !== undefined && compareMinors(minor, lastMinor) > 0) {
    const reason = `Kubernetes ${minor} no longer lists ${name}; the last minor that does is ${lastMinor}.`;
    return { verdict: "warn", reason, source };
  }
  if (firstMinor !== undefined && compareMinors(minor, firstMinor) < 0) {
    const reason = `Kubernetes ${minor} does not list ${name} yet; the first minor that does is ${firstMinor}.`;
    return { verdict: "warn", reason, source };
  }
  return { verdict: "ok", reason: `Kubernetes ${minor} lists ${name}.`, source };
}
