import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { clustersBehind, nodePools } from "../scopes/node-pools";
import { OS_LABEL } from "../scopes/pod-os";
import { resourcesOf } from "../scopes/resources";
import type { View } from "../view";

/** A chart in a cluster with Windows nodes is told its OS. */
export const chartsPinOs = stackRule({
  name: "charts-pin-os",
  level: "advisory",
  description: "Values of a Helm release in a cluster with untainted Windows pools name an operating system.",
  sources: [
    "https://kubernetes.io/docs/concepts/windows/user-guide/",
    "https://github.com/prometheus-community/helm-charts/issues/3190",
  ],
  scope: resourcesOf("kubernetes:helm.sh:Release"),
  *check(release, stack) {
    const clusters = clustersBehind(release, stack);
    const open = nodePools(stack).filter(
      ({ os, taints, cluster }) =>
        os === "windows" && taints.length === 0 && (cluster === undefined || clusters.includes(cluster)),
    );
    if (open.length === 0 || pinsOs(release)) return;
    yield {
      field: "values",
      problem: `name ${OS_LABEL} nowhere`,
      reason: `${open[0]?.title ?? "A Windows pool"} has no taint, and most charts select no operating system by themselves`,
      fix: `Set the chart's nodeSelector to { "${OS_LABEL}": "linux" } for each of its components, or taint the Windows pools`,
    };
  },
});

function pinsOs({ props }: Resource): boolean {
  const values = props.get("values");
  return values !== undefined && mentions(values);
}

/** Whether the OS label is a key, or a key of an affinity, anywhere in the values. */
function mentions(view: View): boolean {
  switch (view.kind()) {
    case "object":
      return view.keys().some((key) => key === OS_LABEL || isMentioned(view.get(key)));
    case "list":
      return view.list().some(mentions);
    case "string":
      return view.string() === OS_LABEL;
    case "number":
    case "boolean":
    case "absent":
      return false;
  }
}

function isMentioned(view: View | undefined): boolean {
  return view !== undefined && mentions(view);
}
