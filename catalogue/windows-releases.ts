import type { IsoDate, SourceId, Sourced } from "./source";

/** The Windows Server releases that Kubernetes nodes and base images have been made of. */
export type WindowsRelease = "2016" | "2019" | "20H2" | "2022" | "23H2" | "2025";

/** One Windows Server release. */
export interface WindowsReleaseRow extends Sourced {
  readonly release: WindowsRelease;
  /** Name as the vendor writes it. */
  readonly title: string;
  /** Third part of the version: `10.0.<build>.<revision>`. */
  readonly build: number;
  /** Long-term servicing channel, semi-annual channel (ended) or Annual Channel for containers. */
  readonly channel: "LTSC" | "SAC" | "AC";
  /** Tags of `mcr.microsoft.com/windows/servercore` that mean this release, most usual first. */
  readonly serverCoreTags: readonly string[];
  /** Tags of `mcr.microsoft.com/windows/nanoserver` that mean this release, most usual first. */
  readonly nanoServerTags: readonly string[];
  /** Last day of mainstream support, or of all support where there is no extended phase. */
  readonly mainstreamEnd: IsoDate;
  /** Last day of extended support; absent for releases without one. */
  readonly extendedEnd?: IsoDate;
}

/**
 * Windows Server releases by name.
 *
 * @see https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/base-image-lifecycle
 */
export const windowsReleases = {
  "2016": {
    release: "2016",
    title: "Windows Server 2016",
    build: 14393,
    channel: "LTSC",
    serverCoreTags: ["ltsc2016"],
    nanoServerTags: ["sac2016"],
    mainstreamEnd: "2022-01-11",
    extendedEnd: "2027-01-11",
    source: ["ms-base-image-lifecycle", "ms-version-compatibility"],
  },
  "2019": {
    release: "2019",
    title: "Windows Server 2019",
    build: 17763,
    channel: "LTSC",
    serverCoreTags: ["ltsc2019", "1809"],
    nanoServerTags: ["1809"],
    mainstreamEnd: "2024-01-09",
    extendedEnd: "2029-01-09",
    source: ["ms-base-image-lifecycle", "ms-version-compatibility"],
  },
  "20H2": {
    release: "20H2",
    title: "Windows Server, version 20H2",
    build: 19042,
    channel: "SAC",
    serverCoreTags: ["20H2"],
    nanoServerTags: ["20H2"],
    mainstreamEnd: "2022-08-09",
    source: ["ms-base-image-lifecycle", "ms-version-compatibility"],
  },
  "2022": {
    release: "2022",
    title: "Windows Server 2022",
    build: 20348,
    channel: "LTSC",
    serverCoreTags: ["ltsc2022"],
    nanoServerTags: ["ltsc2022"],
    mainstreamEnd: "2026-10-13",
    extendedEnd: "2031-10-14",
    source: ["ms-base-image-lifecycle", "ms-version-compatibility"],
  },
  "23H2": {
    release: "23H2",
    title: "Windows Server, version 23H2",
    build: 25398,
    channel: "AC",
    serverCoreTags: [],
    nanoServerTags: [],
    mainstreamEnd: "2025-10-24",
    source: ["ms-portability", "aks-windows-annual-retirement"],
  },
  "2025": {
    release: "2025",
    title: "Windows Server 2025",
    build: 26100,
    channel: "LTSC",
    serverCoreTags: ["ltsc2025"],
    nanoServerTags: ["ltsc2025"],
    mainstreamEnd: "2029-10-09",
    extendedEnd: "2034-10-10",
    source: ["ms-base-image-lifecycle", "ms-version-compatibility"],
  },
} as const satisfies Record<WindowsRelease, WindowsReleaseRow>;

/** All releases, oldest build first. */
export const windowsReleaseList: readonly WindowsReleaseRow[] = Object.values(windowsReleases).sort(
  (a, b) => a.build - b.build,
);

/** Whether a text is the name of a release, such as `2022`. */
export function isWindowsRelease(text: string): text is WindowsRelease {
  return Object.hasOwn(windowsReleases, text);
}

/**
 * The release with this build number.
 *
 * @param build - third part of the version, for example 20348
 * @returns the row, or `undefined` for builds that are no Windows Server release of the table
 */
export function releaseByBuild(build: number): WindowsReleaseRow | undefined {
  return windowsReleaseList.find((row) => row.build === build);
}

