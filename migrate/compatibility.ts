import { windowsBuildOfImage } from "../catalogue/images";
import {
  hostImageVerdict,
  hostRunsImage,
  windowsReleases,
  type WindowsRelease,
} from "../catalogue/windows-releases";
import type { PoolPod } from "./observation";

/** What stands against a release, and what nobody can say. */
export interface Compatibility {
  /** One sentence a problem, with what to do. */
  readonly problems: readonly string[];
  /** Images whose build cannot be told by their name. */
  readonly unknown: readonly string[];
}

/** Whether everything that is bound to a pool runs on another Windows release. Each workload is told once. */
export function compatibilityWith(release: WindowsRelease, pods: readonly PoolPod[]): Compatibility {
  const { build } = windowsReleases[release];
  const problems = new Set<string>();
  const unknown = new Set<string>();
  for (const pod of pods.filter(({ stays }) => !stays)) {
    if (pod.pinnedBuild !== undefined && pod.pinnedBuild !== build) {
      problems.add(
        `${pod.workload} asks for nodes of build ${String(pod.pinnedBuild)} by its selector or RuntimeClass; ` +
          `take the RuntimeClass of Windows Server ${release}, or select the pool only.`,
      );
    }
    if (pod.pinnedSlot !== undefined) {
      problems.add(
        `${pod.workload} selects mullion/slot: ${pod.pinnedSlot}; select mullion/pool only, which both slots have.`,
      );
    }
    if (pod.hostProcess) continue;
    for (const image of pod.images) {
      const builds = buildsOf(image);
      if (builds === undefined) unknown.add(image);
      else if (builds.every((each) => !hostRunsImage(build, each)))
        problems.add(`${pod.workload} runs ${image}: ${reasonAgainst(build, builds)} Build the image anew.`);
    }
  }
  return { problems: [...problems], unknown: [...unknown] };
}

/** Windows builds that an image has; `undefined` when its reference does not say. */
function buildsOf(image: string): readonly number[] | undefined {
  const platform = windowsBuildOfImage(image);
  switch (platform.kind) {
    case "build":
      return [platform.build];
    case "multi":
      return platform.builds;
    case "linux":
      return [];
    case "unknown":
      return undefined;
  }
}

function reasonAgainst(host: number, builds: readonly number[]): string {
  const [first] = builds;
  return first === undefined ? "it is a Linux image." : hostImageVerdict(host, first).reason;
}
