import type { KubeObject } from "../../localcloud/providers/kubernetes/objects/object";
import { listAt, textAt } from "../../localcloud/providers/kubernetes/objects/object";

/** A DaemonSet as far as anybody judges it. */
export interface DaemonSetFacts {
  readonly namespace: string;
  readonly name: string;
  readonly images: readonly string[];
}

/** What is kept of a DaemonSet object of the API server. */
export function daemonSetFacts(daemonSet: KubeObject): DaemonSetFacts {
  return {
    namespace: textAt(daemonSet, "metadata", "namespace"),
    name: textAt(daemonSet, "metadata", "name"),
    images: listAt(daemonSet, "spec", "template", "spec", "containers").map((container) =>
      textAt(container, "image"),
    ),
  };
}
