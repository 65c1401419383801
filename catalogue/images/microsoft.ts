import type { ImagePlatform } from "./platform";
import type { ImageReference } from "./reference";
import { buildOfTagName, linuxInTag, namesWindows, releaseInTag } from "./windows-tags";

const semiAnnual = ["1709", "1803", "1903", "1909", "2004", "20h2"];

/**
 * Release names that each base image is published under, lower case.
 *
 * @see https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images
 */
const baseImageTags: Readonly<Record<string, readonly string[]>> = {
  "windows/nanoserver": ["sac2016", "1809", ...semiAnnual, "ltsc2022", "ltsc2025"],
  "windows/servercore": ["ltsc2016", "ltsc2019", "1809", ...semiAnnual, "ltsc2022", "ltsc2025"],
  "windows/server": ["ltsc2022", "ltsc2025"],
  windows: ["ltsc2019", "1809", ...semiAnnual],
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
  if (registry !== "mcr.microsoft.com" || !Object.hasOwn(baseImageTags, image)) return undefined;
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
  if (release === undefined || !(baseImageTags[image] ?? []).includes(name)) {
    return { kind: "unknown", reason: `${registry}/${repository} is not known to have a tag "${tag}".` };
  }
  return { kind: "build", build: release, via: `tag "${tag}"` };
}

/** Windows builds behind the tags of .NET Framework images that name no release. */
const frameworkBuilds: Readonly<Record<string, readonly number[]>> = {
  "4.8.1": [20348, 26100],
  "4.8": [14393, 17763],
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
  const builds = Object.hasOwn(frameworkBuilds, tag) ? frameworkBuilds[tag] : undefined;
  return {
    kind: "multi",
    ...(builds === undefined ? {} : { builds }),
    linux: false,
    via: ".NET Framework tag without a release",
  };
}

/** First major version of .NET whose tags without an operating system are for Linux only. */
const firstLinuxOnlyMajor = 8;

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
  const major = tag === "latest" ? firstLinuxOnlyMajor : Number(/^(\d+)(?:\.|-|$)/.exec(tag)?.[1]);
  if (Number.isNaN(major))
    return { kind: "unknown", reason: `The .NET tag "${tag}" names neither a version nor a platform.` };
  return major >= firstLinuxOnlyMajor
    ? { kind: "linux", via: ".NET tag without an operating system" }
    : { kind: "multi", linux: true, via: `.NET ${String(major)} tag without an operating system` };
}
