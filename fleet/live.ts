import type { IsoDate } from "../catalogue/source";
import type { Waiver } from "../policy/waivers";
import type { ApiClient } from "../localcloud/providers/kubernetes/api/client";
import type { JudgedStack } from "./assemble";
import { clusterView, judgedStack } from "./assemble";
import { contactAfter, ContactError, contactReason, openCluster } from "./cluster/connection";
import { podEvents } from "./cluster/events";
import type { Pace } from "./cluster/follow";
import { gateFor } from "./cluster/list";
import { LiveCluster } from "./cluster/live-cluster";
import type { Stack } from "./inventory/stack";
import type { ClusterView, Contact, FleetView, LiveFleet, PodEvent } from "./view";

/** What is watched. */
export interface LiveFleetOptions {
  readonly stacks: readonly Stack[];
  /** The day by which dates are judged; asked for again and again, since a fleet is watched for longer than a day. */
  readonly today: () => IsoDate;
  /** Policy findings that somebody accepts. @default none */
  readonly waivers?: readonly Waiver[];
  /** Clock, for the moments in the view. @default that of the machine */
  readonly now?: () => Date;
  readonly pace?: Pace;
}

/** Milliseconds for which changes of a cluster are gathered before anybody hears of them. */
const gatherMs = 250;

/** How many lists are read at a time: each has a page of whole objects in memory. */
const listsAtATime = 4;

/** Begins to watch all clusters and comes back at once: what is not known yet says so. */
export function watchFleet(options: LiveFleetOptions): LiveFleet {
  return new WatchedFleet(options);
}

class WatchedFleet implements LiveFleet {
  private readonly members: readonly Member[];
  private readonly listeners = new Set<(cluster: string) => void>();
  private readonly ended = new AbortController();
  private readonly gate = gateFor(listsAtATime);
  private current: FleetView | undefined;

  constructor(private readonly options: LiveFleetOptions) {
    const changed = (name: string) => {
      this.current = undefined;
      for (const listener of [...this.listeners]) listener(name);
    };
    this.members = [...options.stacks]
      .sort((a, b) => a.name.localeCompare(b.name, "en"))
      .map(
        (stack) =>
          new Member(
            stack,
            { ...options, pace: { gate: this.gate, ...options.pace } },
            changed,
            this.ended.signal,
          ),
      );
  }

  view(): FleetView {
    const asOf = this.options.today();
    if (this.current?.asOf !== asOf) {
      this.current = { asOf, clusters: this.members.map((member) => member.view(asOf)) };
    }
    return this.current;
  }

  listen(listener: (cluster: string) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  events(cluster: string, namespace: string, pod: string): Promise<readonly PodEvent[]> {
    const member = this.members.find(({ name }) => name === cluster);
    if (member === undefined) return Promise.reject(new ContactError(`The fleet has no cluster ${cluster}.`));
    return member.events(namespace, pod);
  }

  close(): void {
    this.ended.abort();
    this.listeners.clear();
    for (const member of this.members) member.close();
  }
}

/** One cluster of the fleet, from its credentials on. */
class Member {
  private client: ApiClient | undefined;
  private live: LiveCluster | undefined;
  /** Why there is nothing to follow. */
  private refused: Contact = { kind: "none", reason: "The cluster has not been asked yet." };
  private judged: { readonly asOf: IsoDate; readonly stack: JudgedStack } | undefined;
  private known: { readonly asOf: IsoDate; readonly view: ClusterView } | undefined;
  private gathering: NodeJS.Timeout | undefined;

  constructor(
    private readonly stack: Stack,
    private readonly options: LiveFleetOptions,
    private readonly tell: (name: string) => void,
    private readonly signal: AbortSignal,
  ) {
    void this.begin();
  }

  get name(): string {
    return this.stack.name;
  }

  view(asOf: IsoDate): ClusterView {
    if (this.judged?.asOf !== asOf) {
      this.judged = { asOf, stack: judgedStack(this.stack, this.options.waivers ?? [], asOf) };
    }
    if (this.known?.asOf === asOf) return this.known.view;
    const reading = this.live?.reading;
    const view = clusterView({
      judged: this.judged.stack,
      contact: this.live?.contact ?? this.refused,
      asOf,
      now: this.now().toISOString(),
      ...(reading === undefined ? {} : { reading }),
    });
    this.known = { asOf, view };
    return view;
  }

  async events(namespace: string, pod: string): Promise<readonly PodEvent[]> {
    if (this.client === undefined) throw new ContactError(reasonOf(this.refused));
    try {
      return await podEvents(this.client, namespace, pod);
    } catch (error) {
      throw new ContactError(contactReason(error), { cause: error });
    }
  }

  close(): void {
    clearTimeout(this.gathering);
    this.client?.close();
  }

  private readonly now = (): Date => this.options.now?.() ?? new Date();

  private async begin(): Promise<void> {
    try {
      const credentials = await this.stack.credentials();
      if (this.signal.aborted) return;
      if (credentials.kind === "none") {
        this.refuse(credentials);
        return;
      }
      this.client = openCluster(credentials, this.stack.source.kind);
    } catch (error) {
      this.refuse(contactAfter(error));
      return;
    }
    this.live = new LiveCluster(this.client, this.changed, this.now);
    await this.live.follow(this.signal, this.options.pace);
  }

  private refuse(contact: Contact): void {
    this.refused = contact;
    this.changed();
  }

  /** A cluster that is made changes a hundred times a second: whoever listens hears of it a few times. */
  private readonly changed = (): void => {
    if (this.gathering !== undefined || this.signal.aborted) return;
    this.gathering = setTimeout(() => {
      this.gathering = undefined;
      this.known = undefined;
      this.tell(this.name);
    }, gatherMs);
  };
}

function reasonOf(contact: Contact): string {
  return contact.kind === "reached" ? "" : contact.reason;
}
