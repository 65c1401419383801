import type { KubeObject } from "../objects/object";

/** A text for whoever watches the deployment. */
export interface Notice {
  readonly severity: "info" | "warning";
  readonly text: string;
}

/** What a look at an object and the objects around it says about its readiness. */
export type Verdict =
  | { readonly state: "ready"; readonly notices?: readonly Notice[] }
  | {
      readonly state: "waiting";
      readonly notices?: readonly Notice[];
      /** Why it is not ready; told when the time is over. */
      readonly reasons?: readonly string[];
      /** Look again after so many milliseconds, even if nothing changes. */
      readonly againInMs?: number;
      /** Good enough when the time is over. */
      readonly acceptable?: boolean;
    }
  | { readonly state: "failed"; readonly notices?: readonly Notice[]; readonly reasons?: readonly string[] };

/** What is there to look at. */
export interface Observation {
  /** The object that is awaited, as it was last seen. */
  readonly object: KubeObject;
  /** Objects of another kind in the same namespace. */
  readonly others: (kind: string) => readonly KubeObject[];
  /** Milliseconds since the wait began or an object of that kind and name last changed; endless when it is only read. */
  readonly quietMs: (kind: string, name: string) => number;
  /** The object before the change; absent when it is new, and when it is only read. */
  readonly before?: KubeObject;
}

/** How to tell that objects of a kind are ready. A pure function beside what it needs to see. */
export interface Readiness {
  /** Kinds (`apiVersion kind`) whose objects in the namespace the judgement needs. */
  readonly watches: readonly string[];
  readonly judge: (observation: Observation) => Verdict;
  /** Only judged when the object was made or changed, not when it is read. */
  readonly notOnRead?: boolean;
  /** How long to wait when nobody says. Default: ten minutes. */
  readonly defaultTimeoutSeconds?: number;
  /** What is said when the time is over. Default: the object's name and that it did not become ready. */
  readonly timeoutMessage?: (name: string) => string;
}

/** A verdict that nothing more is needed. */
export const READY: Verdict = { state: "ready" };

/** A notice of ordinary progress. */
export function info(text: string): Notice {
  return { severity: "info", text };
}

/** A notice that something is in the way. */
export function warning(text: string): Notice {
  return { severity: "warning", text };
}
