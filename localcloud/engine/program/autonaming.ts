import { isJson, type Json } from "../state/encode";
import { ORGANIZATION } from "../state/files";
import type { NameProposal } from "../plugins/provider";
import { nameFrom } from "../values/name-pattern";
import { packageOf, parseUrn } from "../values/urn";
import type { StackConfig } from "./config";

/** What the stack's configuration says about the name of an object that the program does not name. */
export interface Naming {
  readonly proposal: NameProposal;
  /** The name has nothing random in it: the old object has to go before one of the same name can come. */
  readonly deleteBeforeReplace: boolean;
  /** The setting is meant for just this resource: a provider that does not heed it is worth a warning. */
  readonly expected: boolean;
}

/** Says how a resource is to be named; `undefined` leaves it to the provider. */
export type Autonamer = (urn: string) => Naming | undefined;

const KEY = "pulumi:autonaming";
const DOCS = "https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration";
const OWN_KEYS = ["mode", "pattern", "enforce"];

/**
 * Reads `pulumi:autonaming` of a stack's configuration.
 *
 * @returns `undefined` when the stack does not set it.
 * @throws Error with one line per problem.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration
 */
export function readAutonaming(config: StackConfig, project: string, stack: string): Autonamer | undefined {
  const text = config.values[KEY];
  if (text === undefined) return undefined;
  const reader = new Reader(config, project, stack);
  const root = reader.section(KEY, parsed(text), ["providers"]);
  const global = reader.rule(KEY, root);
  const byPackage = new Map<string, Autonamer>();
  const byType = new Map<string, Autonamer>();
  for (const [pkg, value] of reader.entries(`${KEY}.providers`, root["providers"])) {
    const place = `${KEY}.providers.${pkg}`;
    const section = reader.section(place, value, ["resources"]);
    byPackage.set(pkg, reader.rule(place, section));
    for (const [type, own] of reader.entries(`${place}.resources`, section["resources"])) {
      const inner = `${place}.resources["${type}"]`;
      byType.set(type, reader.rule(inner, reader.section(inner, own, [])));
    }
  }
  if (reader.problems.length > 0) throw new Error(reader.problems.join("\n"));
  return (urn) => {
    const { type } = parseUrn(urn);
    const own = byType.get(type) ?? byPackage.get(packageOf(type));
    const naming = (own ?? global)(urn);
    if (naming === undefined) return undefined;
    return { ...naming, expected: naming.expected || own !== undefined };
  };
}

/** Reads the sections of the setting and collects what is wrong with them. */
class Reader {
  readonly problems: string[] = [];

  constructor(
    private readonly config: StackConfig,
    private readonly project: string,
    private readonly stack: string,
  ) {}

  /** A section that has no keys but its own and the ones of this level. */
  section(place: string, value: unknown, more: readonly string[]): Json {
    if (!isJson(value)) {
      this.#problem(place, `must be an object, got ${JSON.stringify(value)}`);
      return {};
    }
    const known = [...OWN_KEYS, ...more];
    for (const key of Object.keys(value))
      if (!known.includes(key))
        this.#problem(`${place}.${key}`, `is not known; known are ${known.join(", ")}`);
    return value;
  }

  entries(place: string, value: unknown): [string, unknown][] {
    if (value === undefined) return [];
    if (isJson(value)) return Object.entries(value);
    this.#problem(place, `must be an object, got ${JSON.stringify(value)}`);
    return [];
  }

  rule(place: string, { mode, pattern, enforce }: Json): Autonamer {
    if (mode !== undefined && (pattern !== undefined || enforce !== undefined))
      this.#problem(place, "must not have mode beside pattern or enforce; remove one of them");
    if (pattern !== undefined) {
      if (typeof pattern !== "string")
        this.#problem(`${place}.pattern`, `must be text, got ${JSON.stringify(pattern)}`);
      else
        return byPattern(this.#resolved(`${place}.pattern`, pattern), enforce === true || enforce === "true");
    }
    switch (mode) {
      case undefined:
      case "default":
        return () => undefined;
      case "verbatim":
        return (urn) => ({
          proposal: { name: parseUrn(urn).name, mode: "enforce" },
          deleteBeforeReplace: true,
          expected: false,
        });
      case "disabled":
        return () => ({
          proposal: { name: "", mode: "disabled" },
          deleteBeforeReplace: true,
          expected: false,
        });
      default:
        this.#problem(`${place}.mode`, `must be default, verbatim or disabled, got ${JSON.stringify(mode)}`);
        return () => undefined;
    }
  }

  // What does not depend on the resource is put in once.
  #resolved(place: string, pattern: string): string {
    return pattern
      .replaceAll("${organization}", ORGANIZATION)
      .replaceAll("${project}", this.project)
      .replaceAll("${stack}", this.stack)
      .replace(/\$\{config\.([^}]+)\}/gu, (_, key: string) => {
        const value = this.config.values[`${this.project}:${key}`];
        if (value === undefined)
          this.#problem(place, `names the configuration value ${this.project}:${key}, which is not set`);
        return value ?? "";
      });
  }

  #problem(place: string, what: string): void {
    this.problems.push(`Pulumi.${this.stack}.yaml: config: ${place}: ${what} (${DOCS})`);
  }
}

function byPattern(pattern: string, enforce: boolean): Autonamer {
  return (urn) => {
    const { name, random } = nameFrom(pattern, parseUrn(urn).name);
    const proposal: NameProposal = { name, mode: enforce ? "enforce" : "propose" };
    return { proposal, deleteBeforeReplace: !random, expected: enforce };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
