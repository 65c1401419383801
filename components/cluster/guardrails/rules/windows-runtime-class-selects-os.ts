import { osLabel } from "../cel/pods";
import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

/**
 * A Windows pod that leaves its selector to a RuntimeClass has got one from it. Asked of pods alone: there the API
 * server has merged the class into the pod, whereas a template names it only.
 */
export const windowsRuntimeClassSelectsOs: Guardrail = {
  name: "windows-runtime-class-selects-os",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/containers/runtime-class/",
  subject: "pods",
  findings: () =>
    when(
      'object.kind == "Pod" && variables.spec.?runtimeClassName.hasValue() && variables.selectedOs != "windows" && ' +
        'variables.windowsSign != ""',
      {
        field: 'variables.at + ".runtimeClassName"',
        problem: `${quote(`names a RuntimeClass whose scheduling.nodeSelector["${osLabel}"] is `)} + (variables.selectedOs == "" ? "not set" : "\\"" + variables.selectedOs + "\\"")`,
        reason: `variables.windowsSign + ${quote(", but nothing keeps the pod on Windows nodes")}`,
        fix: quote(
          `Add ${osLabel}: windows to scheduling.nodeSelector of the RuntimeClass, or to the nodeSelector of the pod`,
        ),
      },
    ),
};
