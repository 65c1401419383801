import { windowsProcessIsolation } from "../../../policy/rules/windows-process-isolation";
import { kubernetes, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const withHandler = (handler: string) => kubernetes("node.k8s.io/v1:RuntimeClass", { handler });

ruleTest(windowsProcessIsolation, {
  valid: [
    { name: "process isolation", resource: withHandler("runhcs-wcow-process") },
    { name: "a Linux handler", resource: withHandler("runc") },
    { name: "no handler", resource: kubernetes("node.k8s.io/v1:RuntimeClass", {}) },
  ],
  invalid: ["runhcs-wcow-hypervisor", "runhcs-wcow-hypervisor-18362", "windows-HyperV"].map((handler) => ({
    name: handler,
    resource: withHandler(handler),
    messages: [
      `RuntimeClass "web": handler is "${handler}": Kubernetes supports process isolation only on Windows; containers with Hyper-V isolation get no network or do not start. Use "runhcs-wcow-process"; workloads that need a stronger border belong on nodes of their own.`,
    ],
  })),
  unproved: [
    {
      name: "an unknown handler",
      resource: withHandler(UNKNOWN),
      messages: [
        'RuntimeClass "web": handler is decided only during the deployment, so the rule cannot be proved in preview. RuntimeClasses do not ask for Hyper-V isolation.',
      ],
    },
  ],
});
