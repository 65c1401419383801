import { parseImageReference } from "./images/reference";
import type { KubernetesMinor } from "./kubernetes-minors";
import type { Sourced } from "./source";
import type { Verdict } from "./verdict";

/** The pause image that kubeadm of one range of Kubernetes minors asks for. */
export interface PauseRow extends Sourced {
  readonly firstMinor: KubernetesMinor;
  readonly lastMinor: KubernetesMinor;
  /** Tag of `registry.k8s.io/pause`. */
  readonly tag: string;
  /** Windows builds among the variants of the image. */
  readonly windowsBuilds: readonly number[];
}

/**
 * Pause images by Kubernetes minor, oldest first. On AKS and EKS the platform brings its own: check them only where the
 * user owns the node image.
 *
 * @see https://github.com/kubernetes/kubernetes/pull/136960
 */
export const pauseImages = [
  {
    firstMinor: "1.26",
    lastMinor: "1.30",
    tag: "3.9",
    windowsBuilds: [17763, 19042, 20348],
    source: ["k8s-pause-defaults"],
  },
  {
    firstMinor: "1.31",
    lastMinor: "1.33",
    tag: "3.10",
    windowsBuilds: [17763, 20348],
    source: ["k8s-pause-defaults", "windows-testing-capz"],
  },
  {
    firstMinor: "1.34",
    lastMinor: "1.35",
    tag: "3.10.1",
    windowsBuilds: [17763, 20348],
    source: ["k8s-pause-defaults", "windows-testing-capz"],
  },
  {
    firstMinor: "1.36",
    lastMinor: "1.37",
    tag: "3.10.2",
    windowsBuilds: [17763, 20348, 26100],
    source: ["k8s-pause-3.10.2", "windows-testing-capz"],
    conflicts: [
      {
        source: "k8s-windows-intro",
        says: "The recommended pause image is 3.6, also for Kubernetes 1.36.",
        resolution:
          "The number has not been touched since Kubernetes 1.23; 3.6 has no Windows Server 2025 variant.",
      },
    ],
  },
] as const satisfies readonly PauseRow[];

/** The pause image to use on nodes whose image the user owns. */
export const recommendedPauseTag = "3.10.2";

/** Image names under which the pause image is published for Windows, and what is known about them. */
export const pauseRepositories = {
  "registry.k8s.io/pause": { signed: false, source: ["k8s-windows-intro"] },
  "mcr.microsoft.com/oss/v2/kubernetes/pause": {
    signed: true,
    source: ["agentbaker-components", "k8s-windows-intro"],
  },
  "mcr.microsoft.com/oss/kubernetes/pause": { signed: true, source: ["agentbaker-components"] },
} as const satisfies Record<string, { readonly signed: boolean; readonly source: Sourced["source"] }>;

/**
 * Whether a pause image fits nodes of a Windows build. For clusters whose node image the user owns only.
 *
 * @param reference - for example `registry.k8s.io/pause:3.10.2`
 * @param hostBuild - Windows build of the node
 */
export function pauseImageVerdict(reference: string, hostBuild: number): Verdict {
  const parsed = parseImageReference(reference);
  const repository = parsed === undefined ? "" : `${parsed.registry}/${parsed.repository}`;
  const tag = parsed?.tag ?? "";
  if (!Object.hasOwn(pauseRepositories, repository)) {
    return {
      verdict: "warn",
      reason: `"${reference}" is not one of the published pause images (${Object.keys(pauseRepositories).join(", ")}).`,
      source: ["k8s-windows-intro"],
    };
  }
  if (tag === recommendedPauseTag || tag.startsWith(`${recommendedPauseTag}-`) || tag === "3.10.1-3") {
    return {
      verdict: "ok",
      reason: `"${reference}" has variants for every supported Windows build.`,
      source: ["k8s-pause-3.10.2"],
    };
  }
  const consequence =
    hostBuild >= 26100
      ? "it has no Windows Server 2025 variant, so nodes run its 2022 variant"
      : "it is not maintained any more";
  return {
    verdict: "warn",
    reason: `"${reference}" is older than ${recommendedPauseTag}: ${consequence}.`,
    source: ["k8s-pause-3.10.2"],
  };
}
