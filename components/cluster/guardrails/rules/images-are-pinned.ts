import { containerPath } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** Images are named by a tag that stays, or by a digest. */
export const imagesArePinned: Guardrail = {
  name: "images-are-pinned",
  level: "advisory",
  url: "https://kubernetes.io/docs/concepts/containers/images/",
  subject: "pods",
  findings: () =>
    'variables.references.filter(i, !i.image.contains("@") && i.tag == "latest").map(i, ' +
    `${sentence({
      field: `${containerPath("i.of")} + ".image"`,
      problem: '"is \\"" + i.image + "\\""',
      reason: quote(
        "What it names changes without a deployment, for Windows also the build that the nodes must have",
      ),
      fix: quote("Name a version, or a digest beside it"),
    })})`,
};
