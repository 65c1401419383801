import { aksWindowsSkuSupport } from "../../catalogue/aks";
import { containerdSupport } from "../../catalogue/containerd";
import { eksWindowsAmiSupport } from "../../catalogue/eks";
import { upstreamWindowsSupport } from "../../catalogue/existing";
import { parseMinor, type KubernetesMinor, type Platform } from "../../catalogue/kubernetes-minors";
import { pauseImageVerdict } from "../../catalogue/pause";
import type { IsoDate } from "../../catalogue/source";
import type { Verdict } from "../../catalogue/verdict";
import { releaseByBuild, windowsSupportPhase, type WindowsRelease } from "../../catalogue/windows-releases";
import type { Finding } from "../finding";
import type { Recording } from "../recording";
import { count, groupsBy, platformOf, problem } from "./nodes";
import { nodesOf, type NodeFacts } from "./nodes-of";

const check = "windows-nodes";
const page = "docs/guides/local-development.md#nodes";

/** Judges build, runtime and pause image of the Windows nodes by the catalogue. */
export function judgeWindowsNodes(recording: Recording, asOf: IsoDate): readonly Finding[] {
  const nodes = nodesOf(recording.cluster);
  if (nodes === undefined) return [];
  const windows = nodes.filter(({ os }) => os === "windows");
  if (windows.length === 0) return [{ check, level: "ok", cause: "The cluster has no Windows nodes." }];
  const platform = platformOf(nodes);
  return [
    ...groupsBy(windows, ({ kernelVersion, kubeletVersion }) => `${kernelVersion} ${kubeletVersion}`).flatMap(
      ([, group]) => releaseFindings(group, platform, asOf),
    ),
    ...groupsBy(windows, ({ containerRuntime }) => containerRuntime).flatMap(([runtime, group]) =>
      runtimeFindings(runtime, group, platform, asOf),
    ),
    // AKS and EKS bring their own pause image: it is theirs to keep current.
    ...(platform === "upstream" ? pauseFindings(windows) : []),
  ];
}

function releaseFindings(group: readonly NodeFacts[], platform: Platform, asOf: IsoDate): readonly Finding[] {
  const [{ build, kernelVersion, kubeletVersion } = { kernelVersion: "", kubeletVersion: "" }] = group;
  const release = build === undefined ? undefined : releaseByBuild(build);
  if (release === undefined) {
    return [
      {
        check,
        level: "warning",
        cause: `${count(group)} run Windows ${kernelVersion}, which is no Windows Server release that the catalogue knows.`,
        consequence:
          "Nobody can say which images run there: a wrong one fails with a mismatch of host and image.",
        fix: "Use nodes of Windows Server 2019, 2022 or 2025.",
        page,
      },
    ];
  }
  const minor = parseMinor(kubeletVersion);
  const support = minor === undefined ? undefined : supportOn(platform, release.release, minor, asOf);
  const phase = windowsSupportPhase(release.release, asOf);
  const name = `${count(group)} of ${release.title} (build ${String(release.build)}) with kubelet ${kubeletVersion}`;
  if (support !== undefined && support.verdict !== "ok") {
    const fix =
      "Move the workloads to a pool of a newer release: add one beside it, drain this one, remove it.";
    const consequence = "No new node images come for it, so its nodes stay as vulnerable as they are.";
    return [problem(check, support, { cause: `${name}. ${support.reason}`, consequence, fix })];
  }
  if (phase === "ended") {
    return [
      {
        check,
        level: "error",
        cause: `${name}: Microsoft's support for it has ended.`,
        consequence: "It gets no security updates.",
        fix: "Move the workloads to a pool of a newer release.",
        page,
      },
    ];
  }
  return [{ check, level: "ok", cause: `${name}.` }];
}

function supportOn(
  platform: Platform,
  release: WindowsRelease,
  minor: KubernetesMinor,
  asOf: IsoDate,
): Verdict | undefined {
  switch (platform) {
    case "aks":
      return aksWindowsSkuSupport(`Windows${release}`, minor, asOf);
    case "eks":
      return eksWindowsAmiSupport(`WINDOWS_CORE_${release}_x86_64`, minor);
    case "upstream":
      return release === "2019" || release === "2022" || release === "2025"
        ? upstreamWindowsSupport(release, minor)
        : undefined;
  }
}

function runtimeFindings(
  runtime: string,
  group: readonly NodeFacts[],
  platform: Platform,
  asOf: IsoDate,
): readonly Finding[] {
  const version = /^containerd:\/\/(\S+)$/.exec(runtime)?.[1];
  if (version === undefined) {
    return [
      {
        check,
        level: "error",
        cause: `${count(group)} run ${runtime === "" ? "no runtime that they name" : runtime}, not containerd.`,
        consequence: "HostProcess containers, CSI drivers and monitoring agents for Windows need containerd.",
        fix: "Make the nodes anew with containerd.",
        page,
      },
    ];
  }
  const minor = parseMinor(group[0]?.kubeletVersion ?? "");
  // AKS and EKS run builds of their own, outside of the published list.
  if (platform !== "upstream" || minor === undefined) return [];
  const support = containerdSupport(version, minor, asOf);
  if (support.verdict === "ok") return [{ check, level: "ok", cause: support.reason }];
  return [
    problem(check, support, {
      cause: `${count(group)}: ${support.reason}`,
      consequence: "The kubelet may not start pods with it, and holes in it stay open.",
      fix: "Update containerd on these nodes, one at a time, drained.",
    }),
  ];
}

function pauseFindings(windows: readonly NodeFacts[]): readonly Finding[] {
  const seen = new Map<string, Finding>();
  for (const node of windows) {
    for (const image of node.pauseImages) {
      const verdict = pauseImageVerdict(image, node.build ?? 0);
      if (verdict.verdict === "ok" || seen.has(image)) continue;
      seen.set(
        image,
        problem(check, verdict, {
          cause: `Pause image: ${verdict.reason}`,
          consequence:
            "It is the first container of every pod: where it has no variant for the host, no pod starts.",
          fix: "Set sandbox_image (containerd 1.x) or pinned_images.sandbox (containerd 2.x) to the current one and restart containerd.",
        }),
      );
    }
  }
  return [...seen.values()];
}
