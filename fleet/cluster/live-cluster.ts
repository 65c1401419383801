import type { ApiClient } from "../../localcloud/providers/kubernetes/api/client";
import type { Contact } from "../view";
import { contactReason } from "./connection";
import type { DaemonSetFacts } from "./daemon-set";
import type { Pace } from "./follow";
import { follow } from "./follow";
import type { NodeFacts } from "./node";
import type { PodFacts } from "./pod";
import type { ClusterReading } from "./reading";
import { lists } from "./reading";
import { readVersion } from "./read";

const notYet: Contact = { kind: "none", reason: "The cluster has not been asked yet." };

/** A cluster whose nodes, pods and DaemonSets are followed until the signal ends it. */
export class LiveCluster {
  private version = "";
  private nodes: ReadonlyMap<string, NodeFacts> | undefined;
  private pods: ReadonlyMap<string, PodFacts> | undefined;
  private daemonSets: ReadonlyMap<string, DaemonSetFacts> | undefined;
  /** Lists that failed and have not come back, with the reason. */
  private readonly failed = new Map<string, string>();
  private seenAt: string | undefined;

  /**
   * @param changed - called whenever {@link contact} or {@link reading} may say something else
   * @param now - clock, for the moment of the last answer
   */
  constructor(
    private readonly client: ApiClient,
    private readonly changed: () => void,
    private readonly now: () => Date,
  ) {}

  /** Whether the API server answers. */
  get contact(): Contact {
    const [reason] = this.failed.values();
    const seen = this.seenAt === undefined ? {} : { seenAt: this.seenAt };
    if (reason !== undefined) return { kind: "unreachable", reason, ...seen };
    if (this.seenAt === undefined || this.reading === undefined) return notYet;
    return { kind: "reached", version: this.version, seenAt: this.seenAt };
  }

  /** What the cluster last said; `undefined` until all lists have been read. */
  get reading(): ClusterReading | undefined {
    const { version, nodes, pods, daemonSets } = this;
    if (nodes === undefined || pods === undefined || daemonSets === undefined) return undefined;
    return {
      version,
      nodes: [...nodes.values()],
      pods: [...pods.values()],
      daemonSets: [...daemonSets.values()],
    };
  }

  /** Follows the lists; settles when the signal has ended it. */
  async follow(signal: AbortSignal, pace?: Pace): Promise<void> {
    const list = <Row>(
      {
        path,
        keep,
      }: { readonly path: string; readonly keep: (object: Parameters<typeof lists.nodes.keep>[0]) => Row },
      take: (rows: ReadonlyMap<string, Row>) => void,
    ) =>
      follow(
        this.client,
        {
          path,
          keep,
          onChange: (rows) => {
            take(rows);
            this.heard(path);
          },
          onSeen: () => {
            this.seenAt = this.now().toISOString();
          },
          onError: (error) => {
            this.lost(path, error);
          },
        },
        signal,
        pace,
      );
    await Promise.all([
      list(lists.nodes, (rows) => (this.nodes = rows)),
      list(lists.pods, (rows) => (this.pods = rows)),
      list(lists.daemonSets, (rows) => (this.daemonSets = rows)),
    ]);
  }

  private heard(path: string): void {
    // After an interruption the server may be another one: upgrades restart it.
    if (this.failed.delete(path) || this.version === "") void this.askVersion();
    this.seenAt = this.now().toISOString();
    this.changed();
  }

  private lost(path: string, error: unknown): void {
    this.failed.set(path, contactReason(error));
    this.changed();
  }

  private async askVersion(): Promise<void> {
    try {
      this.version = await readVersion(this.client);
      this.changed();
    } catch {
      // The lists say what is wrong with the server; the next one that comes back asks again.
      this.version = "";
    }
  }
}
