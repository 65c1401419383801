import { partPath } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** A Linux pod sets nothing that only Windows has. */
export const linuxNoWindowsFields: Guardrail = {
  name: "linux-no-windows-fields",
  level: "mandatory",
  url: "https://github.com/kubernetes/api/blob/master/core/v1/types.go",
  subject: "pods",
  findings: () =>
    `variables.withOptions.filter(p, variables.isLinux).map(p, ${sentence({
      field: `${partPath("p")} + ".securityContext.windowsOptions"`,
      problem: quote("is set"),
      reason: quote(
        'Only Windows has it: with spec.os.name "linux" the API server refuses the pod, without it nothing comes of it',
      ),
      fix: quote("Take it out, or select Windows nodes if the pod is made for Windows"),
    })})`,
};
