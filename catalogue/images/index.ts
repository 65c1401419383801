import { windowsReleaseList } from "../windows-releases";
import { parseImageReference } from "./reference";

export { parseImageReference, type ImageReference } from "./reference";

/** What the reference of an image says about the Windows build inside. */
export type ImagePlatform =
  | {
      /** A Windows image of one build. */
      readonly kind: "build";
      readonly build: number;
      /** What in the reference said so. */
      readonly via: string;
    }
  | {
      /** A Linux image. */
      readonly kind: "linux";
      readonly via: string;
    }
  | {
      /** One reference for several platforms; the node picks the variant that fits. */
      readonly kind: "multi";
      /** Windows builds among the variants; absent = it is not known which. */
      readonly builds?: readonly number[];
      /** Whether there is a Linux variant too. */
      readonly linux: boolean;
      readonly via: string;
    }
  | {
      /** The reference does not say. */
      readonly kind: "unknown";
      /** One sentence: why not, and what would. */
      readonly reason: string;
    };

const tokens: ReadonlyMap<string, number> = new Map(
  windowsReleaseList.flatMap((row) =>
    row.serverCoreTags.map((tag) => [tag.toLowerCase(), row.build] as const),
  ),
);

/**
 * The Windows build of an image, as far as its reference tells. Nothing is pulled and nothing is guessed.
 *
 * @param reference - as in `spec.containers[*].image`
 */
export function windowsBuildOfImage(reference: string): ImagePlatform {
  const parsed = parseImageReference(reference);
  if (parsed === undefined)
    return { kind: "unknown", reason: `"${reference}" is not a valid image reference.` };
  const token = /(?:^|-)(ltsc20\d\d|1809|20H2)(?:-|$)/i.exec(parsed.tag ?? "")?.[1];
  const build = token === undefined ? undefined : tokens.get(token.toLowerCase());
  if (build !== undefined && token !== undefined) return { kind: "build", build, via: `tag "${token}"` };
  return { kind: "unknown", reason: `The tag of "${reference}" names no Windows release.` };
}
