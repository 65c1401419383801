import { noBlanketTolerationWithoutOs } from "../../../policy/rules/no-blanket-toleration-without-os";
import { deployment, linuxSpec, pod, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const everything = { operator: "Exists" };
const rest =
  'tolerates every taint, and the pod selects no operating system: The taint that keeps pods away from the nodes of the other operating system does not hold for it. Set nodeSelector["kubernetes.io/os"], or name the taints that it tolerates.';

ruleTest(noBlanketTolerationWithoutOs, {
  valid: [
    { name: "a Linux pod that selects Linux", resource: pod(linuxSpec({ tolerations: [everything] })) },
    {
      name: "a Windows pod that selects Windows",
      resource: deployment(windowsSpec({ tolerations: [everything] })),
    },
    { name: "a named taint", resource: pod({ tolerations: [{ key: "os", operator: "Exists" }] }) },
    {
      name: "everything, for NoExecute only",
      resource: pod({ tolerations: [{ operator: "Exists", effect: "NoExecute" }] }),
    },
    { name: "a RuntimeClass", resource: pod({ tolerations: [everything], runtimeClassName: "linux" }) },
    { name: "no tolerations", resource: pod({}) },
  ],
  invalid: [
    {
      name: "everything without selector",
      resource: pod({ tolerations: [everything] }),
      messages: [`Pod "web": spec.tolerations[0] ${rest}`],
    },
    {
      name: "an empty key, after a named taint, in a Deployment",
      resource: deployment({
        tolerations: [
          { key: "a", operator: "Exists" },
          { key: "", operator: "Exists", effect: "NoSchedule" },
        ],
      }),
      messages: [`Deployment "web": spec.template.spec.tolerations[1] ${rest}`],
    },
    {
      name: "everything twice, said once",
      resource: pod({
        nodeSelector: { tier: "web" },
        tolerations: [everything, { operator: "Exists", effect: "NoSchedule" }],
      }),
      messages: [`Pod "web": spec.tolerations[0] ${rest}`],
    },
  ],
  unproved: [
    {
      name: "an unknown toleration",
      resource: pod({ tolerations: [UNKNOWN] }),
      messages: [
        'Pod "web": spec.tolerations[0] is decided only during the deployment, so the rule cannot be proved in preview. A pod that tolerates every taint selects an operating system.',
      ],
    },
  ],
});
