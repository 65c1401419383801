import { Ledger } from "./ledger";
import { mended } from "./mend";
import { findingMessage, secretFindingMessage, unprovedMessage } from "./message";
import { canonicalType, type Resource, type ResourceOptions } from "./resource";
import type { Checks, Finding, Level, Rule } from "./rule";
import { type Settings, levelOf } from "./settings";
import { Stack } from "./stack";
import { Subjects } from "./subjects";
import { View } from "./view";
import type { Json } from "./wire";

/** A resource as the engine declares it to an analyzer. */
export interface Declaration {
  /** Type token as the program uses it. */
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Inputs as plain JSON with Pulumi's marks for unknown and secret values. */
  readonly properties: Json;
  readonly options: ResourceOptions;
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
  readonly providerUrn?: string;
}

/** One violation, ready to be shown. */
export interface Diagnostic {
  readonly rule: Rule;
  readonly urn: string;
  readonly level: Level;
  readonly message: string;
}

/** What a rule has made of a resource's properties. */
export interface Mending {
  readonly rule: Rule;
  readonly properties: Json;
}

interface ReadyRule {
  readonly rule: Rule;
  readonly level: Level;
  readonly checks: Checks;
}

/** What a rule runs on. */
interface Judged {
  readonly resource: Resource;
  /** What scopes find in the resource. */
  readonly subjects: Subjects;
  readonly stack: Stack;
}

/**
 * Runs rules on resources: each resource is opened once, and only the rules of its type run on it.
 *
 * The inputs of judged resources are remembered for the stack: what the engine sends for a stack in a preview lacks
 * every property with an unknown value inside it.
 *
 * @see https://github.com/pulumi/pulumi/issues/7854
 */
export class Judge {
  private readonly ledger = new Ledger();
  private readonly noStack = new Stack([], this.ledger);
  private readonly resourceRules: ReadonlyMap<string, readonly ReadyRule[]>;
  private readonly stackRules: ReadonlyMap<string, readonly ReadyRule[]>;
  private readonly mendingRules: ReadonlyMap<string, readonly Rule[]>;
  private readonly declared = new Map<string, Json>();

  /** @throws {ParameterError} when a rule's configuration does not fit its schema. */
  constructor(
    rules: readonly Rule[],
    private readonly settings: Settings,
  ) {
    const ready = rules.flatMap((rule) => {
      const level = levelOf(rule, settings);
      if (level === "disabled") return [];
      const checks = rule.configure(settings.asOf, settings.parameters.get(rule.name) ?? {});
      return [{ rule, level, checks }];
    });
    const ofKind = (kind: Rule["kind"]) => ready.filter(({ rule }) => rule.kind === kind);
    this.resourceRules = byType(ofKind("resource"), ({ rule }) => rule);
    this.stackRules = byType(ofKind("stack"), ({ rule }) => rule);
    const mending = rules.filter(({ name }) => settings.levels.get(name) === "remediate");
    this.mendingRules = byType(mending, (rule) => rule);
  }

  /** What is wrong with one resource. */
  resource(declaration: Declaration): Diagnostic[] {
    this.declared.set(declaration.urn, declaration.properties);
    const type = canonicalType(declaration.type);
    const rules = this.resourceRules.get(type);
    if (rules === undefined) return [];
    const resource = this.open(declaration, type);
    return this.runAll(rules, { resource, subjects: this.subjectsOf(resource), stack: this.noStack });
  }

  /**
   * What the rules of level `remediate` make of a resource's properties, one after the other: each sees what the one
   * before it made. A rule that meets an unknown changes nothing.
   */
  mend(declaration: Declaration): Mending[] {
    const rules = this.mendingRules.get(canonicalType(declaration.type)) ?? [];
    let { properties } = declaration;
    return rules.flatMap((rule): Mending[] => {
      const resource = this.open({ ...declaration, properties });
      this.ledger.open();
      const { value: changes = [] } = this.ledger.attempt(
        () => rule.mends?.(this.subjectsOf(resource)) ?? [],
      );
      if (changes.length === 0) return [];
      properties = mended(properties, changes);
      return [{ rule, properties }];
    });
  }

  /** What is wrong with resources in view of the whole stack. */
  stack(declarations: readonly Declaration[]): Diagnostic[] {
    const resources = declarations.map((declaration) =>
      this.open({ ...declaration, properties: this.declared.get(declaration.urn) ?? declaration.properties }),
    );
    const stack = new Stack(resources, this.ledger);
    return resources.flatMap((resource) => {
      const rules = this.stackRules.get(resource.type);
      if (rules === undefined) return [];
      return this.runAll(rules, { resource, subjects: stack.partsOf(resource), stack });
    });
  }

  private open(declaration: Declaration, type = canonicalType(declaration.type)): Resource {
    const { name, urn, properties, options, propertyDependencies, providerUrn } = declaration;
    return {
      type,
      name,
      urn,
      props: View.of(properties, urn, this.ledger),
      options,
      propertyDependencies,
      providerUrn,
    };
  }

  private subjectsOf(resource: Resource): Subjects {
    return new Subjects(resource, this.ledger);
  }

  private runAll(rules: readonly ReadyRule[], judged: Judged): Diagnostic[] {
    const diagnostics: Diagnostic[] = [];
    for (const rule of rules) this.run(rule, judged, diagnostics);
    return diagnostics;
  }

  private run(ready: ReadyRule, judged: Judged, diagnostics: Diagnostic[]): void {
    const { ledger } = this;
    ledger.open();
    const checks = ledger.attempt(() => ready.checks(judged.subjects, judged.stack)).value ?? [];
    const secretsOnTheWay = ledger.secretPaths;
    this.unproved(ready, judged, diagnostics);
    for (const check of checks) {
      ledger.open(secretsOnTheWay);
      ledger.attempt(() => {
        for (const finding of check()) diagnostics.push(this.found(ready, judged.resource, finding));
      });
      this.unproved(ready, judged, diagnostics);
    }
  }

  private found({ rule, level }: ReadyRule, resource: Resource, finding: Finding): Diagnostic {
    const { secretPaths } = this.ledger;
    const message =
      secretPaths.length > 0
        ? secretFindingMessage(rule, resource, secretPaths)
        : findingMessage(rule, resource, finding);
    return { rule, level, urn: resource.urn, message };
  }

  /** What the rule could not read; also when it swallowed the exception, because the ledger knows. */
  private unproved({ rule, level }: ReadyRule, { resource, stack }: Judged, diagnostics: Diagnostic[]): void {
    for (const obstacle of this.ledger.obstacles) {
      diagnostics.push({
        rule,
        level: obstacle.kind === "malformed" || this.settings.strict ? level : "advisory",
        urn: resource.urn,
        message: unprovedMessage(rule, resource, obstacle, stack.resource(obstacle.urn)),
      });
    }
  }
}

function byType<T>(all: readonly T[], ruleOf: (one: T) => Rule): ReadonlyMap<string, readonly T[]> {
  const types = new Set(all.flatMap((one) => ruleOf(one).types));
  return new Map([...types].map((type) => [type, all.filter((one) => ruleOf(one).types.includes(type))]));
}
