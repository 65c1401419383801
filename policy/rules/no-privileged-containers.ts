import { resourceRule } from "../rule";
import { containers } from "../scopes/pods";

/** Containers are not privileged. */
export const noPrivilegedContainers = resourceRule({
  name: "no-privileged-containers",
  level: "advisory",
  description: "No container is privileged.",
  sources: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
  scope: containers,
  *check({ view }) {
    if (view.boolean("securityContext", "privileged") !== true) return;
    yield {
      field: view.pathTo("securityContext", "privileged"),
      problem: "is true",
      reason: "The container has every right on its Linux node, so a flaw in it is a flaw of the node",
      fix: "Add the capabilities that it needs one by one; for agents of a node that need all of it disable the rule",
    };
  },
});
