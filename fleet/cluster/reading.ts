import type { DaemonSetFacts } from "./daemon-set";
import { daemonSetFacts } from "./daemon-set";
import type { NodeFacts } from "./node";
import { nodeFacts } from "./node";
import type { PodFacts } from "./pod";
import { podFacts } from "./pod";

/** What an API server says, reduced to what is judged and shown. */
export interface ClusterReading {
  /** Version of the API server, such as `v1.36.3`. */
  readonly version: string;
  readonly nodes: readonly NodeFacts[];
  readonly pods: readonly PodFacts[];
  readonly daemonSets: readonly DaemonSetFacts[];
}

/** The lists that are read of every cluster, and what is kept of each object. */
export const lists = {
  nodes: { path: "/api/v1/nodes", keep: nodeFacts },
  pods: { path: "/api/v1/pods", keep: podFacts },
  daemonSets: { path: "/apis/apps/v1/daemonsets", keep: daemonSetFacts },
} as const;
