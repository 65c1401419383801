import type { ClusterView, Moment, NodeOs, NodeRow, Severity, Target } from "../../view";
import type { Html } from "./html";
import { html } from "./html";

/** Colours that mean something; each is always beside a word that says the same. */
export type Tone = "red" | "amber" | "green" | "grey";

/** The colour of a remark. */
export const severityTones = { error: "red", warning: "amber", info: "grey" } as const satisfies Record<
  Severity,
  Tone
>;

/** The word for a remark. */
export const severityWords = {
  error: "Act now",
  warning: "Act soon",
  info: "Know",
} as const satisfies Record<Severity, string>;

/** What a stack runs on, in words. */
export const targetNames = {
  aks: "AKS",
  eks: "EKS",
  existing: "existing cluster",
  unknown: "unknown platform",
} as const satisfies Record<Target, string>;

/** Operating systems in words. */
export const osNames = { linux: "Linux", windows: "Windows" } as const satisfies Record<NodeOs, string>;

/** A word on its colour. */
export function mark(tone: Tone, word: string): Html {
  return html`<span class="mark ${tone}">${word}</span>`;
}

/** `1 pod`, `12 pods`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A moment to the second, UTC. It does not say how long ago that is: then every page would always be new. */
export function moment(at: Moment): Html {
  if (at === "") return html`-`;
  return html`<time datetime="${at}">${at.slice(0, 19).replace("T", " ")} UTC</time>`;
}

/** A day that no line break tears apart, with the days that are left until then. */
export function dayLeft(day: string, daysLeft: number): Html {
  const left = daysLeft < 0 ? `${counted(-daysLeft, "day")} ago` : `in ${counted(daysLeft, "day")}`;
  return html`<time datetime="${day}">${day}</time>
    <span class="soft">(${daysLeft === 0 ? "today" : left})</span>`;
}

/** Whether a node takes pods, in a word on its colour. */
export function readiness({ ready, cordoned }: NodeRow): Html {
  if (ready !== "yes") return mark("red", ready === "no" ? "Not ready" : "Unknown");
  return cordoned ? mark("amber", "Cordoned") : mark("green", "Ready");
}

/** Nodes of an operating system by the pools: those that are ready, and all. */
export function nodesOf(
  cluster: ClusterView,
  os: NodeOs,
): { readonly ready: number; readonly total: number } {
  const pools = cluster.pools.filter((pool) => pool.os === os);
  return {
    ready: pools.reduce((sum, { nodes }) => sum + nodes.ready, 0),
    total: pools.reduce((sum, { nodes }) => sum + nodes.total, 0),
  };
}

/** Terms and what they mean. */
export function facts(pairs: readonly (readonly [string, Html | string | number])[]): Html {
  return html`<dl>
    ${pairs.map(
      ([term, meaning]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${meaning}</dd>
        </div> `,
    )}
  </dl>`;
}
