import { isIsoDate, type IsoDate } from "../catalogue/source";
import { ParameterError, readParameters } from "./parameters";
import type { Level, Rule } from "./rule";
import type { Json } from "./wire";

/** Name under which the pack's own settings stand in its configuration, beside those of the rules. */
export const SETTINGS = "settings";

/** Schemas of the settings of the whole pack. */
export const settingsSchemas = {
  strict: {
    type: "boolean",
    default: false,
    description:
      "Report what a rule cannot prove in a preview, because a value is unknown, at the rule's own level; otherwise it is advisory.",
  },
  asOf: {
    type: "string",
    default: "",
    pattern: "^(\\d{4}-\\d{2}-\\d{2})?$",
    description: "The day on which support dates are judged, as YYYY-MM-DD; empty means today (UTC).",
  },
} as const;

/** A level as the pack's configuration may say it. */
export type ConfiguredLevel = Level | "disabled" | "remediate";

/** The pack's configuration. */
export interface Settings {
  /** Whether what cannot be proved in a preview counts at the rule's own level. */
  readonly strict: boolean;
  /** The day on which dates are judged. */
  readonly asOf: IsoDate;
  /** Levels by rule; rules that are not named keep their own. */
  readonly levels: ReadonlyMap<string, ConfiguredLevel>;
  /** Parameters by rule. */
  readonly parameters: ReadonlyMap<string, Json>;
}

/** What the configuration says about one rule, or under {@link SETTINGS} about the pack. */
export interface PolicyConfiguration {
  readonly level: ConfiguredLevel;
  readonly parameters: Json;
}

/**
 * Reads the pack's configuration.
 *
 * @param today the day to judge dates on when the configuration names none
 * @throws {ParameterError} when a setting of the pack does not fit its schema; rules read their own parameters.
 */
export function readSettings(
  configuration: ReadonlyMap<string, PolicyConfiguration>,
  today: IsoDate,
): Settings {
  const own = readParameters(SETTINGS, settingsSchemas, configuration.get(SETTINGS)?.parameters ?? {});
  const asOf = own.asOf === "" ? today : own.asOf;
  if (!isIsoDate(asOf))
    throw new ParameterError(`${SETTINGS}.asOf must be a day as YYYY-MM-DD, got "${asOf}"`);
  return {
    strict: own.strict,
    asOf,
    levels: new Map([...configuration].map(([name, { level }]) => [name, level])),
    parameters: new Map([...configuration].map(([name, { parameters }]) => [name, parameters])),
  };
}

/** The level of a rule under these settings. A rule that mends resources still judges what it did not mend. */
export function levelOf(rule: Rule, settings: Settings): Level | "disabled" {
  const level = settings.levels.get(rule.name) ?? rule.level;
  return level === "remediate" ? "mandatory" : level;
}
