import type { NodePool } from "./node-pools";
import { aksPools } from "./aks-pools";
import { eksNodeGroups, resourcesOf } from "./resources";

/** The resources that declare node pools. */
export const poolResources = resourcesOf(...aksPools.types, ...eksNodeGroups.types);

/** The most nodes that a pool may have; undefined where the program does not say. @throws {Unproved} */
export function mostNodes({ resource, view }: NodePool): number | undefined {
  if (resource.type.startsWith("aws:")) {
    return view.number("scalingConfig", "maxSize") ?? view.number("scalingConfig", "desiredSize");
  }
  if (view.boolean("enableAutoScaling") === true) return view.number("maxCount");
  return view.number("count");
}
