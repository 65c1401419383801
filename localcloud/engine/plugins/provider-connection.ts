import * as grpc from "@grpc/grpc-js";
import { setTimeout as delay } from "node:timers/promises";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { workSeconds, type Patience } from "../patience";
import { call, CallError, GRPC_OPTIONS, Overdue, Unanswered, type Unary } from "./call";
import type { PluginProcess } from "./process";

/** What the engine whose behaviour this one follows says when a provider's process is gone. */
const CONNECTION_LOST = "error reading from server: EOF";
const MORE_TIME =
  "where work may take longer, give the resource customTimeouts (https://www.pulumi.com/docs/iac/concepts/resources/options/customtimeouts/)";
const AGAIN = "run the command again; if it hangs again, this is a bug in the provider";

/** The line to a provider's process, until it is closed. */
export class ProviderConnection {
  readonly client: ResourceProviderClient;
  /** Whether it is the engine that ends it. */
  private ending = false;
  /** What it was ended for, when that was a call without an answer. */
  #hung = "";
  #lost = false;
  #closed = false;

  /** @param title The provider, for messages: `provider "aws"`. */
  constructor(
    private readonly process: PluginProcess,
    readonly title: string,
    private readonly patience: Patience,
  ) {
    this.client = new ResourceProviderClient(
      `127.0.0.1:${process.port}`,
      grpc.credentials.createInsecure(),
      GRPC_OPTIONS,
    );
  }

  /**
   * Asks something that needs no work on an object.
   *
   * @param method The call, for messages.
   * @throws CallError what the provider said, or that its answer is none.
   * @throws Unanswered when the provider is gone, or has been ended because it hangs.
   */
  call<R>(method: string, start: Unary<R>): Promise<R> {
    return this.#call(method, start, this.patience.answerSeconds, AGAIN);
  }

  /**
   * Has something done that may take its time.
   *
   * @param timeout Seconds that the program allows; 0 when it does not say.
   * @throws CallError, Unanswered as {@link call} does.
   */
  work<R>(method: string, start: Unary<R>, timeout: number): Promise<R> {
    return this.#call(method, start, workSeconds(this.patience, timeout), MORE_TIME);
  }

  async #call<R>(method: string, start: Unary<R>, seconds: number, advice: string): Promise<R> {
    try {
      return await call(start, seconds);
    } catch (error) {
      if (error instanceof Overdue) {
        this.#hung = `has not answered ${method} for ${seconds} s`;
        this.kill();
        throw new Unanswered(`${this.title} ${this.#hung} and was ended; ${advice}`, { cause: error });
      }
      if (!(error instanceof CallError)) throw error;
      // A dead process is a dead connection; only the process can tell the two apart.
      if (error.code === grpc.status.UNAVAILABLE) throw this.#unanswered();
      if (error.code === grpc.status.INTERNAL && error.message.startsWith("Response message parsing error"))
        throw new CallError(this.fault(method, "something that is no answer"), error.code);
      throw error;
    }
  }

  #unanswered(): Unanswered {
    this.#lost = true;
    return new Unanswered(
      this.#hung === "" ? CONNECTION_LOST : `${this.title} was ended because it ${this.#hung}`,
    );
  }

  /** Says that an answer is not what the protocol allows. */
  fault(method: string, what: string): string {
    return `${this.title} answered ${method} with ${what}; this is a bug in the provider`;
  }

  /** Asks the provider to give up what it is doing. */
  async cancel(): Promise<void> {
    const asked = call<Empty>((done) => this.client.cancel(new Empty(), done)).catch(() => undefined);
    await Promise.race([asked, this.#grace()]);
  }

  #grace(): Promise<void> {
    return delay(this.patience.graceSeconds * 1000, undefined, { ref: false });
  }

  /** Whether the provider has ended by itself. That its line is dead may be known a moment before. */
  async hasDied(): Promise<boolean> {
    if (this.ending) return false;
    if (this.#lost) await Promise.race([this.process.ended, this.#grace()]);
    return !this.process.alive();
  }

  /** Ends the provider's process. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.ending = true;
    if (this.process.alive() && this.#hung === "") await this.cancel();
    await this.process.stop();
    this.client.close();
  }

  /** Ends the provider's process at once. */
  kill(): void {
    this.ending = true;
    this.process.kill();
  }
}
