import * as grpc from "@grpc/grpc-js";
import * as any from "google-protobuf/google/protobuf/any_pb";
import * as m from "@pulumi/pulumi/proto/provider_pb";
import * as status from "@pulumi/pulumi/proto/status_pb";
import { toStruct } from "../wire/values";
import type { InitFailed } from "./provider";

/**
 * The gRPC status of an object that exists but is not ready: the object travels in the status details.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto (ErrorResourceInitFailed)
 */
export function initFailedStatus(error: InitFailed): Partial<grpc.StatusObject> {
  const failed = new m.ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(toStruct(error.properties))
    .setReasonsList([...error.reasons]);
  if (error.inputs !== undefined) failed.setInputs(toStruct(error.inputs));
  const detail = new any.Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const details = new status.Status()
    .setCode(grpc.status.UNKNOWN)
    .setMessage("resource init failed")
    .setDetailsList([detail]);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(details.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details: "resource init failed", metadata };
}
