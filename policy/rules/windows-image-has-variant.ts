import { windowsBuildOfImage } from "../../catalogue/images";
import { resourceRule } from "../rule";
import { windowsContainers } from "../scopes/windows-pods";

/** The image of a Windows container exists for Windows. */
export const windowsImageHasVariant = resourceRule({
  name: "windows-image-has-variant",
  level: "mandatory",
  description: "The images of Windows pods exist for Windows.",
  sources: [
    "https://kubernetes.io/docs/concepts/windows/intro/",
    "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images",
  ],
  scope: windowsContainers,
  *check({ view }) {
    const image = view.string("image");
    if (image === undefined) return;
    const platform = windowsBuildOfImage(image);
    if (platform.kind !== "linux") return;
    yield {
      field: view.pathTo("image"),
      problem: `is "${image}", a Linux image (${platform.via})`,
      reason: "A Windows node finds no variant of it to pull: no match for platform in manifest",
      fix: "Use a tag for Windows, with the release of the nodes, or select Linux nodes",
    };
  },
});
