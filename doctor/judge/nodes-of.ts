import { outputOf, type ClusterOutcomes } from "../recording";
import { jsonOf, listAt, textAt, valueAt } from "./json";

/** A node, as far as it is judged. */
export interface NodeFacts {
  readonly name: string;
  readonly os: string;
  /** Windows build, for example 20348; absent on Linux and where the kernel version does not say. */
  readonly build?: number;
  readonly kernelVersion: string;
  readonly kubeletVersion: string;
  /** For example `containerd://2.3.1`. */
  readonly containerRuntime: string;
  readonly providerId: string;
  readonly ready: boolean;
  /** Pause images among the images that the node reports; it reports only some. */
  readonly pauseImages: readonly string[];
}

/** The nodes of the cluster; `undefined` when they could not be read. */
export function nodesOf(cluster: ClusterOutcomes | undefined): readonly NodeFacts[] | undefined {
  const list = cluster === undefined ? undefined : jsonOf(outputOf(cluster.nodes));
  return list === undefined ? undefined : listAt(list, "items").map(nodeFacts);
}

function nodeFacts(node: unknown): NodeFacts {
  const info = valueAt(node, "status", "nodeInfo");
  const os = textAt(info, "operatingSystem");
  const kernelVersion = textAt(info, "kernelVersion");
  const build = os === "windows" ? /^10\.0\.(\d+)/.exec(kernelVersion)?.[1] : undefined;
  return {
    name: textAt(node, "metadata", "name"),
    os,
    ...(build === undefined ? {} : { build: Number(build) }),
    kernelVersion,
    kubeletVersion: textAt(info, "kubeletVersion"),
    containerRuntime: textAt(info, "containerRuntimeVersion"),
    providerId: textAt(node, "spec", "providerID"),
    ready: listAt(node, "status", "conditions").some(
      (condition) => textAt(condition, "type") === "Ready" && textAt(condition, "status") === "True",
    ),
    pauseImages: [
      ...new Set(
        listAt(node, "status", "images")
          .flatMap((image) => listAt(image, "names"))
          .filter((name): name is string => typeof name === "string" && /\/pause(-win)?[:@]/.test(name)),
      ),
    ].filter((name) => !name.includes("@")),
  };
}
