import { resourceRule } from "../rule";
import { OS_LABEL } from "../scopes/pod-os";
import { runtimeClasses } from "../scopes/resources";
import { inWords } from "../text";

/** A RuntimeClass for Windows names a handler that Windows nodes have. */
export const windowsRuntimeClassHandler = resourceRule({
  name: "windows-runtime-class-handler",
  level: "mandatory",
  description: "A RuntimeClass that selects Windows nodes has a handler that containerd on Windows knows.",
  sources: [
    "https://kubernetes.io/docs/concepts/containers/runtime-class/",
    "https://github.com/Azure/AgentBaker/blob/main/parts/windows/containerdtemplate.toml",
  ],
  parameters: {
    handlers: {
      type: "array",
      items: { type: "string" },
      default: ["runhcs-wcow-process"],
      description: "Handlers that the Windows nodes are configured with.",
    },
  },
  scope: runtimeClasses,
  *check({ props }, { parameters: { handlers } }) {
    if (props.string("scheduling", "nodeSelector", OS_LABEL) !== "windows") return;
    const handler = props.string("handler") ?? "";
    // Hyper-V isolation has a rule of its own.
    if (handlers.includes(handler) || /hypervisor|hyperv/i.test(handler)) return;
    yield {
      field: "handler",
      problem: `is "${handler}"`,
      reason: `containerd on Windows nodes knows ${inWords(handlers)}; pods with another handler stay in ContainerCreating, and a handler cannot be changed`,
      fix: `Use ${inWords(handlers, "or")} in a RuntimeClass of a new name`,
    };
  },
});
