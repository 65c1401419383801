/** What pods find on nodes: on one, or on several together. */
export interface Room {
  readonly vCpus: number;
  /** Memory for pods in GiB: what nodes keep for themselves is subtracted. */
  readonly memoryGiB: number;
  /** Most pods. */
  readonly pods: number;
}

/** A pool with what each of its nodes has. */
export interface PoolRoom {
  /** Name in the configuration: the same in both slots. */
  readonly name: string;
  /** Most nodes that the pool gets. */
  readonly nodes: number;
  /** `undefined` for a machine that the catalogue does not know. */
  readonly node: Room | undefined;
}

/**
 * What pods find on all nodes of some pools, each pool at its largest. Two slots of one name count once, since one of
 * them only takes over from the other.
 *
 * @param pools - the pools
 * @returns `undefined` where there is no node, or where a pool has machines that the catalogue does not know
 */
export function roomOf(pools: readonly PoolRoom[]): Room | undefined {
  const byName = new Map<string, Room>();
  for (const { name, nodes, node } of pools) {
    if (nodes === 0) continue;
    if (node === undefined) return undefined;
    const { vCpus, memoryGiB, pods } = node;
    const room = { vCpus: vCpus * nodes, memoryGiB: memoryGiB * nodes, pods: pods * nodes };
    const other = byName.get(name);
    if (other === undefined || other.memoryGiB < room.memoryGiB) byName.set(name, room);
  }
  if (byName.size === 0) return undefined;
  const sum = (of: (room: Room) => number) => [...byName.values()].reduce((total, one) => total + of(one), 0);
  return {
    vCpus: sum(({ vCpus }) => vCpus),
    memoryGiB: sum(({ memoryGiB }) => memoryGiB),
    pods: sum(({ pods }) => pods),
  };
}
