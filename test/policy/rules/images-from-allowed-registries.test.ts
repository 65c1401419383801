import { imagesFromAllowedRegistries } from "../../../policy/rules/images-from-allowed-registries";
import { deployment, pod, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const parameters = { registries: ["mcr.microsoft.com", "docker.io/library", "example.azurecr.io/team"] };
const withImages = (...images: string[]) => ({
  containers: images.map((image, index) => ({ name: `app-${index}`, image })),
});
const refused = (field: string, image: string) =>
  `${field} is "${image}": Images come from mcr.microsoft.com, docker.io/library, example.azurecr.io/team here, where somebody looks after them. Copy the image there and name the copy.`;

ruleTest(imagesFromAllowedRegistries, {
  valid: [
    { name: "any image where no registry is named", resource: pod(withImages("quay.io/some/app:1")) },
    {
      name: "an unknown image where no registry is named: nothing is read",
      resource: pod(withImages(UNKNOWN)),
    },
    {
      name: "images of a registry, of Docker Hub and of a folder",
      resource: pod(
        withImages(
          "mcr.microsoft.com/windows/nanoserver:ltsc2022",
          "nginx:1.29",
          "example.azurecr.io/team/app:1",
        ),
      ),
      parameters,
    },
    { name: "no image", resource: pod({ containers: [{ name: "app" }] }), parameters },
    { name: "a reference that is none", resource: pod(withImages("NGINX:1:2")), parameters },
  ],
  invalid: [
    {
      name: "another registry, beside a good image, in a Deployment",
      resource: deployment(withImages("nginx:1.29", "quay.io/some/app:1")),
      parameters,
      messages: [
        `Deployment "web": ${refused("spec.template.spec.containers[1].image", "quay.io/some/app:1")}`,
      ],
    },
    {
      name: "a registry whose name only begins alike",
      resource: pod(withImages("mcr.microsoft.com.example/app:1")),
      parameters,
      messages: [`Pod "web": ${refused("spec.containers[0].image", "mcr.microsoft.com.example/app:1")}`],
    },
    {
      name: "another folder, in an init container",
      resource: pod({ initContainers: [{ name: "init", image: "example.azurecr.io/others/app:1" }] }),
      parameters,
      messages: [`Pod "web": ${refused("spec.initContainers[0].image", "example.azurecr.io/others/app:1")}`],
    },
    {
      name: "an image of Docker Hub that is no official one",
      resource: pod(withImages("grafana/grafana:12.0.0")),
      parameters,
      messages: [`Pod "web": ${refused("spec.containers[0].image", "grafana/grafana:12.0.0")}`],
    },
  ],
  unproved: [
    {
      name: "an unknown image",
      resource: pod(withImages(UNKNOWN)),
      parameters,
      messages: [
        'Pod "web": spec.containers[0].image is decided only during the deployment, so the rule cannot be proved in preview. Images come from the registries that the pack\'s configuration names, if it names any.',
      ],
    },
  ],
});
