/** Whether something holds, when some of what decides it may lie outside of the program. */
export type Answer = "yes" | "no" | "cannot tell";

/** A taint of a node. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** A toleration of a pod; absent parts mean what Kubernetes' defaults say. */
export interface Toleration {
  readonly key?: string | undefined;
  readonly operator?: string | undefined;
  readonly value?: string | undefined;
  readonly effect?: string | undefined;
}

/** One requirement of a node selector term. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** What in a pod decides where it can be placed. */
export interface Constraints {
  /** Labels of its own node selector and its RuntimeClass's. */
  readonly selector: ReadonlyMap<string, string>;
  /** Terms of required node affinity: one of them must hold. No term means no requirement. */
  readonly affinity: readonly (readonly Requirement[])[];
  readonly tolerations: readonly Toleration[];
}

/** A node as far as placement is concerned. */
export interface Node {
  readonly labels: ReadonlyMap<string, string>;
  /** Keys whose absence from `labels` is certain: no pool declares them and no platform sets them. */
  readonly certainlyAbsent: (key: string) => boolean;
  readonly taints: readonly Taint[];
}

/**
 * Whether the scheduler may place a pod on a node, by labels and taints. Room on the node is not looked at.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export function canBePlaced({ selector, affinity, tolerations }: Constraints, node: Node): Answer {
  if (!node.taints.every((taint) => isTolerated(taint, tolerations))) return "no";
  const selected = all(
    [...selector].map(([key, value]) => holds({ key, operator: "In", values: [value] }, node)),
  );
  const attracted =
    affinity.length === 0
      ? "yes"
      : // A term without requirements matches nothing.
        any(affinity.map((term) => (term.length === 0 ? "no" : all(term.map((one) => holds(one, node))))));
  return all([selected, attracted]);
}

/** Whether a taint keeps pods with these tolerations away. Preferences do not. */
function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  if (taint.effect === "PreferNoSchedule") return true;
  return tolerations.some(({ key, operator, value, effect }) => {
    if (isGiven(effect) && effect !== taint.effect) return false;
    if (isGiven(key) ? key !== taint.key : operator !== "Exists") return false;
    return operator === "Exists" || (value ?? "") === taint.value;
  });
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text !== "";
}

/** Whether a node meets one requirement. */
function holds({ key, operator, values }: Requirement, { labels, certainlyAbsent }: Node): Answer {
  const value = labels.get(key);
  if (value === undefined && !certainlyAbsent(key)) return "cannot tell";
  return meets(operator, values, value) ? "yes" : "no";
}

function meets(operator: string, values: readonly string[], value: string | undefined): boolean {
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return compares(value, values[0], (label, bound) => label > bound);
    case "Lt":
      return compares(value, values[0], (label, bound) => label < bound);
    default:
      // The API server refuses other operators.
      return false;
  }
}

const WHOLE_NUMBER = /^[+-]?\d+$/;

/** The scheduler compares whole numbers only; anything else meets no bound. */
function compares(
  value: string | undefined,
  bound: string | undefined,
  holdsFor: (label: bigint, bound: bigint) => boolean,
): boolean {
  if (value === undefined || bound === undefined) return false;
  return WHOLE_NUMBER.test(value) && WHOLE_NUMBER.test(bound) && holdsFor(BigInt(value), BigInt(bound));
}

function all(answers: readonly Answer[]): Answer {
  if (answers.includes("no")) return "no";
  return answers.includes("cannot tell") ? "cannot tell" : "yes";
}

function any(answers: readonly Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.includes("cannot tell") ? "cannot tell" : "no";
}
