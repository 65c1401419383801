import { osLabel } from "../cel/pods";
import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** In a cluster with Windows nodes every pod says its OS. */
export const podsSelectAnOs: Guardrail = {
  name: "pods-select-an-os",
  level: "advisory",
  url: "https://kubernetes.io/docs/concepts/windows/user-guide/",
  subject: "pods",
  findings: () =>
    when("!variables.mindsOs && !variables.spec.?runtimeClassName.hasValue()", {
      field: `variables.at + ${quote(`.nodeSelector["${osLabel}"]`)}`,
      problem: quote("is not set"),
      reason: quote(
        "The cluster has nodes of both operating systems and only taints, if any, keep the pod from the wrong ones",
      ),
      fix: quote('Set it to "linux" or "windows"'),
    }),
};
