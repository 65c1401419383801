import type * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

/** Messages may be this large, as between Pulumi's own processes. @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/util/rpcutil/serve.go */
export const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** Options of every gRPC client and server of the engine. */
export const GRPC_OPTIONS = {
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

/**
 * Makes a call and waits for its answer.
 *
 * @throws CallError
 */
export function call<R>(start: Unary<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    start((error, response) => {
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
