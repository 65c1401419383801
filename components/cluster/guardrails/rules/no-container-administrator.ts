import { partPath } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** Windows containers do not run as administrator. */
export const noContainerAdministrator: Guardrail = {
  name: "no-container-administrator",
  level: "advisory",
  url: "https://kubernetes.io/docs/concepts/security/windows-security/",
  subject: "pods",
  findings: () =>
    "variables.withOptions.filter(p, variables.isWindows && !variables.hostProcess && " +
    'p.securityContext.windowsOptions.?runAsUserName.orValue("").lowerAscii() == "containeradministrator")' +
    `.map(p, ${sentence({
      field: `${partPath("p")} + ".securityContext.windowsOptions.runAsUserName"`,
      problem: '"is \\"" + p.securityContext.windowsOptions.runAsUserName + "\\""',
      reason: quote(
        "It has all rights in the container and more of them on the node than another account if it breaks out",
      ),
      fix: quote('Set it to "ContainerUser" and give that account the folders it has to write to'),
    })})`,
};
