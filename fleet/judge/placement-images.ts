import type { ImagePlatform } from "../../catalogue/images";
import { windowsBuildOfImage } from "../../catalogue/images";
import { hostImageVerdict, oldestImageBuildOf } from "../../catalogue/windows-releases";
import type { Placement } from "./placement";
import { buildNumber, different } from "./pools";

/** Images that do not fit the operating system that the pod asks for, or the builds of the nodes that it may go to. */
export function imageReasons(placement: Placement): readonly string[] {
  const { needs } = placement;
  return different(needs.images).flatMap((image) => {
    const platform = windowsBuildOfImage(image);
    return [...wrongOs(image, platform, placement), ...wrongBuild(image, platform, placement)];
  });
}

function wrongOs(image: string, platform: ImagePlatform, { pod, needs }: Placement): readonly string[] {
  if (platform.kind === "build" && pod.os !== "windows") {
    const said = pod.os === "" ? "it does not say that it is for Windows" : "it asks for Linux nodes";
    return [
      `${image} is a Windows image (${platform.via}), and ${said}. Set nodeSelector kubernetes.io/os: windows, and tolerate the taint of the Windows pool.`,
    ];
  }
  if (platform.kind === "linux" && pod.os === "windows" && !needs.hostProcess) {
    return [
      `${image} is a Linux image (${platform.via}), and it asks for Windows nodes. Set nodeSelector kubernetes.io/os: linux.`,
    ];
  }
  return [];
}

/** The scheduler does not look at images: a pod that it places there fails at its start instead. */
function wrongBuild(
  image: string,
  platform: ImagePlatform,
  { candidates, needs }: Placement,
): readonly string[] {
  const hosts = different(candidates.map(({ row }) => row.windowsBuild)).map(buildNumber);
  if (platform.kind !== "build" || hosts.length === 0 || needs.hostProcess) return [];
  const { build } = platform;
  if (hosts.some((host) => oldestImageBuildOf(host) <= build && build <= host)) return [];
  const [newest = 0] = [...hosts].sort((a, b) => b - a);
  return [
    `${image} would not start on any node that it may go to. ${hostImageVerdict(newest, build).reason} Rebuild the image, or add a pool of its release.`,
  ];
}
