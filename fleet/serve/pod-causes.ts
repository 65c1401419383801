import { windowsBuildOfImage } from "../../catalogue/images";
import { sourceUrl } from "../../catalogue/source";
import { hostImageVerdict } from "../../catalogue/windows-releases";
import type { ClusterView, NodeRow, PodEvent, PodRow } from "../view";

/** A reason why a pod does not run, in plain words. */
export interface PodCause {
  /** One or more complete sentences. */
  readonly says: string;
  /** Page that documents it. */
  readonly url?: string;
}

/** What is known of a pod that does not run. */
export interface PodFacts {
  readonly pod: PodRow;
  /** The node that it is on; absent when it has none, or when nodes are not seen. */
  readonly node: NodeRow | undefined;
  readonly unplaced: ClusterView["unplacedPods"][number] | undefined;
  readonly events: readonly PodEvent[];
}

/**
 * Why a pod does not run, most certain reason first; empty for a pod that does, and where nothing that is known
 * explains it.
 */
export function podCauses({ pod, node, unplaced, events }: PodFacts): readonly PodCause[] {
  if (pod.healthy) return [];
  if (unplaced !== undefined) {
    const url = unplaced.url === undefined ? {} : { url: unplaced.url };
    const reasons = unplaced.reasons.length === 0 ? [unplaced.message] : unplaced.reasons;
    return reasons.map((says) => ({ says, ...url }));
  }
  return [...(node === undefined ? [] : imageCauses(pod, node)), ...eventCauses(events)];
}

/** Images that a Windows node cannot run, by the catalogue. */
function imageCauses(pod: PodRow, node: NodeRow): readonly PodCause[] {
  if (node.os !== "windows") return [];
  const host = Number(node.windowsBuild.split(".")[2]);
  return pod.image.split(", ").flatMap((image): readonly PodCause[] => {
    const platform = windowsBuildOfImage(image);
    if (platform.kind === "linux") {
      return [{ says: `${image} is a Linux image (${platform.via}), and ${node.name} is a Windows node.` }];
    }
    if (platform.kind !== "build" || !Number.isInteger(host)) return [];
    const { runs, reason, source } = hostImageVerdict(host, platform.build);
    const url = sourceUrl(source);
    return runs ? [] : [{ says: `${image}: ${reason}`, ...(url === undefined ? {} : { url }) }];
  });
}

/** What messages of the runtime and the kubelet mean on Windows. */
const meanings: readonly { readonly pattern: RegExp; readonly cause: PodCause }[] = [
  {
    pattern: /operating system does not match the host|0xc0370101/i,
    cause: {
      says:
        "The image was built for another Windows release than the node runs. " +
        "Use an image of the node's release, or a RuntimeClass that leads to nodes of the image's release.",
      url: sourceUrl(["ms-version-compatibility"]) ?? "",
    },
  },
  {
    pattern: /no match for platform in manifest|no matching manifest/i,
    cause: {
      says:
        "The image has no variant for this node's operating system and build. " +
        'Say which nodes the pod is for (nodeSelector "kubernetes.io/os"), or build the missing variant.',
      url: sourceUrl(["ms-version-compatibility"]) ?? "",
    },
  },
  {
    pattern: /driver name \S+ not found in the list of registered CSI drivers/i,
    cause: {
      says: "The node has no plugin of the volume's CSI driver. Switch the driver's Windows node plugin on.",
    },
  },
];

function eventCauses(events: readonly PodEvent[]): readonly PodCause[] {
  const messages = events.filter(({ type }) => type === "Warning").map(({ message }) => message);
  return meanings
    .filter(({ pattern }) => messages.some((message) => pattern.test(message)))
    .map(({ cause }) => cause);
}
