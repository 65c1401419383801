import { noPrivilegedContainers } from "../../../policy/rules/no-privileged-containers";
import { deployment, pod, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const privileged = { securityContext: { privileged: true } };
const rest =
  "is true: The container has every right on its Linux node, so a flaw in it is a flaw of the node. Add the capabilities that it needs one by one; for agents of a node that need all of it disable the rule.";

ruleTest(noPrivilegedContainers, {
  valid: [
    { name: "a container without", resource: pod({ containers: [{}] }) },
    { name: "false", resource: pod({ containers: [{ securityContext: { privileged: false } }] }) },
  ],
  invalid: [
    {
      name: "one of two containers",
      resource: deployment({ containers: [{}, privileged] }),
      messages: [`Deployment "web": spec.template.spec.containers[1].securityContext.privileged ${rest}`],
    },
    {
      name: "an init container",
      resource: pod({ initContainers: [privileged] }),
      messages: [`Pod "web": spec.initContainers[0].securityContext.privileged ${rest}`],
    },
  ],
  unproved: [
    {
      name: "an unknown value",
      resource: pod({ containers: [{ securityContext: { privileged: UNKNOWN } }] }),
      messages: [
        'Pod "web": spec.containers[0].securityContext.privileged is decided only during the deployment, so the rule cannot be proved in preview. No container is privileged.',
      ],
    },
  ],
});
