import { osLabel } from "../cel/pods";
import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** A DaemonSet says on which OS it runs. */
export const daemonsetsSelectAnOs: Guardrail = {
  name: "daemonsets-select-an-os",
  level: "advisory",
  url: "https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/",
  subject: "daemonSets",
  findings: () =>
    when("!variables.mindsOs && !variables.spec.?runtimeClassName.hasValue()", {
      field: `variables.at + ${quote(`.nodeSelector["${osLabel}"]`)}`,
      problem: quote("is not set"),
      reason: quote(
        "A DaemonSet goes to every node that it tolerates, so the first Windows node gets a Linux pod that never starts",
      ),
      fix: quote('Set it to "linux" or "windows"'),
    }),
};
