import { remarksOf } from "../../remarks";
import type { ClusterView } from "../../view";
import type { Tone } from "./words";
import { severityTones, severityWords } from "./words";

/** A cluster's state in a word on a colour: the worst of what is to be said about it. */
export function conditionOf(cluster: ClusterView): { readonly tone: Tone; readonly word: string } {
  if (cluster.contact.kind === "unreachable") return { tone: "red", word: "Unreachable" };
  const worst = remarksOf(cluster)[0]?.severity ?? "info";
  if (worst !== "info") return { tone: severityTones[worst], word: severityWords[worst] };
  return cluster.contact.kind === "none"
    ? { tone: "grey", word: "Not deployed" }
    : { tone: "green", word: "Good" };
}
