/** One reason of the scheduler, and how many nodes it holds for. */
export interface SchedulerReason {
  readonly nodes: number;
  /** In the scheduler's words: `Insufficient memory`, `node(s) had untolerated taint {os: windows}`. */
  readonly text: string;
}

/**
 * Reads the message of the condition PodScheduled: `0/3 nodes are available: 1 Too many pods, 2 node(s) were
 * unschedulable. preemption: …`.
 *
 * @returns nothing for a message of another form, such as `no nodes available to schedule pods`
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/types.go (FitError; read 2026-11-23)
 */
export function schedulerReasons(message: string): readonly SchedulerReason[] {
  const [, list = ""] = /^\d+\/\d+ nodes are available: (.*?)(?:\.(?:\s|$)|$)/s.exec(message) ?? [];
  // Taints and the names of resources hold commas; a number after one begins the next reason.
  return list.split(/, (?=\d+ )/).flatMap((part) => {
    const [, nodes, text] = /^(\d+) (.+)$/s.exec(part) ?? [];
    return nodes === undefined || text === undefined ? [] : [{ nodes: Number(nodes), text }];
  });
}
