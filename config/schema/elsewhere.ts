import { aksElsewhere } from "./aks/elsewhere";
import { eksElsewhere } from "./eks/elsewhere";
import { existingElsewhere } from "./existing/elsewhere";
import type { Target } from "./stack";

/** What to say about a setting that exists, but not on this target. */
export interface Elsewhere {
  readonly reason: string;
  readonly fix: string;
}

/** Settings that exist, but not on the target; by the last part of the path. */
export const elsewhere: Readonly<Record<Target, Readonly<Record<string, Elsewhere>>>> = {
  aks: aksElsewhere,
  eks: eksElsewhere,
  existing: existingElsewhere,
};
