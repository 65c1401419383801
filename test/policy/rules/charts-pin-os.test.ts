import { chartsPinOs } from "../../../policy/rules/charts-pin-os";
import { aksCluster, aksPool, aksWindowsPool, kubernetes, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const hybrid = [aksCluster(), aksWindowsPool()];
const linux = { "kubernetes.io/os": "linux" };
const chart = (values: Record<string, unknown>) =>
  kubernetes("helm.sh/v3:Release", { metadata: undefined, chart: "argo-cd", values });
const open =
  'Release "test": values name kubernetes.io/os nowhere: AgentPool "win22a" has no taint, and most charts select no operating system by themselves. Set the chart\'s nodeSelector to { "kubernetes.io/os": "linux" } for each of its components, or taint the Windows pools.';

ruleTest(chartsPinOs, {
  valid: [
    {
      name: "a selector in the values",
      resource: chart({ controller: { nodeSelector: linux } }),
      stack: hybrid,
    },
    { name: "a selector in a list", resource: chart({ pools: [{ nodeSelector: linux }] }), stack: hybrid },
    {
      name: "an affinity",
      resource: chart({ affinity: { terms: [{ key: "kubernetes.io/os", values: ["linux"] }] } }),
      stack: hybrid,
    },
    {
      name: "tainted Windows pools",
      resource: chart({}),
      stack: [aksCluster(), aksWindowsPool({ nodeTaints: ["os=windows:NoSchedule"] })],
    },
    { name: "no Windows pools", resource: chart({}), stack: [aksCluster(), aksPool({})] },
  ],
  invalid: [
    {
      name: "values without",
      resource: chart({ replicas: 2, tls: true, hosts: ["a"] }),
      stack: hybrid,
      messages: [open],
    },
    {
      name: "no values",
      resource: kubernetes("helm.sh/v3:Release", { chart: "argo-cd" }),
      stack: hybrid,
      messages: [open],
    },
    { name: "an empty value", resource: chart({ nodeSelector: null }), stack: hybrid, messages: [open] },
  ],
  unproved: [
    {
      name: "unknown values",
      resource: chart({ nodeSelector: UNKNOWN }),
      stack: hybrid,
      messages: [
        'Release "test": values.nodeSelector is decided only during the deployment, so the rule cannot be proved in preview. Values of a Helm release in a cluster with untainted Windows pools name an operating system.',
      ],
    },
  ],
});
