import {
  EnforcementLevel,
  PolicyConfig,
  type AnalyzerInfo,
  type PolicyInfo,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { fromStruct, isRecord, toStruct, type PropertyMap, type PropertyValue } from "../../wire/values";

const LEVELS: Readonly<Record<string, EnforcementLevel>> = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  remediate: EnforcementLevel.REMEDIATE,
  disabled: EnforcementLevel.DISABLED,
};

/** The key of a pack's settings that means every policy. */
const ALL = "all";

/**
 * How each policy of a pack applies: its own level and the defaults of its schema, overridden by the settings.
 *
 * @param pack The pack, for messages.
 * @param settings Policy name, or `all`, to a level or to an object with `enforcementLevel` and the policy's properties.
 * @throws Error with one line per problem in the settings.
 */
export function policySettings(
  pack: string,
  info: AnalyzerInfo,
  settings: unknown,
): [string, PolicyConfig][] {
  const given = isRecord(settings) ? settings : {};
  const policies = info.getPoliciesList();
  const names = new Set([ALL, ...policies.map((policy) => policy.getName())]);
  const problems = Object.keys(given)
    .filter((name) => !names.has(name))
    .map((name) => `${name}: the pack has no such policy; it has ${[...names].join(", ")}`);
  const result = policies.map((policy): [string, PolicyConfig] => {
    const own = { ...settingOf(given[ALL]), ...settingOf(given[policy.getName()]) };
    return [policy.getName(), policyConfig(policy, own, problems)];
  });
  if (problems.length > 0)
    throw new Error(`the settings of policy pack ${pack} are not usable:\n${problems.join("\n")}`);
  return result;
}

function settingOf(value: PropertyValue | undefined): PropertyMap {
  if (typeof value === "string") return { enforcementLevel: value };
  return isRecord(value) ? value : {};
}

function policyConfig(policy: PolicyInfo, own: PropertyMap, problems: string[]): PolicyConfig {
  const { enforcementLevel, ...given } = own;
  const schema = policy.getConfigschema();
  const properties: Record<string, PropertyValue> = { ...given };
  for (const [name, property] of Object.entries(fromStruct(schema?.getProperties()))) {
    if (properties[name] === undefined && isRecord(property) && property["default"] !== undefined)
      properties[name] = property["default"];
    problems.push(...typeProblem(policy.getName(), name, properties[name], property));
  }
  for (const name of schema?.getRequiredList() ?? []) {
    if (properties[name] === undefined) problems.push(`${policy.getName()}.${name}: is required`);
  }
  const config = new PolicyConfig();
  config.setEnforcementlevel(levelOf(policy, enforcementLevel, problems));
  config.setProperties(toStruct(properties));
  return config;
}

function levelOf(policy: PolicyInfo, value: PropertyValue | undefined, problems: string[]): EnforcementLevel {
  if (value === undefined) return policy.getEnforcementlevel();
  const level = typeof value === "string" ? LEVELS[value] : undefined;
  if (level === undefined)
    problems.push(
      `${policy.getName()}.enforcementLevel: must be one of ${Object.keys(LEVELS).join(", ")}, got ${JSON.stringify(value)}`,
    );
  return level ?? policy.getEnforcementlevel();
}

function typeProblem(
  policy: string,
  name: string,
  value: PropertyValue | undefined,
  schema: PropertyValue,
): string[] {
  const wanted = isRecord(schema) ? schema["type"] : undefined;
  if (value === undefined || typeof wanted !== "string") return [];
  const actual = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
  const fits = actual === wanted || (wanted === "integer" && Number.isInteger(value));
  return fits ? [] : [`${policy}.${name}: must be of type ${wanted}, got ${JSON.stringify(value)}`];
}
