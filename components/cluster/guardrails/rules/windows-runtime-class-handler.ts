import { windowsRuntimeHandler } from "../../../../catalogue/windows-pods";
import { osLabel } from "../cel/pods";
import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

const { handler } = windowsRuntimeHandler;

/** A RuntimeClass for Windows names a handler that Windows nodes have. */
export const windowsRuntimeClassHandler: Guardrail = {
  name: "windows-runtime-class-handler",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/containers/runtime-class/",
  subject: "runtimeClasses",
  findings: () =>
    when(
      `dyn(object).?scheduling.?nodeSelector[?"${osLabel}"].orValue("") == "windows" && ` +
        // Hyper-V isolation has a guardrail of its own.
        `object.handler != ${quote(handler)} && !object.handler.matches("(?i)hypervisor|hyperv")`,
      {
        field: quote("handler"),
        problem: '"is \\"" + object.handler + "\\""',
        reason: quote(
          `containerd on Windows nodes knows ${handler}; pods with another handler stay in ContainerCreating, and a handler cannot be changed`,
        ),
        fix: quote(`Use ${handler} in a RuntimeClass of a new name`),
      },
    ),
};
