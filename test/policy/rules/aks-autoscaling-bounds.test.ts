import { aksAutoscalingBounds } from "../../../policy/rules/aks-autoscaling-bounds";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const scaled = (properties: Record<string, unknown>) => aksPool({ enableAutoScaling: true, ...properties });
const needless =
  "is set, though enableAutoScaling is not true: AKS refuses bounds without autoscaling. Take it out or set enableAutoScaling to true.";
const missing =
  "is not set, though enableAutoScaling is true: AKS refuses an autoscaled pool without both bounds. Set it.";

ruleTest(aksAutoscalingBounds, {
  valid: [
    { name: "a pool of a fixed size", resource: aksPool({ count: 3 }) },
    { name: "bounds around the count", resource: scaled({ minCount: 1, maxCount: 5, count: 1 }) },
    { name: "equal bounds", resource: scaled({ minCount: 3, maxCount: 3, count: 3 }) },
    {
      name: "a count that is left to the autoscaler",
      resource: aksPool(
        { enableAutoScaling: true, minCount: 2, maxCount: 5, count: 1 },
        { ignoreChanges: ["count"] },
      ),
    },
    {
      name: "a count of an inline pool that is left to the autoscaler",
      resource: aksCluster(
        { agentPoolProfiles: [{ enableAutoScaling: true, minCount: 2, maxCount: 5, count: 6 }] },
        { ignoreChanges: ["agentPoolProfiles[0].count"] },
      ),
    },
    { name: "bounds without count, from zero", resource: scaled({ minCount: 0, maxCount: 5 }) },
  ],
  invalid: [
    {
      name: "bounds without autoscaling",
      resource: aksWindowsPool({ minCount: 1, maxCount: 3 }),
      messages: [`AgentPool "win22a": minCount ${needless}`, `AgentPool "win22a": maxCount ${needless}`],
    },
    {
      name: "autoscaling without bounds",
      resource: scaled({}),
      messages: [`AgentPool "pool1": minCount ${missing}`, `AgentPool "pool1": maxCount ${missing}`],
    },
    {
      name: "autoscaling without one bound",
      resource: scaled({ minCount: 1 }),
      messages: [`AgentPool "pool1": maxCount ${missing}`],
    },
    {
      name: "bounds the wrong way round",
      resource: scaled({ minCount: 6, maxCount: 5, count: 5 }),
      messages: [
        'AgentPool "pool1": minCount is 6, more than maxCount 5: AKS refuses the pool. Set minCount to maxCount or less.',
      ],
    },
    {
      name: "a count below",
      resource: scaled({ minCount: 2, maxCount: 5, count: 1 }),
      messages: [
        'AgentPool "pool1": count is 1, outside of 2 to 5: AKS refuses the pool. Set it between minCount and maxCount.',
      ],
    },
    {
      name: "a count above in an inline pool",
      resource: aksCluster({
        agentPoolProfiles: [{ enableAutoScaling: true, minCount: 2, maxCount: 5, count: 6 }],
      }),
      messages: [
        'ManagedCluster "prod": agentPoolProfiles[0].count is 6, outside of 2 to 5: AKS refuses the pool. Set it between minCount and maxCount.',
      ],
    },
  ],
  unproved: [
    {
      name: "a bound that is unknown",
      resource: scaled({ minCount: UNKNOWN, maxCount: 5 }),
      messages: [
        'AgentPool "pool1": minCount is decided only during the deployment, so the rule cannot be proved in preview. minCount and maxCount of an AKS pool are set exactly when enableAutoScaling is true, and minCount <= count <= maxCount.',
      ],
    },
  ],
});
