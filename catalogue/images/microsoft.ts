import type { Sourced } from "../source";
import type { ImagePlatform } from "./platform";
import type { ImageReference } from "./reference";
import { buildOfTagName, linuxInTag, namesWindows, releaseInTag } from "./windows-tags";

const semiAnnual = ["1709", "1803", "1903", "1909", "2004", "20h2"];

/** The release names of a base image. */
export interface BaseImageRow extends Sourced {
  /** Tags, lower case, without suffixes for updates and processors. */
  readonly tags: readonly string[];
}

/**
 * Release names that each base image of `mcr.microsoft.com` is published under.
 *
 * @see https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images
 */
export const baseImages: Readonly<Record<string, BaseImageRow>> = {
  "windows/nanoserver": {
    tags: ["sac2016", "1809", ...semiAnnual, "ltsc2022", "ltsc2025"],
    source: ["ms-container-base-images", "ms-version-compatibility"],
  },
  "windows/servercore": {
    tags: ["ltsc2016", "ltsc2019", "1809", ...semiAnnual, "ltsc2022", "ltsc2025"],
    source: ["ms-container-base-images", "ms-version-compatibility"],
  },
  "windows/server": { tags: ["ltsc2022", "ltsc2025"], source: ["ms-container-base-images"] },
  windows: { tags: ["ltsc2019", "1809", ...semiAnnual], source: ["ms-container-base-images"] },
};

/**
 * Base images of `mcr.microsoft.com/windows`, the insider builds included.
 *
 * @returns `undefined` when the reference is no base image
 * @see https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility
 */
export function baseImagePlatform({ registry, repository, tag }: ImageReference): ImagePlatform | undefined {
  const insider = repository.endsWith("/insider");
  const image = insider ? repository.slice(0, -"/insider".length) : repository;
  if (registry !== "mcr.microsoft.com" || !Object.hasOwn(baseImages, image)) return undefined;
  if (tag === undefined || tag === "latest") {
    return {
      kind: "unknown",
      reason: 'Windows base images have had no "latest" since 2019-04-16; name the release in the tag.',
    };
  }
  const build = /^10\.0\.(\d{5})\.\d+(?:[-_](?:amd64|arm64))?$/.exec(tag)?.[1];
  if (build !== undefined) return { kind: "build", build: Number(build), via: `version "${tag}"` };

  const name =
    /^(?<name>[a-z0-9]+)(?:-KB\d+)?(?:[-_](?:amd64|arm64))?$/i.exec(tag)?.groups?.name?.toLowerCase() ?? tag;
  const release = buildOfTagName.get(name);
  if (release === undefined || baseImages[image]?.tags.includes(name) !== true) {
    return { kind: "unknown", reason: `${registry}/${repository} is not known to have a tag "${tag}".` };
  }
  return { kind: "build", build: release, via: `tag "${tag}"` };
}

/** Windows builds behind a tag of .NET Framework that names no release. */
export interface FrameworkTagRow extends Sourced {
  readonly builds: readonly number[];
}

/**
 * Tags of .NET Framework images that name no release, as far as their builds are known.
 *
 * @see https://github.com/microsoft/dotnet-framework-docker/blob/main/README.md
 */
export const frameworkTags: Readonly<Record<string, FrameworkTagRow>> = {
  "4.8.1": { builds: [20348, 26100], source: ["dotnet-framework-docker"] },
  "4.8": { builds: [14393, 17763], source: ["dotnet-framework-docker"] },
};

/**
 * .NET Framework images, which exist for Windows only.
 *
 * @returns `undefined` when the reference is no .NET Framework image
 * @see https://github.com/microsoft/dotnet-framework-docker/blob/main/README.md
 */
export function frameworkPlatform({
  registry,
  repository,
  tag = "latest",
}: ImageReference): ImagePlatform | undefined {
  if (registry !== "mcr.microsoft.com" || !repository.startsWith("dotnet/framework/")) return undefined;
  const release = releaseInTag(tag);
  if (release !== undefined) return { kind: "build", build: release.build, via: `tag "${release.text}"` };
  const builds = Object.hasOwn(frameworkTags, tag) ? frameworkTags[tag]?.builds : undefined;
  return {
    kind: "multi",
    ...(builds === undefined ? {} : { builds }),
    linux: false,
    via: ".NET Framework tag without a release",
  };
}

/** First major version of .NET whose tags without an operating system are for Linux only. */
export const dotnetLinuxOnlyTags = { firstMajor: 8, source: ["dotnet-docker"] } as const satisfies Sourced &
  Readonly<Record<string, unknown>>;

/**
 * .NET images.
 *
 * @returns `undefined` when the reference is no .NET image
 * @see https://github.com/dotnet/dotnet-docker/blob/main/documentation/supported-tags.md
 */
export function dotnetPlatform({
  registry,
  repository,
  tag = "latest",
}: ImageReference): ImagePlatform | undefined {
  if (registry !== "mcr.microsoft.com" || !/^dotnet\/(?!framework\/)/.test(repository)) return undefined;
  const release = releaseInTag(tag);
  if (release !== undefined) return { kind: "build", build: release.build, via: `tag "${release.text}"` };
  if (namesWindows(tag))
    return { kind: "unknown", reason: `The .NET tag "${tag}" says Windows, but not which release.` };
  const linux = linuxInTag(tag);
  if (linux !== undefined) return { kind: "linux", via: `tag "${linux}"` };
  const major = tag === "latest" ? dotnetLinuxOnlyTags.firstMajor : Number(/^(\d+)(?:\.|-|$)/.exec(tag)?.[1]);
  if (Number.isNaN(major))
    return { kind: "unknown", reason: `The .NET tag "${tag}" names neither a version nor a platform.` };
  return major >= dotnetLinuxOnlyTags.firstMajor
    ? { kind: "linux", via: ".NET tag without an operating system" }
    : { kind: "multi", linux: true, via: `.NET ${String(major)} tag without an operating system` };
}
