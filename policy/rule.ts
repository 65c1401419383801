import type { IsoDate } from "../catalogue/source";
import { type Parameters, type ParameterSchemas, readParameters } from "./parameters";
import type { Change } from "./mend";
import type { Resource } from "./resource";
import type { Stack } from "./stack";
import type { Subjects } from "./subjects";
import type { Json } from "./wire";

/** What happens when a rule is broken. */
export type Level = "advisory" | "mandatory";

/** One thing that is wrong. The judge adds the object's name before it and the pages after it. */
export interface Finding {
  /** Path of the field, such as `spec.nodeSelector["kubernetes.io/os"]`. */
  readonly field: string;
  /** What is wrong with it, to be read after the field: `is "winpool1", 8 characters`. */
  readonly problem: string;
  /** Why that matters: a clause without a full stop. */
  readonly reason: string;
  /** What to do, as an order without a full stop. */
  readonly fix: string;
}

/** What a check yields, one at a time: what was found before an unknown value stays found. */
export type Findings = Iterable<Finding>;

/** What a rule may know besides its subject. */
export interface Context<P extends ParameterSchemas = ParameterSchemas> {
  /** The day on which dates are judged, as `YYYY-MM-DD`. */
  readonly asOf: IsoDate;
  /** The rule's parameters, defaults filled in. */
  readonly parameters: Parameters<P>;
}

/** What is said about every rule, and announced to the engine. */
export interface RuleMeta<P extends ParameterSchemas = ParameterSchemas> {
  /** Name in kebab-case: also the name of the file, the test, the page and, in camelCase, the export. */
  readonly name: string;
  /** Level unless the pack's configuration says another one. */
  readonly level: Level;
  /** The constraint in one sentence. */
  readonly description: string;
  /** Addresses where the constraint is documented; the first is shown in messages. */
  readonly sources: readonly [string, ...string[]];
  /** Parameters that the pack's configuration may set. */
  readonly parameters?: P;
}

/** Which parts of which resources a rule looks at. */
export interface Scope<S> {
  /** Type tokens without API version, see `canonicalType`. */
  readonly types: readonly string[];
  /**
   * The parts of one such resource: itself, or its containers, or its pools.
   *
   * @param others has what other scopes find in the same resource, for a scope that begins with that
   */
  readonly subjects: (resource: Resource, others: Subjects) => readonly S[];
}

/**
 * What to write into a subject so that it keeps the rule. Only for rules where that is safe and there is one way only: it
 * sees nothing but the subject, and changes no value that somebody has set. Used where the configuration gives the rule
 * the level `remediate`.
 */
export type Mend<S> = (subject: S) => Iterable<Change>;

/** A rule about single resources: judged before each resource is created or updated. */
export interface ResourceRule<S, P extends ParameterSchemas> extends RuleMeta<P> {
  readonly scope: Scope<S>;
  /** Judges one subject. Subjects are judged apart: an unknown in one does not hide what is wrong with another. */
  readonly check: (subject: S, context: Context<P>) => Findings;
  readonly mend?: Mend<S>;
}

/** A rule about a subject beside the rest of the stack: judged when the whole program has run. */
export interface StackRule<S, P extends ParameterSchemas> extends RuleMeta<P> {
  readonly scope: Scope<S>;
  /** Judges one subject in its stack. */
  readonly check: (subject: S, stack: Stack, context: Context<P>) => Findings;
  readonly mend?: Mend<S>;
}

/** The checks of one rule on one resource, one for each subject. */
export type Checks = (subjects: Subjects, stack: Stack) => Iterable<() => Findings>;

/** A rule as the pack holds it: what its subject is has become the rule's own business. */
export interface Rule extends RuleMeta {
  /** `resource`: judged resource by resource; `stack`: judged when all resources are known. */
  readonly kind: "resource" | "stack";
  /** Type tokens without API version. */
  readonly types: readonly string[];
  /**
   * Makes the rule ready to judge.
   *
   * @throws {ParameterError} when a parameter is not what its schema says.
   */
  readonly configure: (asOf: IsoDate, parameters: Json) => Checks;
  /** What would mend a resource; absent for rules that cannot. @throws {Unproved} */
  readonly mends?: (subjects: Subjects) => Change[];
}

/** Makes a rule about single resources. */
export function resourceRule<S, P extends ParameterSchemas = ParameterSchemas>(
  rule: ResourceRule<S, P>,
): Rule {
  const { scope, check, mend, ...meta } = rule;
  return {
    ...meta,
    ...mending(scope, mend),
    kind: "resource",
    types: scope.types,
    configure(asOf, given) {
      const context = { asOf, parameters: readParameters(rule.name, rule.parameters, given) };
      return (subjects) => subjects.of(scope).map((subject) => () => check(subject, context));
    },
  };
}

/** Makes a rule about a resource beside the rest of its stack. */
export function stackRule<S, P extends ParameterSchemas = ParameterSchemas>(rule: StackRule<S, P>): Rule {
  const { scope, check, mend, ...meta } = rule;
  return {
    ...meta,
    ...mending(scope, mend),
    kind: "stack",
    types: scope.types,
    configure(asOf, given) {
      const context = { asOf, parameters: readParameters(rule.name, rule.parameters, given) };
      return (subjects, stack) => subjects.of(scope).map((subject) => () => check(subject, stack, context));
    },
  };
}

function mending<S>(scope: Scope<S>, mend: Mend<S> | undefined): Pick<Rule, "mends"> {
  if (mend === undefined) return {};
  return { mends: (subjects) => subjects.of(scope).flatMap((subject) => [...mend(subject)]) };
}
