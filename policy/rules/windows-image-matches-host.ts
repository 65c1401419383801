import { windowsBuildOfImage } from "../../catalogue/images";
import { hostImageVerdict, releaseByBuild, windowsReleases } from "../../catalogue/windows-releases";
import { type Finding, stackRule } from "../rule";
import { BUILD_LABEL } from "../scopes/node-pools";
import { reachablePools, selectorOf } from "../scopes/placement";
import { isHostProcess, isWindowsPod } from "../scopes/pod-os";
import { type Container, containers } from "../scopes/pods";
import type { Stack } from "../stack";
import { clause, inWords } from "../text";

/** A Windows image runs on every host that its pod can be placed on. */
export const windowsImageMatchesHost = stackRule({
  name: "windows-image-matches-host",
  level: "mandatory",
  description:
    "The Windows build of a container image runs on every Windows node that its pod can be placed on.",
  sources: [
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility",
    "https://github.com/microsoft/hcsshim/blob/main/osversion/platform_compat_windows.go",
  ],
  scope: containers,
  *check(container, stack) {
    const image = container.view.string("image");
    const builds = image === undefined ? [] : windowsBuildsOf(image);
    const newest = builds.at(-1);
    if (image === undefined || newest === undefined) return;
    if (!isWindowsPod(container.pod) || isHostProcess(container.pod, container)) return;
    for (const host of hostsOf(container, stack)) {
      if (builds.some((build) => hostImageVerdict(host.build, build).runs)) continue;
      const { reason } = hostImageVerdict(host.build, newest);
      yield mismatch(container, variants(image, builds), host, reason);
    }
  },
});

/** The Windows builds that the image exists for, ascending, as far as its reference says. */
function windowsBuildsOf(image: string): readonly number[] {
  const platform = windowsBuildOfImage(image);
  if (platform.kind === "build") return [platform.build];
  return platform.kind === "multi" ? (platform.builds ?? []) : [];
}

function variants(image: string, builds: readonly number[]): string {
  return builds.length === 1 ? `"${image}"` : `"${image}" with variants for ${inWords(builds.map(String))}`;
}

interface Host {
  readonly title: string;
  readonly build: number;
}

/** The hosts the pod can meet: the pools it can be placed on, or else the build that its selector names. */
function hostsOf({ pod }: Container, stack: Stack): Host[] {
  const pools = reachablePools(pod, stack).filter(({ os }) => os === "windows");
  const hosts = pools.flatMap(({ title, release }) =>
    release === undefined ? [] : [{ title, build: windowsReleases[release].build }],
  );
  if (hosts.length > 0) return hosts;
  const selected = selectorOf(pod, stack).get(BUILD_LABEL);
  const build = /^10\.0\.(\d+)/.exec(selected ?? "")?.[1];
  return build === undefined
    ? []
    : [{ title: `the selected ${BUILD_LABEL} ${selected ?? ""}`, build: Number(build) }];
}

function mismatch({ view }: Container, what: string, host: Host, reason: string): Finding {
  const tag = releaseByBuild(host.build)?.serverCoreTags[0];
  return {
    field: view.pathTo("image"),
    problem: `is ${what}, but the pod can be placed on ${host.title} (build ${host.build})`,
    reason: `${clause(reason)}, and the container would fail to start with 0xc0370101`,
    fix:
      `${tag === undefined ? "Build the image for that release" : `Use the ${tag} variant of the image`}, ` +
      `or keep the pod away from these nodes with nodeSelector["${BUILD_LABEL}"]`,
  };
}
