import { containerPath } from "../cel/pods";
import { listOf, quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** Images come from the registries that the configuration names. */
export const imagesFromAllowedRegistries: Guardrail = {
  name: "images-from-allowed-registries",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/containers/images/",
  subject: "pods",
  findings: ({ allowedRegistries: allowed }) => {
    if (allowed.length === 0) return undefined;
    return `variables.references.filter(i, !${listOf(allowed)}.exists(r, i.repo.startsWith(r + "/"))).map(i, ${sentence(
      {
        field: `${containerPath("i.of")} + ".image"`,
        problem: '"is \\"" + i.image + "\\""',
        reason: quote(`Images come from ${allowed.join(", ")} here, where somebody looks after them`),
        fix: quote("Copy the image there and name the copy"),
      },
    )})`;
  },
};
