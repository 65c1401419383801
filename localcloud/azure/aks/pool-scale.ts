import { badRequest } from "../errors";
import { isTrueAt, numberAt, textAt, valueAt } from "../../clouds/json";
import type { PoolRule } from "./pool-check";
import { invalidParameter } from "./pool-check";

const numbersAreInRange: PoolRule = (check) => {
  const minimum = textAt(check.pool, "mode") === "System" ? 1 : 0;
  const ranges: readonly (readonly [string, number, number])[] = [
    ["count", isTrueAt(check.pool, "enableAutoScaling") ? 0 : minimum, 1000],
    ["maxPods", 10, 250],
    ["osDiskSizeGB", 0, 2048],
    ["minCount", minimum, 1000],
    ["maxCount", minimum, 1000],
    ["upgradeSettings.drainTimeoutInMinutes", 1, 1440],
    ["upgradeSettings.nodeSoakDurationInMinutes", 0, 30],
  ];
  for (const [property, from, to] of ranges) {
    const value = numberAt(check.pool, property);
    if (value !== undefined && (value < from || value > to || !Number.isInteger(value))) {
      return invalidParameter(
        `agentPoolProfile.${property}`,
        `${String(value)} is not a whole number from ${String(from)} to ${String(to)}.`,
      );
    }
  }
  return undefined;
};

const autoscalerBoundsFit: PoolRule = (check) => {
  const [least, most, count] = ["minCount", "maxCount", "count"].map((name) => numberAt(check.pool, name));
  if (!isTrueAt(check.pool, "enableAutoScaling")) {
    return least === undefined && most === undefined
      ? undefined
      : invalidParameter(
          "agentPoolProfile.enableAutoScaling",
          `Agent pool '${check.name}' has minCount or maxCount, which need enableAutoScaling.`,
        );
  }
  if (least === undefined || most === undefined || least > most) {
    return invalidParameter(
      "agentPoolProfile.maxCount",
      `Agent pool '${check.name}' with enableAutoScaling needs minCount and maxCount, and maxCount must not be below minCount.`,
    );
  }
  // New bounds around an old count: the autoscaler brings the count between them.
  if (check.before !== undefined && count === numberAt(check.before, "count")) return undefined;
  return count !== undefined && (count < least || count > most)
    ? invalidParameter(
        "agentPoolProfile.count",
        `count ${String(count)} of agent pool '${check.name}' must lie between minCount ${String(least)} and maxCount ${String(most)}.`,
      )
    : undefined;
};

const autoscaledPoolsScaleThemselves: PoolRule = (check) => {
  const wasOn = isTrueAt(check.before, "enableAutoScaling") && isTrueAt(check.pool, "enableAutoScaling");
  const asked = numberAt(check.requested, "count");
  const [least = 0, most = 0] = ["minCount", "maxCount"].map((name) => numberAt(check.before, name));
  const now = numberAt(check.before, "count");
  // New bounds may force a new count; the same bounds with another count are a manual scale.
  const sameBounds = least === numberAt(check.pool, "minCount") && most === numberAt(check.pool, "maxCount");
  return wasOn && sameBounds && asked !== undefined && asked !== now
    ? badRequest(
        "OperationNotAllowed",
        `Cannot scale cluster autoscaler enabled node pool '${check.name}'.`,
        "agentPoolProfile.count",
      )
    : undefined;
};

/** @see https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning#maximum-pods-per-node */
const poolHoldsThirtyPods: PoolRule = (check) => {
  const nodes = numberAt(check.pool, isTrueAt(check.pool, "enableAutoScaling") ? "maxCount" : "count") ?? 0;
  const pods = numberAt(check.pool, "maxPods") ?? 0;
  return nodes > 0 && nodes * pods < 30
    ? badRequest(
        "InvalidParameter",
        `The value of parameter agentPoolProfile.maxPods is invalid. Error details: ${String(nodes)} nodes with ${String(pods)} pods each hold fewer than the 30 pods that an agent pool needs.`,
        "agentPoolProfile.maxPods",
      )
    : undefined;
};

/** @see https://learn.microsoft.com/azure/aks/spot-node-pool#limitations */
const spotHasLimits: PoolRule = (check) => {
  if (textAt(check.pool, "scaleSetPriority") !== "Spot") return undefined;
  if (textAt(check.pool, "mode") === "System") {
    return badRequest(
      "BadRequest",
      `System agent pool '${check.name}' cannot have scaleSetPriority Spot.`,
      "agentPoolProfile.scaleSetPriority",
    );
  }
  const hasSurge = ["maxSurge", "maxUnavailable"].some(
    (name) => valueAt(check.requested, `upgradeSettings.${name}`) !== undefined,
  );
  if (hasSurge)
    return badRequest(
      "BadRequest",
      `Spot agent pool '${check.name}' cannot have upgradeSettings maxSurge or maxUnavailable.`,
      "agentPoolProfile.upgradeSettings",
    );
  const price = numberAt(check.pool, "spotMaxPrice") ?? -1;
  return price === -1 || (price > 0 && Math.round(price * 1e5) === price * 1e5)
    ? undefined
    : invalidParameter(
        "agentPoolProfile.spotMaxPrice",
        "it must be -1 or a price above 0 with at most five decimals.",
      );
};

const surgeLeavesAWay: PoolRule = (check) => {
  const [surge = "", unavailable = ""] = ["maxSurge", "maxUnavailable"].map((name) =>
    textAt(check.pool, `upgradeSettings.${name}`),
  );
  const isAmount = (text: string) => text === "" || /^\d+$|^(\d|[1-9]\d|100)%$/.test(text);
  if (!isAmount(surge) || !isAmount(unavailable)) {
    return invalidParameter(
      "agentPoolProfile.upgradeSettings",
      "maxSurge and maxUnavailable must be whole numbers or percentages such as 33%.",
    );
  }
  const none = (text: string) => /^0%?$/.test(text);
  if (none(surge) && (unavailable === "" || none(unavailable))) {
    return invalidParameter(
      "agentPoolProfile.upgradeSettings.maxUnavailable",
      "it must be above 0 when maxSurge is 0.",
    );
  }
  return !none(unavailable) && unavailable !== "" && textAt(check.pool, "mode") === "System"
    ? invalidParameter(
        "agentPoolProfile.upgradeSettings.maxUnavailable",
        "it is not supported on System agent pools.",
      )
    : undefined;
};

/** Rules about how many nodes a pool has, and how it goes through upgrades. */
export const poolScaleRules: readonly PoolRule[] = [
  numbersAreInRange,
  autoscalerBoundsFit,
  autoscaledPoolsScaleThemselves,
  poolHoldsThirtyPods,
  spotHasLimits,
  surgeLeavesAWay,
];
