import type { EffectClass } from "../../catalogue/impact";
import type { IsoDate } from "../../catalogue/source";
import type { Classified } from "../classify/classified";
import { allows } from "../waivers";
import type { Waiver } from "../waivers";
import type { Judgement, WaiverRow } from "./report";
import { gravest, judge } from "./verdict";

/** A classified step, with what the waivers make of it. */
export interface Weighed extends Classified {
  /** After the waivers. */
  readonly judgement: Judgement;
  /** Reason of the waiver that covers all its findings that would need a look. */
  readonly waived?: string;
}

/** The waivers by URN, and which of them were needed. */
export class Scales {
  readonly #byUrn = new Map<string, Waiver[]>();
  readonly #used = new Set<Waiver>();

  /**
   * @param waivers - as read
   * @param asOf - day of the report
   * @param failOn - mildest class that blocks
   */
  constructor(
    private readonly waivers: readonly Waiver[],
    private readonly asOf: IsoDate,
    private readonly failOn: EffectClass | undefined,
  ) {
    for (const waiver of waivers)
      this.#byUrn.set(waiver.urn, [...(this.#byUrn.get(waiver.urn) ?? []), waiver]);
  }

  /** Judges a step. */
  weigh(step: Classified): Weighed {
    const waivers = this.#byUrn.get(step.step.urn) ?? [];
    const reasons = new Set<string>();
    const judgements = step.findings.map((finding) => {
      const judgement = judge(finding, this.failOn);
      const waiver =
        judgement === "SAFE" ? undefined : waivers.find((one) => allows(one, finding.effect, this.asOf));
      if (waiver === undefined) return judgement;
      this.#used.add(waiver);
      reasons.add(waiver.reason);
      return "SAFE";
    });
    const judgement = gravest(judgements);
    const waived = judgement === "SAFE" && reasons.size > 0 ? [...reasons].join("; ") : undefined;
    return { ...step, judgement, ...(waived === undefined ? {} : { waived }) };
  }

  /** All waivers with what became of them; call it after the last step. */
  rows(): readonly WaiverRow[] {
    return this.waivers.map((waiver) => ({
      ...waiver,
      state: waiver.expires < this.asOf ? "expired" : this.#used.has(waiver) ? "used" : "unused",
    }));
  }
}
