import { pauseImages, type PauseRow } from "../pause";
import { baseImagePlatform, dotnetPlatform, frameworkPlatform } from "./microsoft";
import type { ImagePlatform } from "./platform";
import { type ImageReference, parseImageReference } from "./reference";
import {
  findRepository,
  linuxOnlyRepositories,
  multiPlatformRepositories,
  type MultiPlatformRow,
} from "./repositories";
import { linuxInTag, namesWindows, releaseInTag } from "./windows-tags";

export {
  type BaseImageRow,
  baseImages,
  dotnetLinuxOnlyTags,
  type FrameworkTagRow,
  frameworkTags,
} from "./microsoft";
export type { ImagePlatform } from "./platform";
export { type ImageReference, parseImageReference } from "./reference";
export {
  linuxOnlyRepositories,
  type MultiPlatformRow,
  multiPlatformRepositories,
  type RepositoryRow,
} from "./repositories";

/**
 * The Windows build of an image, as far as its reference tells. Nothing is pulled and nothing is guessed: a reference
 * that does not say is `unknown`.
 *
 * Read in this order: the grammars of Microsoft's own images, then a Windows release in the tag by the usual
 * conventions (`…-ltsc2022`, `…-nanoserver-1809`, `10.0.20348.1`), then tables of known repositories, then the name of
 * a Linux distribution in the tag. A tag beside a digest is believed: whoever wrote both took them from one image.
 *
 * @param reference - as in `spec.containers[*].image`
 */
export function windowsBuildOfImage(reference: string): ImagePlatform {
  const parsed = parseImageReference(reference);
  if (parsed === undefined)
    return { kind: "unknown", reason: `"${reference}" is not a valid image reference.` };
  if (parsed.tag === undefined && parsed.digest !== undefined) return byRepository(parsed) ?? onlyDigest;
  return (
    baseImagePlatform(parsed) ??
    frameworkPlatform(parsed) ??
    dotnetPlatform(parsed) ??
    byRelease(parsed) ??
    byRepository(parsed) ??
    byWords(parsed)
  );
}

const onlyDigest: ImagePlatform = {
  kind: "unknown",
  reason: "A digest does not say which platform it is for; write the tag beside it.",
};

function byRelease({ tag = "latest" }: ImageReference): ImagePlatform | undefined {
  const release = releaseInTag(tag);
  return release === undefined
    ? undefined
    : { kind: "build", build: release.build, via: `tag "${release.text}"` };
}

function byRepository({ registry, repository, tag = "latest" }: ImageReference): ImagePlatform | undefined {
  const name = `${registry}/${repository}`;
  if (findRepository(linuxOnlyRepositories, registry, repository) !== undefined) {
    return { kind: "linux", via: `repository ${name}` };
  }
  const row: MultiPlatformRow | undefined = findRepository(multiPlatformRepositories, registry, repository);
  if (row === undefined) return undefined;
  const distribution = linuxInTag(tag);
  if (distribution !== undefined) return { kind: "linux", via: `tag "${distribution}"` };
  const builds = repository.endsWith("pause") ? pauseBuilds(tag) : undefined;
  return {
    kind: "multi",
    ...(builds === undefined ? {} : { builds }),
    linux: row.linux && !namesWindows(tag),
    via: `repository ${name}`,
  };
}

function pauseBuilds(tag: string): readonly number[] | undefined {
  return pauseImages.find((row: PauseRow) => row.tag === tag)?.windowsBuilds;
}

function byWords({ tag = "latest" }: ImageReference): ImagePlatform {
  if (namesWindows(tag))
    return { kind: "unknown", reason: `The tag "${tag}" says Windows, but not which release.` };
  const distribution = linuxInTag(tag);
  if (distribution !== undefined) return { kind: "linux", via: `tag "${distribution}"` };
  return {
    kind: "unknown",
    reason: `The tag "${tag}" names neither a Windows release nor a Linux distribution.`,
  };
}
