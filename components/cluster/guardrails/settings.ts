import { systemNamespaces } from "../../../catalogue/namespaces";
import { guardrailMode } from "../../../config/guardrail-mode";
import { namespacesOf } from "../../../config/in-cluster-namespaces";
import type { GuardrailMode } from "../../../config/schema/guardrails";
import type { StackConfig } from "../../../config/schema/stack";
import type { PlatformPool } from "../../platform";
import type { GuardrailFacts, GuardrailLevel } from "./guardrail";

/** What the objects of the guardrails are made from. */
export interface GuardrailSettings extends GuardrailFacts {
  readonly mode: Exclude<GuardrailMode, "Off">;
  /** Namespaces that are not judged. */
  readonly excludedNamespaces: readonly string[];
}

/** What the API server does about a finding, besides answering. */
export type ValidationAction = "Audit" | "Deny" | "Warn";

/**
 * What the API server does about a finding, the strictest first.
 *
 * @param mode - mode of the guardrails
 * @param level - level of the rule: an advisory one warns at most
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-actions
 */
export function validationActions(
  mode: GuardrailSettings["mode"],
  level: GuardrailLevel,
): readonly [ValidationAction, ...ValidationAction[]] {
  switch (mode) {
    case "Audit":
      return ["Audit"];
    case "Warn":
      return ["Warn", "Audit"];
    case "Deny":
      return level === "mandatory" ? ["Deny", "Audit"] : ["Warn", "Audit"];
  }
}

/**
 * What a stack's guardrails are made from.
 *
 * @param config - the stack's configuration
 * @param pools - the cluster's node pools
 * @returns `undefined` when the stack switches them off, and in a cluster without Windows nodes, which they are not for
 */
export function guardrailSettings(
  config: StackConfig,
  pools: readonly Pick<PlatformPool, "os" | "hostBuild">[],
): GuardrailSettings | undefined {
  const mode = guardrailMode(config);
  if (mode === "Off" || pools.every(({ os }) => os !== "Windows")) return undefined;
  const { excludedNamespaces, allowedRegistries } = config.inCluster.guardrails;
  const hostBuilds = pools.flatMap(({ hostBuild }) => (hostBuild === undefined ? [] : [hostBuild]));
  return {
    mode,
    hostBuilds: [...new Set(hostBuilds)].sort((a, b) => a - b),
    hostProcessNamespaces: config.namespaces.flatMap(({ name, hostProcess }) =>
      hostProcess === undefined ? [] : [name],
    ),
    allowedRegistries,
    excludedNamespaces: [...systemNamespaces, ...namespacesOf(config).keys(), ...excludedNamespaces],
  };
}
