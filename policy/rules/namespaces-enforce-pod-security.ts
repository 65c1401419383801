import { resourceRule } from "../rule";
import { resourcesOf } from "../scopes/resources";

const ENFORCE = "pod-security.kubernetes.io/enforce";
const LEVELS: readonly string[] = ["privileged", "baseline", "restricted"];

/** A namespace says which pods it takes. */
export const namespacesEnforcePodSecurity = resourceRule({
  name: "namespaces-enforce-pod-security",
  level: "advisory",
  description: "Namespaces enforce a Pod Security level by label.",
  sources: ["https://kubernetes.io/docs/concepts/security/pod-security-admission/"],
  parameters: {
    except: {
      type: "array",
      items: { type: "string" },
      default: ["default", "kube-system", "kube-public", "kube-node-lease"],
      description: "Namespaces that are not judged.",
    },
  },
  scope: resourcesOf("kubernetes:core:Namespace"),
  *check({ props }, { parameters: { except } }) {
    const name = props.string("metadata", "name");
    if (name !== undefined && except.includes(name)) return;
    const level = props.string("metadata", "labels", ENFORCE);
    if (level !== undefined && LEVELS.includes(level)) return;
    yield {
      field: props.pathTo("metadata", "labels", ENFORCE),
      problem: level === undefined ? "is not set" : `is "${level}"`,
      reason: "Without it the namespace takes every pod, privileged and HostProcess ones included",
      fix: 'Set it to "restricted" or "baseline", or to "privileged" for agents of the nodes, on purpose',
    };
  },
});