/** What is left of the support of a release. */
export type SupportPhase = "mainstream" | "extended" | "ended";

/**
 * The support phase of a Windows Server release on a day. The last day of a phase still counts as that phase.
 *
 * @param release - the release
 * @param asOf - the day asked about
 */
export function windowsSupportPhase(release: WindowsRelease, asOf: IsoDate): SupportPhase {
  const row: WindowsReleaseRow = windowsReleases[release];
  if (asOf <= row.mainstreamEnd) return "mainstream";
  return row.extendedEnd !== undefined && asOf <= row.extendedEnd ? "extended" : "ended";
}

/** First host build with a stable interface for older containers. */
const firstStableBuild = 20348;

/** Long-term releases with a stable interface, ascending, as in hcsshim's `compatLTSCReleases`. */
const stableLongTermBuilds = [20348, 26100] as const;

/** Whether a host build runs an image build under process isolation, and why. */
export interface HostImageVerdict {
  readonly runs: boolean;
  /** One sentence. */
  readonly reason: string;
  readonly source: readonly SourceId[];
}

const hostImageSources: readonly SourceId[] = [
  "ms-version-compatibility",
  "hcsshim-compat",
  "containerd-platforms",
];

/**
 * Oldest image build that a host build runs under process isolation.
 *
 * Hosts before 20348 run their own build only; later hosts run everything from the long-term release before them. The
 * newest image is always the host's own build.
 *
 * @param hostBuild - build of the node
 * @see https://github.com/microsoft/hcsshim/blob/main/osversion/platform_compat_windows.go
 */
export function oldestImageBuildOf(hostBuild: number): number {
  if (hostBuild < firstStableBuild) return hostBuild;
  return stableLongTermBuilds.findLast((build) => build < hostBuild) ?? firstStableBuild;
}

/**
 * Whether a container image of this build runs on a host of that build under process isolation, which is the only
 * isolation that Kubernetes supports. Revisions (`10.0.<build>.<revision>`) do not matter since build 17763.
 *
 * HostProcess containers are exempt from the rule: use {@link hostImageVerdict} to say so.
 *
 * @param hostBuild - build of the node, for example 26100
 * @param imageBuild - build of the image, for example 20348
 * @see https://github.com/containerd/platforms/blob/main/platform_windows_compat.go
 */
export function hostRunsImage(hostBuild: number, imageBuild: number): boolean {
  return oldestImageBuildOf(hostBuild) <= imageBuild && imageBuild <= hostBuild;
}

/**
 * As {@link hostRunsImage}, with the sentence to show.
 *
 * @param hostBuild - build of the node
 * @param imageBuild - build of the image
 * @param options - `hostProcess`: the container runs as a HostProcess container and needs no match
 */
export function hostImageVerdict(
  hostBuild: number,
  imageBuild: number,
  options: { readonly hostProcess?: boolean } = {},
): HostImageVerdict {
  if (options.hostProcess === true) {
    return {
      runs: true,
      reason: "HostProcess containers run on the host itself and need no matching build.",
      source: ["k8s-hostprocess"],
    };
  }
  return {
    runs: hostRunsImage(hostBuild, imageBuild),
    reason: hostImageReason(hostBuild, imageBuild),
    source: hostImageSources,
  };
}

function hostImageReason(hostBuild: number, imageBuild: number): string {
  const host = `a ${describeBuild(hostBuild)} host`;
  const image = `${describeBuild(imageBuild)} images`;
  const oldest = oldestImageBuildOf(hostBuild);
  if (imageBuild === hostBuild) return `Host and image have the same build, ${String(hostBuild)}.`;
  if (imageBuild > hostBuild)
    return `${capital(host)} cannot run ${image}: an image may not be newer than its host.`;
  if (imageBuild >= oldest) {
    return `${capital(host)} runs images from build ${String(oldest)} up to its own, so it runs ${image}.`;
  }
  if (hostBuild === oldest) {
    return `${capital(host)} runs images of exactly its own build, so it cannot run ${image}.`;
  }
  return `${capital(host)} runs images from build ${String(oldest)} up to its own, so it cannot run ${image}.`;
}

function describeBuild(build: number): string {
  const row = releaseByBuild(build);
  return row === undefined ? `Windows build ${String(build)}` : `${row.title} (build ${String(build)})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
