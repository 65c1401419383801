import type { IsoDate } from "../catalogue/source";
import type { Waiver } from "../policy/waivers";
import { clusterView, judgedStack } from "./assemble";
import { contactAfter, openCluster } from "./cluster/connection";
import { readCluster } from "./cluster/read";
import type { Stack } from "./inventory/stack";
import type { ClusterView, FleetView } from "./view";

/** What is looked at, and when. */
export interface FleetOptions {
  readonly stacks: readonly Stack[];
  /** The day by which dates are judged. */
  readonly asOf: IsoDate;
  /** Policy findings that somebody accepts. @default none */
  readonly waivers?: readonly Waiver[];
  /** Clock, for the moments in the view. @default that of the machine */
  readonly now?: () => Date;
}

/** How many clusters are read at a time: each may have a page of whole objects in memory for every list. */
const atATime = 3;

/** Reads all clusters once. Whatever is wrong with one of them stands in its view; the others are shown all the same. */
export async function readFleet(options: FleetOptions): Promise<FleetView> {
  const { asOf } = options;
  const waiting = [...options.stacks];
  const clusters: ClusterView[] = [];
  const work = async () => {
    for (let stack = waiting.shift(); stack !== undefined; stack = waiting.shift()) {
      clusters.push(await readStack(stack, options));
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return { asOf, clusters: clusters.sort((a, b) => a.name.localeCompare(b.name, "en")) };
}

async function readStack(
  stack: Stack,
  { asOf, waivers = [], now = () => new Date() }: FleetOptions,
): Promise<ClusterView> {
  const judged = judgedStack(stack, waivers, asOf);
  const about = { judged, asOf, now: now().toISOString() };
  const credentials = await stack.credentials();
  if (credentials.kind === "none") return clusterView({ ...about, contact: credentials });
  try {
    const client = openCluster(credentials, stack.source.kind);
    try {
      const reading = await readCluster(client);
      const contact = { kind: "reached", version: reading.version, seenAt: now().toISOString() } as const;
      return clusterView({ ...about, contact, reading });
    } finally {
      client.close();
    }
  } catch (error) {
    return clusterView({ ...about, contact: contactAfter(error) });
  }
}
