import type { Variable } from "./cel/variable";

/** What a guardrail does: with the pack's word for how grave its rule is. */
export type GuardrailLevel = "advisory" | "mandatory";

/** Which objects a guardrail judges. */
export type GuardrailSubject =
  "pods" | "daemonSets" | "namespaces" | "podDisruptionBudgets" | "runtimeClasses" | "storageClasses";

/** What guardrails know about the cluster that they stand in. */
export interface GuardrailFacts {
  /** Builds of the cluster's Windows hosts, ascending; empty when it has none. */
  readonly hostBuilds: readonly number[];
  /** Namespaces that HostProcess pods are allowed in, beside those of the catalogue. */
  readonly hostProcessNamespaces: readonly string[];
  /** Registries, or folders of registries, that images may come from; empty allows all. */
  readonly allowedRegistries: readonly string[];
}

/**
 * A rule of the policy pack as the API server can judge it: without the rest of the program, on the one object that it
 * is asked to take.
 */
export interface Guardrail {
  /** Name of the pack's rule; also the name of the file. */
  readonly name: string;
  /** The rule's own level: an advisory guardrail never denies. */
  readonly level: GuardrailLevel;
  /** The rule's first source, as it stands at the end of its messages. */
  readonly url: string;
  readonly subject: GuardrailSubject;
  /** Variables of this guardrail alone, beside those of its subject. */
  readonly variables?: (facts: GuardrailFacts) => readonly Variable[];
  /**
   * CEL of type `list(string)`: a sentence for each thing that is wrong, in the pack's words; none when all is well.
   * `undefined` where the facts leave nothing to judge: the guardrail is not made then.
   */
  readonly findings: (facts: GuardrailFacts) => string | undefined;
}
