import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** Windows containers share the kernel of their node. */
export const windowsProcessIsolation: Guardrail = {
  name: "windows-process-isolation",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/windows/intro/",
  subject: "runtimeClasses",
  findings: () =>
    when('object.handler.matches("(?i)hypervisor|hyperv")', {
      field: quote("handler"),
      problem: '"is \\"" + object.handler + "\\""',
      reason: quote(
        "Kubernetes supports process isolation only on Windows; containers with Hyper-V isolation get no network or do not start",
      ),
      fix: quote(
        'Use "runhcs-wcow-process"; workloads that need a stronger border belong on nodes of their own',
      ),
    }),
};
