import * as grpc from "@grpc/grpc-js";
import { setTimeout as delay } from "node:timers/promises";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { call, CallError, GRPC_OPTIONS, type Unary } from "./call";
import type { PluginProcess } from "./process";

/** How long a provider may take to answer Cancel before its process is ended, in milliseconds. */
const CANCEL_TIMEOUT_MS = 5_000;
/** What the engine whose behaviour this one follows says when a provider's process is gone. */
const CONNECTION_LOST = "error reading from server: EOF";

/** The line to a provider's process, until it is closed. */
export class ProviderConnection {
  readonly client: ResourceProviderClient;
  /** Whether its end was asked for. */
  closing = false;

  /** @param title The provider, for messages: `provider "aws"`. */
  constructor(
    private readonly process: PluginProcess,
    readonly title: string,
  ) {
    this.client = new ResourceProviderClient(
      `127.0.0.1:${process.port}`,
      grpc.credentials.createInsecure(),
      GRPC_OPTIONS,
    );
  }

  /**
   * Makes a call and waits for its answer.
   *
   * @param method The call, for messages.
   * @throws CallError what the provider said, or that its answer is none.
   */
  async call<R>(method: string, start: Unary<R>): Promise<R> {
    try {
      return await call(start);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // A dead process is a dead connection; only the process can tell the two apart.
      if (error.code === grpc.status.UNAVAILABLE) throw new CallError(CONNECTION_LOST, error.code);
      if (error.code === grpc.status.INTERNAL && error.message.startsWith("Response message parsing error"))
        throw new CallError(this.fault(method, "something that is no answer"), error.code);
      throw error;
    }
  }

  /** Says that an answer is not what the protocol allows. */
  fault(method: string, what: string): string {
    return `${this.title} answered ${method} with ${what}; this is a bug in the provider`;
  }

  /** Asks the provider to give up what it is doing. */
  async cancel(): Promise<void> {
    const asked = call<Empty>((done) => this.client.cancel(new Empty(), done)).catch(() => undefined);
    await Promise.race([asked, delay(CANCEL_TIMEOUT_MS, undefined, { ref: false })]);
  }

  /** Ends the provider's process. */
  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    if (this.process.alive()) await this.cancel();
    await this.process.stop();
    this.client.close();
  }

  /** Ends the provider's process at once. */
  kill(): void {
    this.process.kill();
  }
}
