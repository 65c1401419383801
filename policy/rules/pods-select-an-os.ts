import { stackRule } from "../rule";
import { nodePools } from "../scopes/node-pools";
import { mindsOs } from "../scopes/placement";
import { OS_LABEL } from "../scopes/pod-os";
import { selectLinux } from "../scopes/select-linux";
import { pods } from "../scopes/pods";

/** In a cluster with Windows nodes every pod says its OS. */
export const podsSelectAnOs = stackRule({
  name: "pods-select-an-os",
  level: "advisory",
  description: "In a program with Windows node pools every pod template selects an operating system.",
  sources: [
    "https://kubernetes.io/docs/concepts/windows/user-guide/",
    "https://github.com/kubernetes/website/blob/main/content/en/docs/concepts/windows/user-guide.md",
  ],
  parameters: {
    always: {
      type: "boolean",
      default: false,
      description:
        "Judge also where the program declares no Windows pool, for clusters that it does not make.",
    },
  },
  scope: pods,
  *check(pod, stack, { parameters: { always } }) {
    if (mindsOs(pod) || pod.spec.has("runtimeClassName")) return;
    if (!always && !nodePools(stack).some(({ os }) => os === "windows")) return;
    yield {
      field: pod.spec.pathTo("nodeSelector", OS_LABEL),
      problem: "is not set",
      reason:
        "The cluster has nodes of both operating systems and only taints, if any, keep the pod from the wrong ones",
      fix: 'Set it to "linux" or "windows"',
    };
  },
  mend: selectLinux,
});
