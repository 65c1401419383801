import { imageIdOfRelease } from "../eks/machine-images";
import { images, kubernetesMinors, minorNumber, newestRelease } from "../eks/facts";

/**
 * The value of a public parameter about the Windows images of EKS.
 *
 * @param name For instance `/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-1.36/image_id`.
 * @returns `undefined` for parameters that do not exist, here or in AWS.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/retrieve-windows-ami-id.html
 */
export function publicParameter(name: string): string | undefined {
  const [, year = "", edition = "", minor = "", wanted = ""] =
    /^\/aws\/service\/ami-windows-latest\/Windows_Server-(\d{4})-English-(Core|Full)-EKS_Optimized-(1\.\d+)\/(image_id|release_version)$/.exec(
      name,
    ) ?? [];
  const amiType = `WINDOWS_${edition.toUpperCase()}_${year}_x86_64`;
  const image = images[amiType];
  if (image === undefined || !kubernetesMinors.some((known) => known.minor === minor)) return undefined;
  if (image.firstMinor !== undefined && minorNumber(minor) < minorNumber(image.firstMinor)) return undefined;
  const release = newestRelease(image, minor);
  return wanted === "image_id" ? imageIdOfRelease(amiType, release) : release;
}
