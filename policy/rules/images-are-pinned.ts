import { parseImageReference } from "../../catalogue/images";
import { resourceRule } from "../rule";
import { containers } from "../scopes/pods";

/** Images are named by a tag that stays, or by a digest. */
export const imagesArePinned = resourceRule({
  name: "images-are-pinned",
  level: "advisory",
  description: 'Images are named by digest or by a tag other than "latest".',
  sources: [
    "https://kubernetes.io/docs/concepts/containers/images/",
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/base-image-lifecycle",
  ],
  scope: containers,
  *check({ view }) {
    const image = view.string("image");
    const reference = image === undefined ? undefined : parseImageReference(image);
    if (image === undefined || reference === undefined || reference.digest !== undefined) return;
    if (reference.tag !== undefined && reference.tag !== "latest") return;
    yield {
      field: view.pathTo("image"),
      problem: `is "${image}"`,
      reason:
        "What it names changes without a deployment, for Windows also the build that the nodes must have",
      fix: "Name a version, or a digest beside it",
    };
  },
});
