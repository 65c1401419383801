import { compareEffects } from "../../catalogue/impact";
import type { EffectClass } from "../../catalogue/impact";
import type { Finding } from "../classify/classified";
import type { Judgement } from "./report";

/** Mildest class that blocks unless told otherwise. */
const defaultFailOn: EffectClass = "refused";

/**
 * What the report advises about a finding. SAFE: noise, metadata, and added nodes. `unclassified` asks for a review; it
 * blocks when `failOn` is `unclassified` or milder than the default.
 *
 * @param finding - class and reach
 * @param failOn - mildest class that blocks; `unclassified` means the default and everything unclassified
 */
export function judge(
  { effect, nodes }: Pick<Finding, "effect" | "nodes">,
  failOn: EffectClass = defaultFailOn,
): Judgement {
  if (effect === "unclassified") {
    const strict = failOn === "unclassified" || compareEffects(failOn, defaultFailOn) < 0;
    return strict ? "BLOCK" : "REVIEW";
  }
  const limit = failOn === "unclassified" ? defaultFailOn : failOn;
  if (compareEffects(effect, limit) >= 0) return "BLOCK";
  const harmless = effect === "noise" || effect === "metadata" || (effect === "scale" && nodes === "none");
  return harmless ? "SAFE" : "REVIEW";
}

const order: readonly Judgement[] = ["SAFE", "REVIEW", "BLOCK"];

/** The gravest of some judgements; SAFE when there are none. */
export function gravest(judgements: readonly Judgement[]): Judgement {
  return order[Math.max(0, ...judgements.map((one) => order.indexOf(one)))] ?? "BLOCK";
}

const codes: Readonly<Record<Judgement, number>> = { SAFE: 0, REVIEW: 2, BLOCK: 3 };

/** Exit code of a judgement: 0 safe, 2 review, 3 block; 1 is for errors of the tool. */
export function codeOf(judgement: Judgement): number {
  return codes[judgement];
}
