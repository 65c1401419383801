import { containerPath } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** The image of a Windows container exists for Windows. */
export const windowsImageHasVariant: Guardrail = {
  name: "windows-image-has-variant",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/windows/intro/",
  subject: "pods",
  findings: () =>
    `variables.linuxImages.filter(i, variables.isWindows).map(i, ${sentence({
      field: `${containerPath("i.of")} + ".image"`,
      problem: '"is \\"" + i.image + "\\", a Linux image (" + i.sign + ")"',
      reason: quote("A Windows node finds no variant of it to pull: no match for platform in manifest"),
      fix: quote("Use a tag for Windows, with the release of the nodes, or select Linux nodes"),
    })})`,
};
