import type { GuardrailFacts } from "../../../components/cluster/guardrails/guardrail";
import type { Json } from "../../../policy/wire";

const registries = ["mcr.microsoft.com", "docker.io/library", "example.azurecr.io/team"];
const namespaces = ["monitoring", "agents"];

/** An image of an allowed registry of which nothing else is known. */
export const plainImage = "example.azurecr.io/team/app:1.0";

/** Namespace of all rows that do not name one of {@link namedNamespaces}. HostProcess pods are allowed in it. */
export const rowsNamespace = "rows";

/** Namespaces that rows keep; in `apps` HostProcess pods are not allowed. */
export const namedNamespaces = ["apps", "kube-flannel", ...namespaces];

/** Namespace in which the guardrail of this name is left out. */
export function namespaceWithout(name: string): string {
  return `without-${name}`;
}

const baseline = namespaceWithout("host-process-namespace-privileged");

/** Namespaces that enforce a Pod Security level. */
export const baselineNamespaces = [baseline];

/** Rows with these parameters say something of the guardrails of these tests, too. */
export const rowParameters: readonly Json[] = [{ always: true }, { registries }, { namespaces }];

/** Parameters of the pack's rules, by rule. */
export type RuleParameters = Readonly<Record<string, Json>>;

/** Parameters of the pack's rules that say the same as {@link testFacts}. */
export const packParameters: RuleParameters = {
  "pods-select-an-os": { always: true },
  "images-from-allowed-registries": { registries },
  "host-process-in-named-namespaces": { namespaces: [...namespaces, rowsNamespace, baseline] },
};

/**
 * The cluster that the guardrails of these tests stand in. It names no builds of hosts: the pack is asked about single
 * objects, without pools.
 */
export const testFacts: GuardrailFacts = {
  hostBuilds: [],
  allowedRegistries: registries,
  hostProcessNamespaces: [...namespaces, rowsNamespace, baseline],
};
