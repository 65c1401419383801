import { osLabel } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** A pod that tolerates everything says its OS. */
export const noBlanketTolerationWithoutOs: Guardrail = {
  name: "no-blanket-toleration-without-os",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/",
  subject: "pods",
  variables: () => [
    {
      name: "blanket",
      // NoExecute alone is how a pod stays on a node that fails; it opens no tainted pool.
      expression:
        'variables.spec.?tolerations.orValue([]).filter(t, t.?key.orValue("") == "" && ' +
        't.?operator.orValue("") == "Exists" && t.?effect.orValue("") != "NoExecute")',
    },
  ],
  findings: () =>
    "variables.blanket.size() > 0 && !variables.mindsOs && !variables.spec.?runtimeClassName.hasValue() ? [" +
    sentence({
      field:
        'variables.at + ".tolerations[" + string(variables.spec.tolerations.indexOf(variables.blanket[0])) + "]"',
      problem: quote("tolerates every taint, and the pod selects no operating system"),
      reason: quote(
        "The taint that keeps pods away from the nodes of the other operating system does not hold for it",
      ),
      fix: quote(`Set nodeSelector["${osLabel}"], or name the taints that it tolerates`),
    }) +
    "] : []",
};
