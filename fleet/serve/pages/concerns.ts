import type { ClusterView, Remark, Severity } from "../../view";
import type { Tone } from "./words";

/** Something about a cluster that somebody should know, and where it comes from. */
export interface Concern extends Remark {
  /** Which part of the view says it. */
  readonly about: "contact" | "state" | "policy" | "drift" | "monitoring" | "pod" | "support";
}

const order: readonly Severity[] = ["error", "warning", "info"];

/** Everything that there is to be said about a cluster, worst first. */
export function concernsOf(cluster: ClusterView): readonly Concern[] {
  const tag = (about: Concern["about"], remarks: readonly Remark[]): Concern[] =>
    remarks.map(({ severity, message, url }) => ({
      about,
      severity,
      message,
      ...(url === undefined ? {} : { url }),
    }));
  const all = [
    ...contactConcerns(cluster),
    ...tag("pod", cluster.unplacedPods),
    ...tag("drift", cluster.drift),
    ...tag("support", cluster.retirements),
    ...tag("monitoring", cluster.monitoringGaps),
    ...cluster.findings.map(({ rule, level, message }): Concern => ({
      about: "policy",
      severity: level === "mandatory" ? "error" : "warning",
      message: `${message} (${rule})`,
    })),
  ];
  return order.flatMap((severity) => all.filter((concern) => concern.severity === severity));
}

function contactConcerns({ contact, stateError }: ClusterView): Concern[] {
  const concerns: Concern[] = [];
  if (contact.kind === "unreachable")
    concerns.push({ about: "contact", severity: "error", message: contact.reason });
  if (contact.kind === "none") concerns.push({ about: "contact", severity: "info", message: contact.reason });
  if (stateError !== undefined) concerns.push({ about: "state", severity: "error", message: stateError });
  return concerns;
}

/** A cluster's state in a word on a colour. */
export function conditionOf(cluster: ClusterView): { readonly tone: Tone; readonly word: string } {
  if (cluster.contact.kind === "unreachable") return { tone: "red", word: "Unreachable" };
  const [worst] = concernsOf(cluster);
  if (worst?.severity === "error") return { tone: "red", word: "Act now" };
  if (cluster.contact.kind === "none") return { tone: "grey", word: "Not deployed" };
  return worst?.severity === "warning"
    ? { tone: "amber", word: "Act soon" }
    : { tone: "green", word: "Good" };
}
