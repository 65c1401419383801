import { compareEffects } from "../../catalogue/impact";
import { source } from "../../catalogue/source";
import type { Classified, Finding } from "../classify/classified";
import type { Weighed } from "./weigh";
import type { Explanation, Reference, ShownChange } from "./report";
import { notShown, showValue } from "./show-value";

/** Most properties of one resource that are listed. */
const mostChanges = 12;

/**
 * Explains one step in four sentences.
 *
 * @param classified - the step
 */
export function explain(classified: Weighed): Explanation {
  const { step, findings, effect } = classified;
  const changes = shownChanges(classified);
  return {
    urn: step.urn,
    type: step.type,
    name: step.name,
    operation: classified.action,
    effect,
    codes: [...new Set(findings.flatMap(({ code }) => code ?? []))],
    changes: changes.slice(0, mostChanges),
    sentences: {
      what: whatChanges(classified, changes),
      pulumi: pulumiSentence(classified),
      platform: platformSentence(weighty(findings)),
      instead: sentences(weighty(findings), ({ instead }) => instead),
    },
    references: references(weighty(findings)),
    ...(classified.waived === undefined ? {} : { waived: classified.waived }),
  };
}

/** The findings worth a sentence: all that are as bad as the worst, and whatever somebody must act on. */
function weighty(findings: readonly Finding[]): readonly Finding[] {
  const worst = findings[0]?.effect;
  return findings.filter(({ effect }) => effect === worst || actedOn.has(effect));
}

function platformSentence(findings: readonly Finding[]): string {
  const platform = ({ platform: sentence }: Finding) => sentence;
  const happens = sentences(
    findings.filter(({ riding }) => riding !== true),
    platform,
  );
  const would = sentences(
    findings.filter(({ riding }) => riding === true),
    platform,
  );
  return would === "" ? happens : `${happens} Without the replacement: ${would}`;
}

/** The different sentences of some findings, one after another. */
function sentences(findings: readonly Finding[], read: (finding: Finding) => string): string {
  return [...new Set(findings.map(read))].filter((text) => text !== "").join(" ");
}

const actedOn: ReadonlySet<Finding["effect"]> = new Set(["refused", "unclassified", "manual-follow-up"]);

function shownChanges({ findings, subject }: Classified): readonly ShownChange[] {
  return findings
    .flatMap(({ change, effect }) =>
      change === undefined
        ? []
        : [
            {
              path: change.path,
              old: change.kind === "stated" ? "[secret]" : showValue(change.old, change.keys, subject),
              new: change.kind === "stated" ? "[secret]" : showValue(change.new, change.keys, subject),
              effect,
              unknown: change.unknown,
            },
          ],
    )
    .sort((a, b) => compareEffects(b.effect, a.effect) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function whatChanges({ step, action, subject }: Classified, changes: readonly ShownChange[]): string {
  const name = `${subject.title} "${step.name}"`;
  if (changes.length === 0) return `${name} ${endings[action] ?? `is in the operation ${step.op}`}.`;
  const shown = changes.slice(0, 3).map(describeChange);
  const more = changes.length - shown.length;
  return `${name}: ${shown.join("; ")}${more > 0 ? `; and ${String(more)} more` : ""}.`;
}

const endings: Readonly<Partial<Record<Classified["action"], string>>> = {
  create: "is new",
  delete: "goes away",
  replace: "is made again",
  forget: "leaves Pulumi's state",
  adopt: "joins Pulumi's state",
};

/** `osSKU Windows2022 -> Windows2025`. */
function describeChange({ path, old, new: next }: ShownChange): string {
  if (old === "[secret]" && next === "[secret]") return `${path} (its value is secret)`;
  if (old === notShown || next === notShown)
    return `${path} ${old === "" ? "is set" : next === "" ? "is removed" : "changes"}`;
  if (old === "") return `${path} is set to ${next}`;
  if (next === "") return `${path} ${old} is removed`;
  return `${path} ${old} -> ${next}`;
}

function pulumiSentence({ step, action, effect, underPhantom }: Classified): string {
  if (underPhantom === true) {
    return action === "replace"
      ? "Pulumi replaces it because of its own change, not because of the provider that the preview names."
      : "The preview shows a replacement only because its provider is not known yet; Pulumi really updates it in place.";
  }
  const reasons = step.replaceReasons.length === 0 ? "" : ` because of ${step.replaceReasons.join(", ")}`;
  switch (action) {
    case "create":
      return "Pulumi creates it.";
    case "update":
      return effect === "refused"
        ? "Pulumi shows a harmless update, sends it, and fails there; what came before it is already done."
        : "Pulumi updates it in place.";
    case "replace":
      return `Pulumi replaces it${reasons}${step.deleteFirst === undefined ? "" : step.deleteFirst ? ": deletes first, creates then" : ": creates first, deletes then"}.`;
    case "delete":
      return "Pulumi deletes it.";
    case "adopt":
      return "Pulumi imports it.";
    case "forget":
      return "Pulumi drops it from its state.";
    case "none":
      return "Pulumi does nothing.";
    case "unknown":
      return "Pulumi plans an operation that this program does not know.";
  }
}

function references(findings: readonly Finding[]): readonly Reference[] {
  const ids = [...new Set(findings.flatMap((finding) => finding.source))];
  return ids.slice(0, 4).map((id) => {
    const { title, url, read } = source(id);
    return { title, ...(url === undefined ? {} : { url }), read };
  });
}
