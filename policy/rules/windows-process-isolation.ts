import { resourceRule } from "../rule";
import { runtimeClasses } from "../scopes/resources";

/** Windows containers share the kernel of their node. */
export const windowsProcessIsolation = resourceRule({
  name: "windows-process-isolation",
  level: "mandatory",
  description: "RuntimeClasses do not ask for Hyper-V isolation.",
  sources: ["https://kubernetes.io/docs/concepts/windows/intro/"],
  scope: runtimeClasses,
  *check({ props }) {
    const handler = props.string("handler");
    if (handler === undefined || !/hypervisor|hyperv/i.test(handler)) return;
    yield {
      field: "handler",
      problem: `is "${handler}"`,
      reason:
        "Kubernetes supports process isolation only on Windows; containers with Hyper-V isolation get no network or do not start",
      fix: 'Use "runhcs-wcow-process"; workloads that need a stronger border belong on nodes of their own',
    };
  },
});
