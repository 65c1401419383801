import { aksWindowsSkus, isAksWindowsSku } from "../../catalogue/aks";
import { eksWindowsAmis, isEksWindowsAmiType } from "../../catalogue/eks";
import { windowsReleases } from "../../catalogue/windows-releases";

/**
 * Windows build of the nodes that are made from an image.
 *
 * @param image - `osSKU` of AKS or `amiType` of EKS
 * @returns `undefined` for images that the catalogue does not know, and for those without Windows
 */
export function windowsBuildOf(image: string): number | undefined {
  if (isAksWindowsSku(image)) return windowsReleases[aksWindowsSkus[image].release].build;
  return isEksWindowsAmiType(image) ? windowsReleases[eksWindowsAmis[image].release].build : undefined;
}
