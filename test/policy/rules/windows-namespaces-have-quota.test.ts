import { windowsNamespacesHaveQuota } from "../../../policy/rules/windows-namespaces-have-quota";
import { kubernetes, linuxSpec, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const namespace = kubernetes("core/v1:Namespace", { metadata: { name: "shop" } });
const web = (spec: Record<string, unknown>, at = "shop") =>
  kubernetes("apps/v1:Deployment", {
    metadata: { name: "web", namespace: at },
    spec: { template: { spec } },
  });
const quota = (hard: unknown, at = "shop") =>
  kubernetes("core/v1:ResourceQuota", { metadata: { name: "quota", namespace: at }, spec: { hard } });
const unbounded =
  'Namespace "shop": metadata.name is "shop", for which the program has no ResourceQuota with limits.memory: It holds the Windows pods of Deployment "web", and Windows nodes have no OOM killer that would stop the sum of them. Add a ResourceQuota with limits.cpu and limits.memory.';

ruleTest(windowsNamespacesHaveQuota, {
  valid: [
    {
      name: "a quota in a namespace that is unknown yet and comes from the resource",
      resource: namespace,
      stack: [
        { ...web(windowsSpec(), UNKNOWN), from: { metadata: namespace } },
        { ...quota({ "limits.memory": "16Gi" }, UNKNOWN), from: { metadata: namespace } },
      ],
    },
    {
      name: "a quota with memory limits",
      resource: namespace,
      stack: [web(windowsSpec()), quota({ "limits.memory": "16Gi" })],
    },
    {
      name: "an agent with one pod for each node",
      resource: namespace,
      stack: [
        kubernetes("apps/v1:DaemonSet", {
          metadata: { name: "agent", namespace: "shop" },
          spec: { template: { spec: windowsSpec() } },
        }),
      ],
    },
    { name: "Linux pods only", resource: namespace, stack: [web(linuxSpec())] },
    { name: "Windows pods of another namespace", resource: namespace, stack: [web(windowsSpec(), "other")] },
  ],
  invalid: [
    { name: "no quota", resource: namespace, stack: [web(windowsSpec())], messages: [unbounded] },
    {
      name: "a quota for something else",
      resource: namespace,
      stack: [web(windowsSpec()), quota({ pods: "10" })],
      messages: [unbounded],
    },
    {
      name: "a quota of another namespace",
      resource: namespace,
      stack: [web(windowsSpec()), quota({ "limits.memory": "16Gi" }, "other")],
      messages: [unbounded],
    },
  ],
  unproved: [
    {
      name: "a namespace that is unknown and comes from elsewhere",
      resource: namespace,
      stack: [web(windowsSpec(), UNKNOWN)],
      messages: [
        'Namespace "shop": metadata.namespace of Deployment "web" is decided only during the deployment, so the rule cannot be proved in preview. A namespace of the program with Windows pods has a ResourceQuota for memory limits.',
      ],
    },
    {
      name: "unknown bounds",
      resource: namespace,
      stack: [web(windowsSpec()), quota(UNKNOWN)],
      messages: [
        'Namespace "shop": spec.hard of ResourceQuota "quota" is decided only during the deployment, so the rule cannot be proved in preview. A namespace of the program with Windows pods has a ResourceQuota for memory limits.',
      ],
    },
  ],
});
