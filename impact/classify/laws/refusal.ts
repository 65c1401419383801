import type { Verdict } from "../../../catalogue/verdict";
import type { Finding } from "../classified";

/**
 * A finding: the platform will refuse this.
 *
 * @param code - error code
 * @param platform - what is refused and why, a sentence
 * @param instead - what to do instead, a sentence
 * @param source - where it was read
 */
export function refusal(code: string, platform: string, instead: string, source: Finding["source"]): Finding {
  return { effect: "refused", code, platform, instead, nodes: "none", source };
}

/** A refusal when the catalogue's verdict is `deny`, else nothing. */
export function refusalOf(code: string, verdict: Verdict, instead: string): readonly Finding[] {
  return verdict.verdict === "deny" ? [refusal(code, verdict.reason, instead, verdict.source)] : [];
}
