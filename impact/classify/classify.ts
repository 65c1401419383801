import { compareEffects } from "../../catalogue/impact";
import type { IsoDate } from "../../catalogue/source";
import type { Entry, Inventory } from "../inventory/inventory";
import { actionOf } from "./action";
import { providerOf, realChanges } from "./cascade";
import type { Cascade } from "./cascade";
import type { Classified, Finding } from "./classified";
import { clusterFindings } from "./cluster";
import { kubernetesFindings, realChange } from "./kubernetes";
import { otherFindings } from "./other";
import { poolFindings } from "./pool";
import { nothing, unclassified } from "./property-findings";
import { providerFindings } from "./provider";

/** What classification may look at besides the step itself. */
export interface Context {
  readonly inventory: Inventory;
  readonly cascades: ReadonlyMap<string, Cascade>;
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
  const cascade = cascadeAround(entry, context);
  if (cascade !== undefined) return inCascade(entry, cascade);
  return finish({ ...entry, action }, protect(entry, action, findingsOf(entry, context)));
}

function findingsOf(entry: Entry, context: Context): readonly Finding[] {
  switch (entry.subject.kind) {
    case "pool":
      return poolFindings(entry, context);
    case "cluster":
      return clusterFindings(entry, context);
    case "kubernetes":
      return kubernetesFindings(entry);
    case "provider":
      return providerFindings(entry, context.cascades.get(entry.step.urn));
    case "other":
      return otherFindings(entry, context.inventory);
  }
}

/** The cascade that a step stands in: it looks changed, and its provider's configuration is not known. */
function cascadeAround({ step, subject }: Entry, { cascades }: Context): Cascade | undefined {
  if (cascades.size === 0 || subject.kind === "provider") return undefined;
  const action = actionOf(step);
  if (action !== "update" && action !== "replace") return undefined;
  return cascades.get(providerOf(step) ?? "");
}

function inCascade(entry: Entry, cascade: Cascade): Classified {
  const changes = realChanges(entry);
  const collapsed = { ...entry, action: actionOf(entry.step), cascade: cascade.provider };
  switch (cascade.kind) {
    case "phantom": {
      if (changes.length === 0) return finish(collapsed, [nothing]);
      const { action, findings } = realChange(entry, changes);
      return finish({ ...entry, action, underPhantom: true }, protect(entry, action, findings));
    }
    case "real":
      return finish(collapsed, [
        { ...nothing, effect: "cluster-replace", platform: "The object goes with its cluster." },
      ]);
    case "open":
      return finish(collapsed, [
        unclassified(changes[0], "Whether the object stays depends on a value that is not known yet."),
      ]);
  }
}

function finish(base: Omit<Classified, "effect" | "findings">, found: readonly Finding[]): Classified {
  const findings = [...found].sort((a, b) => compareEffects(b.effect, a.effect));
  return { ...base, effect: findings[0]?.effect ?? "noise", findings };
}

/**
 * What is protected is neither replaced nor deleted: Pulumi stops before anything worse happens. A program that gives or
 * takes the protection in the deployment that replaces is not stopped.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_generator.go (`new.Protect && old.Protect`)
 */
function protect(
  { step }: Entry,
  action: Classified["action"],
  findings: readonly Finding[],
): readonly Finding[] {
  const kept = action === "delete" || (action === "replace" && step.new?.protect === true);
  if (step.old?.protect !== true || !kept) return findings;
  const stopped: Finding = {
    effect: "refused",
    code: "protected",
    platform: "Pulumi itself refuses, because the resource is protected. Without the protection:",
    instead:
      "Keep the value. Only if the resource really must go: pulumi state unprotect, in a commit of its own.",
    nodes: "none",
    source: [],
  };
  return [stopped, ...findings.map((finding) => ({ ...finding, effect: "refused" as const }))];
}
