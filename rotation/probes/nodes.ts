import { readNodeImageName } from "../../catalogue/node-images";
import type { NodeRow } from "../../fleet/view";
import type { ImageRecord, PoolRecord } from "../recording";

/** What is looked at of a node. */
type Node = Pick<NodeRow, "os" | "pool" | "image">;

/**
 * What the nodes of a cluster say, over what the state says of its pools. Where nodes name their image by a number that
 * tells nothing, as on EKS, the state's word stands.
 *
 * @param pools - by the state
 * @param nodes - of the cluster
 */
export function poolsWithNodes(pools: readonly PoolRecord[], nodes: readonly Node[]): readonly PoolRecord[] {
  const names = new Set([...pools.map(({ name }) => name), ...nodes.map(({ pool }) => pool)]);
  return [...names].map((name) => {
    const known = pools.find((pool) => pool.name === name);
    const own = nodes.filter(({ pool }) => pool === name);
    const os = known?.os ?? (own[0]?.os === "windows" ? "Windows" : "Linux");
    const images = imagesOf(own);
    const telling = images.some(({ image }) => readNodeImageName(image) !== undefined);
    if (known !== undefined && own.length > 0 && !telling) return { ...known, nodes: own.length };
    return { name: name === "" ? "(none)" : name, os, nodes: own.length, images, toldBy: "nodes" };
  });
}

function imagesOf(nodes: readonly Node[]): readonly ImageRecord[] {
  const counts = new Map<string, number>();
  for (const { image } of nodes) counts.set(image, (counts.get(image) ?? 0) + 1);
  return [...counts].map(([image, count]) => ({ image, nodes: count }));
}
