import { compareEffects } from "../../catalogue/impact";
import type { IsoDate } from "../../catalogue/source";
import type { Entry, Inventory } from "../inventory/inventory";
import { actionOf } from "./action";
import type { Classified, Finding } from "./classified";
import { clusterFindings } from "./cluster";
import { otherFindings } from "./other";
import { poolFindings } from "./pool";

/** What classification may look at besides the step itself. */
export interface Context {
  readonly inventory: Inventory;
  readonly asOf: IsoDate;
}

/**
 * Says what one step will do.
 *
 * @param entry - the step and what its resource is
 * @param context - the rest of the input, and the day
 */
export function classify(entry: Entry, context: Context): Classified {
  const action = actionOf(entry.step);
  const found = [...protection(entry, action), ...findingsOf(entry, context)];
  const findings = [...found].sort((a, b) => compareEffects(b.effect, a.effect));
  return { ...entry, action, effect: findings[0]?.effect ?? "noise", findings };
}

function findingsOf(entry: Entry, context: Context): readonly Finding[] {
  switch (entry.subject.kind) {
    case "pool":
      return poolFindings(entry, context);
    case "cluster":
      return clusterFindings(entry, context);
    case "kubernetes":
    case "provider":
    case "component":
    case "other":
      return otherFindings(entry);
  }
}

function protection({ step }: Entry, action: Classified["action"]): readonly Finding[] {
  if (step.old?.protect !== true || (action !== "replace" && action !== "delete")) return [];
  return [
    {
      effect: "refused",
      code: "protected",
      platform: "Pulumi itself refuses: the resource is protected, and the deployment stops.",
      instead:
        "Keep the value. Only if the resource really must go: pulumi state unprotect, in a commit of its own.",
      nodes: "none",
      source: [],
    },
  ];
}
