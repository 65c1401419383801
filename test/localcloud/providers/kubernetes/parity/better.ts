import type { Difference } from "./replay";

/** A way in which the stand-in differs from the recordings on purpose. */
interface Improvement {
  /** The text of the difference. */
  readonly difference: RegExp;
  /** What is better, and for whom. */
  readonly why: string;
}

/** Every difference that is wanted. The list is part of localcloud/providers/kubernetes/README.md. */
const IMPROVEMENTS: readonly Improvement[] = [
  {
    difference:
      /^extra message: warning \S+ the cluster cannot be reached, so this preview only shows inputs: /,
    why: "a preview against a cluster that does not answer says so; the real provider is silent and the next up fails",
  },
  {
    difference: /^extra message: warning \S+ \w+ "[^"]+" exists already; creating it will fail$/,
    why: "a preview says that an object is there already; the real provider is silent and the next up fails",
  },
  {
    difference: /couldn't get version\/kind; json parse error: json: cannot unmarshal string into/,
    why: "a text that is no kubeconfig is not answered with the definition of a Go type",
  },
  {
    difference: /^error\.properties\.__inputs\./,
    why: "after a deletion that timed out the inputs in the state are still the inputs, and not the whole live object",
  },
  {
    difference:
      /^\.metadata\.managedFields\[[01]\]: recorded ("pulumi-kubernetes Update: spec\.x"|nothing), got "(kubectl-patch|pulumi-kubernetes) /,
    why: "not better, only faster: in 316 the recorded kubectl came before the object was there, and was refused",
  },
  {
    difference: /^recorded the error ".*object is being deleted: .* already exists.*", got an answer$/,
    why: "not better, a race: with skipAwait nobody waits for the old object, and sometimes it has gone in time",
  },
];

/** Splits differences into those that are wanted and those that are not. */
export function judgeDifferences(differences: readonly Difference[]): {
  wanted: Difference[];
  unwanted: Difference[];
} {
  const isWanted = ({ text }: Difference) => IMPROVEMENTS.some(({ difference }) => difference.test(text));
  return { wanted: differences.filter(isWanted), unwanted: differences.filter((item) => !isWanted(item)) };
}
