import type { ChartRow } from "../../catalogue/charts";
import { chartRow } from "../../catalogue/charts";
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
  description:
    "Values of a Helm release in a cluster with untainted Windows pools select an operating system for all of its pods.",
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
    if (open.length === 0) return;
    const pool = `${open[0]?.title ?? "A Windows pool"} has no taint`;
    const row = chartRow(release.props.string("chart") ?? "");
    yield* row === undefined ? ofUnknownChart(release, pool) : ofKnownChart(release, row, pool);
  },
  *mend({ props }) {
    const row = chartRow(props.string("chart") ?? "");
    // Another version may have other values, and refuse those that it does not know.
    if (row === undefined || props.string("version") !== row.version) return;
    for (const { value, os, byDefault } of row.pins) {
      const path = ["values", ...value.split(".")];
      if (props.string(...path, OS_LABEL) !== undefined || (byDefault && !props.has(...path))) continue;
      yield { view: props, steps: [...path, OS_LABEL], value: os };
    }
  },
});

/** The catalogue knows which values select nodes for each of the chart's pods. */
function* ofKnownChart({ props }: Resource, { chart, version, pins }: ChartRow, pool: string) {
  for (const { value, os, byDefault } of pins) {
    const path = ["values", ...value.split(".")];
    const selected = props.string(...path, OS_LABEL);
    if (selected === os || (byDefault && !props.has(...path))) continue;
    yield {
      field: props.pathTo(...path, OS_LABEL),
      problem: selected === undefined ? "is not set" : `is "${selected}"`,
      reason: `${pool}, and chart ${chart} (${version}) selects no nodes for these pods by itself`,
      fix: `Set it to "${os}", or taint the Windows pools`,
    };
  }
}

function* ofUnknownChart({ props }: Resource, pool: string) {
  const values = props.get("values");
  if (values !== undefined && mentions(values)) return;
  yield {
    field: "values",
    problem: `name ${OS_LABEL} nowhere`,
    reason: `${pool}, and most charts select no operating system by themselves`,
    fix: `Set the chart's nodeSelector to { "${OS_LABEL}": "linux" } for each of its components, or taint the Windows pools`,
  };
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
