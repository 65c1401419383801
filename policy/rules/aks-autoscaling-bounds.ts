import { resourceRule } from "../rule";
import { aksPools } from "../scopes/aks-pools";
import type { View } from "../view";

/** The bounds of the autoscaler fit each other and the pool. */
export const aksAutoscalingBounds = resourceRule({
  name: "aks-autoscaling-bounds",
  level: "mandatory",
  description:
    "minCount and maxCount of an AKS pool are set exactly when enableAutoScaling is true, and minCount <= count <= maxCount.",
  sources: ["https://learn.microsoft.com/azure/aks/cluster-autoscaler"],
  scope: aksPools,
  *check({ view, resource }) {
    const [min, max] = [view.number("minCount"), view.number("maxCount")];
    // An ignored count is what the autoscaler left in state; AKS brings it between new bounds by itself.
    const ignored = resource.options.ignoreChanges.some((path) =>
      /^(agentPoolProfiles\[.+\]\.)?count$/.test(path),
    );
    const count = ignored ? undefined : view.number("count");
    if (view.boolean("enableAutoScaling") !== true) {
      yield* needless(view);
      return;
    }
    for (const [property, value] of [
      ["minCount", min],
      ["maxCount", max],
    ] as const) {
      if (value !== undefined) continue;
      yield {
        field: view.pathTo(property),
        problem: "is not set, though enableAutoScaling is true",
        reason: "AKS refuses an autoscaled pool without both bounds",
        fix: "Set it",
      };
    }
    if (min === undefined || max === undefined) return;
    if (min > max || (count !== undefined && (count < min || count > max))) {
      yield {
        field: view.pathTo(min > max ? "minCount" : "count"),
        problem:
          min > max
            ? `is ${min}, more than maxCount ${max}`
            : `is ${count ?? ""}, outside of ${min} to ${max}`,
        reason: "AKS refuses the pool",
        fix: min > max ? "Set minCount to maxCount or less" : "Set it between minCount and maxCount",
      };
    }
  },
});

function* needless(view: View) {
  for (const property of ["minCount", "maxCount"]) {
    if (!view.has(property)) continue;
    yield {
      field: view.pathTo(property),
      problem: "is set, though enableAutoScaling is not true",
      reason: "AKS refuses bounds without autoscaling",
      fix: "Take it out or set enableAutoScaling to true",
    };
  }
}
