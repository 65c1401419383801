import { windowsRuntimeClassHandler } from "../../../policy/rules/windows-runtime-class-handler";
import { kubernetes, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const runtimeClass = (handler: string, os = "windows") =>
  kubernetes("node.k8s.io/v1:RuntimeClass", {
    handler,
    scheduling: { nodeSelector: { "kubernetes.io/os": os } },
  });
const unknown = (handler: string, known: string, fix: string) =>
  `RuntimeClass "web": handler is "${handler}": containerd on Windows nodes knows ${known}; pods with another handler stay in ContainerCreating, and a handler cannot be changed. Use ${fix} in a RuntimeClass of a new name.`;

ruleTest(windowsRuntimeClassHandler, {
  valid: [
    { name: "process isolation", resource: runtimeClass("runhcs-wcow-process") },
    {
      name: "a handler of the nodes' own",
      resource: runtimeClass("process-2022"),
      parameters: { handlers: ["runhcs-wcow-process", "process-2022"] },
    },
    { name: "a Linux class", resource: runtimeClass("runc", "linux") },
    {
      name: "a class without selector",
      resource: kubernetes("node.k8s.io/v1:RuntimeClass", { handler: "runc" }),
    },
    {
      name: "Hyper-V isolation, which another rule is about",
      resource: runtimeClass("runhcs-wcow-hypervisor"),
    },
  ],
  invalid: [
    {
      name: "docker",
      resource: runtimeClass("docker"),
      messages: [unknown("docker", "runhcs-wcow-process", "runhcs-wcow-process")],
    },
    {
      name: "an empty handler",
      resource: runtimeClass(""),
      messages: [unknown("", "runhcs-wcow-process", "runhcs-wcow-process")],
    },
    {
      name: "one that is not among two",
      resource: runtimeClass("c"),
      parameters: { handlers: ["a", "b"] },
      messages: [unknown("c", "a and b", "a or b")],
    },
  ],
  unproved: [
    {
      name: "an unknown handler",
      resource: runtimeClass(UNKNOWN),
      messages: [
        'RuntimeClass "web": handler is decided only during the deployment, so the rule cannot be proved in preview. A RuntimeClass that selects Windows nodes has a handler that containerd on Windows knows.',
      ],
    },
  ],
});
