import { parseImageReference } from "../../catalogue/images";
import { resourceRule } from "../rule";
import { containers } from "../scopes/pods";

/** Images come from registries that somebody looks after. */
export const imagesFromAllowedRegistries = resourceRule({
  name: "images-from-allowed-registries",
  level: "mandatory",
  description: "Images come from the registries that the pack's configuration names, if it names any.",
  sources: ["https://kubernetes.io/docs/concepts/containers/images/"],
  parameters: {
    registries: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "Registries, or folders of registries, that images may come from; empty allows all. Docker Hub is docker.io.",
    },
  },
  scope: containers,
  *check({ view }, { parameters: { registries } }) {
    if (registries.length === 0) return;
    const image = view.string("image");
    const reference = image === undefined ? undefined : parseImageReference(image);
    if (image === undefined || reference === undefined) return;
    const name = `${reference.registry}/${reference.repository}`;
    if (registries.some((allowed) => name.startsWith(`${allowed}/`))) return;
    yield {
      field: view.pathTo("image"),
      problem: `is "${image}"`,
      reason: `Images come from ${registries.join(", ")} here, where somebody looks after them`,
      fix: "Copy the image there and name the copy",
    };
  },
});
