import { hexOf } from "../../clouds/identifiers";
import type { Image } from "./facts";
import { images, kubernetesMinors, newestRelease } from "./facts";

/** What an image of EKS is. */
export interface ImageRelease {
  readonly amiType: string;
  /** Kubernetes minor. */
  readonly minor: string;
  /** For instance `1.36-2026.11.12`. */
  readonly releaseVersion: string;
}

/** Months of the Windows images that can still be used. @see https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html (four months) */
const earlierWindowsDays = ["2026.08.13", "2026.09.10", "2026.10.15"];

/** The id of an image: the same for the same kind and release. */
export function imageIdOfRelease(amiType: string, releaseVersion: string): string {
  return `ami-0${hexOf(`${amiType}${releaseVersion}`, 16)}`;
}

/** What the image with this id is; `undefined` for one that EKS does not have, or has no more. */
export function releaseOfImage(imageId: string): ImageRelease | undefined {
  for (const [amiType, image] of Object.entries(images)) {
    for (const { minor } of kubernetesMinors) {
      const releaseVersion = releasesOf(image, minor).find(
        (release) => imageIdOfRelease(amiType, release) === imageId,
      );
      if (releaseVersion !== undefined) return { amiType, minor, releaseVersion };
    }
  }
  return undefined;
}

/** All releases of a kind of image for a minor, oldest first. */
function releasesOf(image: Image, minor: string): readonly string[] {
  const earlier = image.os === "windows" ? earlierWindowsDays.map((day) => `${minor}-${day}`) : [];
  return [...earlier, newestRelease(image, minor)];
}
