import type { EffectClass, NodeReach } from "../../catalogue/impact";
import type { SourceId } from "../../catalogue/source";
import type { Step } from "../step";
import type { Subject } from "../subject";
import type { Action } from "./action";
import type { Change } from "./change";

/** One thing that a step does, and what it means. */
export interface Finding {
  readonly effect: EffectClass;
  /** The change behind it; absent when the operation itself is the matter (a deletion, a refused name). */
  readonly change?: Change;
  /** What the platform does, a sentence. */
  readonly platform: string;
  /** It only rides on a replacement: `platform` says what would happen without it. */
  readonly riding?: true;
  /** What to do instead, a sentence, or empty. */
  readonly instead: string;
  /** Only another pool has the old value again. */
  readonly wayBack?: "new-pool";
  /** Error code of a refusal. */
  readonly code?: string;
  /** Whose nodes are drained. */
  readonly nodes: NodeReach;
  /** Where it was read, most telling first. */
  readonly source: readonly SourceId[];
}

/** A step with everything that was found out about it. */
export interface Classified {
  readonly step: Step;
  readonly subject: Subject;
  readonly action: Action;
  /** URN of the provider whose unknown configuration alone makes the step look changed; shown only as a number. */
  readonly cascade?: string;
  /** A real change among the phantoms of a cascade: what the engine plans for it is not what it will do. */
  readonly underPhantom?: true;
  /** The worst of the findings. */
  readonly effect: EffectClass;
  /** Worst first; never empty. */
  readonly findings: readonly Finding[];
}
