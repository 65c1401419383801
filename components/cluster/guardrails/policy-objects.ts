import type * as kubernetes from "@pulumi/kubernetes";
import { quote } from "./cel/text";
import type { Variable } from "./cel/variable";
import { variablesFor } from "./cel/variable";
import type { Guardrail, GuardrailFacts } from "./guardrail";
import { subjects } from "./match";
import type { GuardrailSettings } from "./settings";
import { validationActions } from "./settings";

type Policy = kubernetes.types.input.admissionregistration.v1.ValidatingAdmissionPolicy;
type Binding = kubernetes.types.input.admissionregistration.v1.ValidatingAdmissionPolicyBinding;

/** Names of cluster-wide objects are shared with everybody: the guardrails' end with this. */
const domain = "guardrails.mullion.dev";

/** The page of a guardrail, from the root of the repository: that of the pack's rule. */
const pageOf = ({ name }: Guardrail) => `docs/rules/${name}.md`;

/** Name of the policy of a guardrail. */
export function policyName({ name }: Pick<Guardrail, "name">): string {
  return `${name}.${domain}`;
}

/**
 * The policy of a guardrail: which objects it judges and what it says of them.
 *
 * The expressions look at lists that the API server bounds by the size of a request, and end with the budget that it
 * gives each policy; what runs out of it counts as refused.
 *
 * @param guardrail - the guardrail
 * @param facts - what is known about the cluster
 * @returns `undefined` where the facts leave nothing to judge
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function policyArgs(guardrail: Guardrail, facts: GuardrailFacts): Policy | undefined {
  const found = guardrail.findings(facts);
  if (found === undefined) return undefined;
  const { kinds, variables, judged } = subjects[guardrail.subject];
  const findings: Variable = {
    name: "findings",
    // Whoever scales, labels or deletes what stands there already is not held up by it. A match condition could say the
    // same, at a third more of the API server's time.
    expression: `request.operation == "UPDATE" && ${judged("object")} == ${judged("oldObject")} ? [] : (${found})`,
  };
  const own = [...variables, ...(guardrail.variables?.(facts) ?? [])];
  const references = `See ${pageOf(guardrail)} and ${guardrail.url}`;
  return {
    metadata: { name: policyName(guardrail) },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        resourceRules: kinds.map((kind) => ({
          apiGroups: [...kind.apiGroups],
          apiVersions: [...kind.apiVersions],
          resources: [...kind.resources],
          operations: ["CREATE", "UPDATE"],
        })),
      },
      variables: [...variablesFor(findings.expression, own), findings].map(({ name, expression }) => ({
        name,
        expression,
      })),
      validations: [
        {
          expression: "variables.findings.size() == 0",
          messageExpression: `variables.findings.join(" ") + ${quote(` ${references}`)}`,
          // For when the findings are too many to be said in one message.
          message: `More than one field breaks the rule ${guardrail.name}. ${references}`,
        },
      ],
    },
  };
}

/**
 * The binding that switches a guardrail's policy on.
 *
 * Its name says what it does about a finding, so another mode is another binding: the new one is there before the old
 * one goes, and no request passes unjudged. In place it could not be changed either: the actions are a set, which
 * server-side apply merges. The provider takes over what it set by its first POST in an update only, so the preview
 * would ask the API server for Deny and Warn at once, which it refuses.
 *
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/await/await.go (fixCSAFieldManagers; read
 * 2026-11-23)
 * @param guardrail - the guardrail
 * @param settings - mode and namespaces that are not judged
 */
export function bindingArgs(
  guardrail: Guardrail,
  { mode, excludedNamespaces }: Pick<GuardrailSettings, "mode" | "excludedNamespaces">,
): Binding {
  const actions = validationActions(mode, guardrail.level);
  return {
    metadata: { name: `${guardrail.name}-${actions[0].toLowerCase()}.${domain}` },
    spec: {
      policyName: policyName(guardrail),
      validationActions: [...actions],
      matchResources: {
        namespaceSelector: {
          matchExpressions: [
            { key: "kubernetes.io/metadata.name", operator: "NotIn", values: [...excludedNamespaces] },
          ],
        },
      },
    },
  };
}
