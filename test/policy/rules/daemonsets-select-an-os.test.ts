import { daemonsetsSelectAnOs } from "../../../policy/rules/daemonsets-select-an-os";
import { deployment, kubernetes, linuxSpec, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const daemonSet = (spec: Record<string, unknown>) =>
  kubernetes("apps/v1:DaemonSet", { spec: { template: { spec } } });

ruleTest(daemonsetsSelectAnOs, {
  valid: [
    { name: "a Linux DaemonSet", resource: daemonSet(linuxSpec()) },
    { name: "a Windows DaemonSet", resource: daemonSet(windowsSpec()) },
    {
      name: "affinity to the old label",
      resource: daemonSet({
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                { matchExpressions: [{ key: "beta.kubernetes.io/os", operator: "In", values: ["linux"] }] },
              ],
            },
          },
        },
      }),
    },
    { name: "a Deployment without selector", resource: deployment({ containers: [] }) },
  ],
  invalid: [
    {
      name: "a DaemonSet without",
      resource: daemonSet({ containers: [] }),
      messages: [
        'DaemonSet "web": spec.template.spec.nodeSelector["kubernetes.io/os"] is not set: A DaemonSet goes to every node that it tolerates, so the first Windows node gets a Linux pod that never starts. Set it to "linux" or "windows".',
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown affinity",
      resource: daemonSet({ affinity: UNKNOWN }),
      messages: [
        'DaemonSet "web": spec.template.spec.affinity is decided only during the deployment, so the rule cannot be proved in preview. DaemonSets select an operating system.',
      ],
    },
  ],
});
