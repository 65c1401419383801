import type * as kubernetes from "@pulumi/kubernetes";

/** Names of the priority classes that every cluster gets. */
export const priorityClassNames = {
  /** Agents of the nodes on both operating systems: exporters, log shippers, drivers. */
  nodeAgents: "node-agents",
  /** Pods that hold room free and give way to everybody. */
  placeholder: "placeholder",
} as const;

type PriorityClass = kubernetes.types.input.scheduling.v1.PriorityClass;

/**
 * The priority classes of a cluster. What belongs to Kubernetes itself uses `system-node-critical` and
 * `system-cluster-critical`, which every cluster has; these two lie below.
 *
 * Their values lie within what users may give (at most 1,000,000,000), and below -10 the cluster autoscaler would make no
 * node for a placeholder.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/ (read 2026-11-23)
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md (`expendable-pods-priority-cutoff`, read 2026-11-23)
 */
export const priorityClasses: Readonly<Record<string, PriorityClass>> = {
  // No globalDefault: the API server drops a false, and the provider would want to add it again for ever.
  [priorityClassNames.nodeAgents]: {
    metadata: { name: priorityClassNames.nodeAgents },
    value: 1_000_000,
    description: "Agents of the nodes, Linux and Windows: before all workloads, after Kubernetes itself.",
  },
  [priorityClassNames.placeholder]: {
    metadata: { name: priorityClassNames.placeholder },
    value: -10,
    description: "Pods that hold room free: every other pod takes their place.",
  },
};
