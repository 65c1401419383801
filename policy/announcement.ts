import * as m from "@pulumi/pulumi/proto/analyzer_pb";
import { pageOf } from "./message";
import type { ParameterSchemas } from "./parameters";
import type { Rule } from "./rule";
import { type ConfiguredLevel, SETTINGS, settingsSchemas } from "./settings";
import { structOf } from "./struct";

/** A policy pack: rules and what they are called together. */
export interface Pack {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly rules: readonly Rule[];
}

/** Enforcement levels by their number in the protocol. */
export const levels: Readonly<Record<m.EnforcementLevel, ConfiguredLevel>> = {
  [m.EnforcementLevel.ADVISORY]: "advisory",
  [m.EnforcementLevel.MANDATORY]: "mandatory",
  [m.EnforcementLevel.DISABLED]: "disabled",
  [m.EnforcementLevel.REMEDIATE]: "remediate",
};

/** What the pack tells the engine about itself: every rule with its level, parameters and pages. */
export function announcement(pack: Pack): m.AnalyzerInfo {
  const info = new m.AnalyzerInfo();
  info.setName(pack.name);
  info.setVersion(pack.version);
  info.setDescription(pack.description);
  info.setSupportsconfig(true);
  info.setPoliciesList([settingsInfo(), ...pack.rules.map(ruleInfo)]);
  return info;
}

function ruleInfo(rule: Rule): m.PolicyInfo {
  const info = new m.PolicyInfo();
  info.setName(rule.name);
  info.setDescription(rule.description);
  info.setPolicyType(
    rule.kind === "resource" ? m.PolicyType.POLICY_TYPE_RESOURCE : m.PolicyType.POLICY_TYPE_STACK,
  );
  info.setEnforcementlevel(
    rule.level === "mandatory" ? m.EnforcementLevel.MANDATORY : m.EnforcementLevel.ADVISORY,
  );
  info.setRemediationSteps(`See the section "Fix" of ${pageOf(rule)}.`);
  info.setUrl(rule.sources[0]);
  info.setConfigschema(schemaOf(rule.parameters ?? {}));
  return info;
}

/** The pack's own settings, announced as a policy because the engine keeps configuration by policy only. */
function settingsInfo(): m.PolicyInfo {
  const info = new m.PolicyInfo();
  info.setName(SETTINGS);
  info.setDescription("Settings of the whole pack; finds nothing itself.");
  info.setPolicyType(m.PolicyType.POLICY_TYPE_RESOURCE);
  info.setEnforcementlevel(m.EnforcementLevel.ADVISORY);
  info.setConfigschema(schemaOf(settingsSchemas));
  return info;
}

function schemaOf(schemas: ParameterSchemas): m.PolicyConfigSchema {
  const schema = new m.PolicyConfigSchema();
  schema.setProperties(structOf(schemas));
  return schema;
}
