import type { GuardrailMode } from "./schema/guardrails";
import type { StackConfig } from "./schema/stack";

/** What guardrails do unless the stack says otherwise: they speak where people try, and hold where it matters. */
const defaultModes: Readonly<Record<StackConfig["environment"], GuardrailMode>> = {
  dev: "Warn",
  test: "Warn",
  staging: "Deny",
  prod: "Deny",
};

/**
 * What the guardrails of a stack do.
 *
 * @param config - the stack's configuration
 */
export function guardrailMode({
  environment,
  inCluster,
}: Pick<StackConfig, "environment" | "inCluster">): GuardrailMode {
  return inCluster.guardrails.mode ?? defaultModes[environment];
}
