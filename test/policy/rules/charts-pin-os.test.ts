import { chartsPinOs } from "../../../policy/rules/charts-pin-os";
import { aksCluster, aksPool, aksWindowsPool, kubernetes, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const hybrid = [aksCluster(), aksWindowsPool()];
const linux = { "kubernetes.io/os": "linux" };
const release = (chart: string, values: Record<string, unknown>) =>
  kubernetes("helm.sh/v3:Release", { metadata: undefined, chart, values });
const unknown = (values: Record<string, unknown>) => release("in-house", values);
const open =
  'Release "test": values name kubernetes.io/os nowhere: AgentPool "win22a" has no taint, and most charts select no operating system by themselves. Set the chart\'s nodeSelector to { "kubernetes.io/os": "linux" } for each of its components, or taint the Windows pools.';
const known = (value: string, problem: string) =>
  `Release "test": values.${value}["kubernetes.io/os"] ${problem}: AgentPool "win22a" has no taint, and chart headlamp (0.45.0) selects no nodes for these pods by itself. Set it to "linux", or taint the Windows pools.`;

ruleTest(chartsPinOs, {
  valid: [
    {
      name: "a selector in the values of a chart that the catalogue does not know",
      resource: unknown({ controller: { nodeSelector: linux } }),
      stack: hybrid,
    },
    { name: "a selector in a list", resource: unknown({ pools: [{ nodeSelector: linux }] }), stack: hybrid },
    {
      name: "an affinity",
      resource: unknown({ affinity: { terms: [{ key: "kubernetes.io/os", values: ["linux"] }] } }),
      stack: hybrid,
    },
    {
      name: "tainted Windows pools",
      resource: unknown({}),
      stack: [aksCluster(), aksWindowsPool({ nodeTaints: ["os=windows:NoSchedule"] })],
    },
    { name: "no Windows pools", resource: unknown({}), stack: [aksCluster(), aksPool({})] },
    {
      name: "a known chart with its selector",
      resource: release("headlamp/headlamp", { nodeSelector: linux }),
      stack: hybrid,
    },
    { name: "a known chart whose default selects Linux", resource: release("argo-cd", {}), stack: hybrid },
    { name: "a known chart whose template selects Linux", resource: release("gmsa", {}), stack: hybrid },
  ],
  invalid: [
    {
      name: "values without",
      resource: unknown({ replicas: 2, tls: true, hosts: ["a"] }),
      stack: hybrid,
      messages: [open],
    },
    {
      name: "no values",
      resource: kubernetes("helm.sh/v3:Release", { chart: "in-house" }),
      stack: hybrid,
      messages: [open],
    },
    { name: "an empty value", resource: unknown({ nodeSelector: null }), stack: hybrid, messages: [open] },
    {
      name: "a known chart without its selector",
      resource: release("headlamp", {}),
      stack: hybrid,
      messages: [known("nodeSelector", "is not set")],
    },
    {
      name: "a known chart with the other system",
      resource: release("headlamp", { nodeSelector: { "kubernetes.io/os": "windows" } }),
      stack: hybrid,
      messages: [known("nodeSelector", 'is "windows"')],
    },
    {
      name: "a known chart with a selector in the wrong place",
      resource: release("headlamp", { server: { nodeSelector: linux } }),
      stack: hybrid,
      messages: [known("nodeSelector", "is not set")],
    },
    {
      name: "a default that is taken away",
      resource: release("argo-cd", { global: { nodeSelector: { disk: "ssd" } } }),
      stack: hybrid,
      messages: [
        'Release "test": values.global.nodeSelector["kubernetes.io/os"] is not set: AgentPool "win22a" has no taint, and chart argo-cd (10.1.1) selects no nodes for these pods by itself. Set it to "linux", or taint the Windows pools.',
      ],
    },
  ],
  unproved: [
    {
      name: "unknown values",
      resource: unknown({ nodeSelector: UNKNOWN }),
      stack: hybrid,
      messages: [
        'Release "test": values.nodeSelector is decided only during the deployment, so the rule cannot be proved in preview. Values of a Helm release in a cluster with untainted Windows pools select an operating system for all of its pods.',
      ],
    },
  ],
});
