import type * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

/** Messages may be this large, as between Pulumi's own processes. @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/util/rpcutil/serve.go */
export const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/**
 * Options of every gRPC client and server of the engine. A call that changes the world must not be repeated behind the
 * engine's back, and the statistics of channels are read by nobody.
 */
export const GRPC_OPTIONS = {
  "grpc.enable_retries": 0,
  "grpc.enable_channelz": 0,
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
};

/** Starts a call; what it is given is called with the answer. */
export type Unary<R> = (done: (error: grpc.ServiceError | null, response: R) => void) => grpc.ClientUnaryCall;

/** A call that the other side refused. The message is what it said, without gRPC's own words around it. */
export class CallError extends Error {
  override readonly name = "CallError";

  constructor(
    message: string,
    readonly code: grpc.status,
    /** The object was made or changed but is not healthy. */
    readonly initFailed?: ErrorResourceInitFailed,
  ) {
    super(message);
  }
}

/** A call that has not been answered in time. */
export class Overdue extends Error {
  override readonly name = "Overdue";

  constructor(readonly seconds: number) {
    super(`no answer for ${seconds} s`);
  }
}

/** A call of which no answer can come any more. What it was to do is done, half done or not done: nobody has said. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
}

/** The longest that a timer can wait, in milliseconds. @see https://nodejs.org/api/timers.html#settimeoutcallback-delay-args (read 2026-11-23) */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Makes a call and waits for its answer.
 *
 * @param seconds How long to wait. @default for ever
 * @throws CallError what the other side said.
 * @throws Overdue when it has said nothing in time.
 */
export function call<R>(start: Unary<R>, seconds?: number): Promise<R> {
  return new Promise((resolve, reject) => {
    const giveUp = (after: number): void => {
      reject(new Overdue(after));
      running.cancel();
    };
    const timer =
      seconds === undefined ? undefined : setTimeout(giveUp, Math.min(seconds * 1000, LONGEST_MS), seconds);
    const running = start((error, response) => {
      clearTimeout(timer);
      if (error === null) resolve(response);
      else reject(new CallError(error.details, error.code, initFailedOf(error)));
    });
  });
}

function initFailedOf(error: grpc.ServiceError): ErrorResourceInitFailed | undefined {
  const [bytes] = error.metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(bytes)) return undefined;
  for (const detail of Status.deserializeBinary(bytes).getDetailsList()) {
    if (detail.getTypeName() === "pulumirpc.ErrorResourceInitFailed")
      return ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  }
  return undefined;
}
