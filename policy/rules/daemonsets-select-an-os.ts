import { resourceRule } from "../rule";
import { mindsOs } from "../scopes/placement";
import { selectLinux } from "../scopes/select-linux";
import { OS_LABEL } from "../scopes/pod-os";
import { onlyWhere, pods } from "../scopes/pods";

/** A DaemonSet says on which OS it runs. */
export const daemonsetsSelectAnOs = resourceRule({
  name: "daemonsets-select-an-os",
  level: "advisory",
  description: "DaemonSets select an operating system.",
  sources: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/",
    "https://github.com/prometheus-community/helm-charts/issues/3190",
  ],
  scope: onlyWhere(pods, ({ resource }) => resource.type === "kubernetes:apps:DaemonSet"),
  *check(pod) {
    if (mindsOs(pod) || pod.spec.has("runtimeClassName")) return;
    yield {
      field: pod.spec.pathTo("nodeSelector", OS_LABEL),
      problem: "is not set",
      reason:
        "A DaemonSet goes to every node that it tolerates, so the first Windows node gets a Linux pod that never starts",
      fix: 'Set it to "linux" or "windows"',
    };
  },
  mend: selectLinux,
});
