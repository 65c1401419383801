import { nodeCapacity, type NodeKind } from "../catalogue/capacity";
import { known, some, type Fact } from "./fact";

/**
 * What the catalogue knows about a node as a place for pods.
 *
 * @param node - platform, operating system, memory and most pods
 * @param drainMinutes - drain timeout of the pool; absent = the platform's own
 */
export function capacityFacts(node: NodeKind, drainMinutes?: number): readonly Fact[] {
  const { pods, memoryForPodsGiB, joinMinutes, pullMinutes, drainTimeoutMinutes, source } =
    nodeCapacity(node);
  const minutes = ({ min, max }: { readonly min: number; readonly max: number }) =>
    `${String(min)} to ${String(max)} minutes`;
  const pulls = pullMinutes === undefined ? "" : `, pulls usual images in ${minutes(pullMinutes)}`;
  const drain = String(drainMinutes ?? drainTimeoutMinutes);
  return some(
    memoryForPodsGiB === undefined
      ? undefined
      : known(
          `It has room for ${String(pods)} pods with ${String(memoryForPodsGiB)} of its ${String(node.memoryGiB)} GiB; the rest is kept for the node.`,
          source,
        ),
    known(`A new node joins in ${minutes(joinMinutes)}${pulls}, and drains within ${drain} minutes.`, source),
  );
}
