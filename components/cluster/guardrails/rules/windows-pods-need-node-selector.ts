import { osLabel } from "../cel/pods";
import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** A pod made for Windows selects Windows nodes, itself or by its RuntimeClass. */
export const windowsPodsNeedNodeSelector: Guardrail = {
  name: "windows-pods-need-node-selector",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/windows/user-guide/",
  subject: "pods",
  findings: () =>
    when(
      'variables.selectedOs != "windows" && (variables.selectedOs != "" || !variables.spec.?runtimeClassName.hasValue()) && ' +
        'variables.windowsSign != ""',
      {
        field: `variables.at + ${quote(`.nodeSelector["${osLabel}"]`)}`,
        problem: 'variables.selectedOs == "" ? "is not set" : "is \\"" + variables.selectedOs + "\\""',
        reason: `variables.windowsSign + ${quote(
          ", but the scheduler places pods by labels only and can put this one on a Linux node, and on EKS a pod without the selector gets no IP address",
        )}`,
        fix: quote('Set it to "windows"'),
      },
    ),
};
