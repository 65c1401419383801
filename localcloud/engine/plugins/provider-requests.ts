import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { toStruct, unwrapSecrets, type PropertyMap } from "../../wire/values";
import { packageOf, parseUrn } from "../values/urn";
import type { NameProposal } from "./provider";

/** What a provider is told when it has just started. */
export function handshakeRequest(folder: string, engineAddress: string): pb.ProviderHandshakeRequest {
  const request = new pb.ProviderHandshakeRequest();
  request.setEngineAddress(engineAddress);
  request.setRootDirectory(folder);
  request.setProgramDirectory(folder);
  request.setConfigureWithUrn(true);
  request.setInvokeWithPreview(true);
  return request;
}

/** A provider's configuration, in both forms that the protocol knows. */
export function configureRequest(urn: string, id: string, inputs: PropertyMap): pb.ConfigureRequest {
  const request = identified(new pb.ConfigureRequest(), urn);
  request.setId(id);
  request.setArgs(toStruct(inputs));
  const pkg = packageOf(parseUrn(urn).type);
  for (const [name, value] of Object.entries(inputs)) {
    if (name === "version") continue;
    const bare = unwrapSecrets(value);
    const text = typeof bare === "string" ? bare : JSON.stringify(bare);
    request.getVariablesMap().set(`${pkg}:config:${name}`, text);
  }
  request.setAcceptsecrets(true);
  request.setAcceptresources(true);
  request.setSendsOldInputs(true);
  request.setSendsOldInputsToDelete(true);
  return request;
}

/** Says which resource a request is about. */
export function identified<
  M extends { setUrn(v: string): unknown; setName(v: string): unknown; setType(v: string): unknown },
>(request: M, urn: string): M {
  const { name, type } = parseUrn(urn);
  request.setUrn(urn);
  request.setName(name);
  request.setType(type);
  return request;
}

const MODES = {
  propose: pb.CheckRequest.AutonamingOptions.Mode.PROPOSE,
  enforce: pb.CheckRequest.AutonamingOptions.Mode.ENFORCE,
  disabled: pb.CheckRequest.AutonamingOptions.Mode.DISABLE,
} as const;

/** How an object is to be named, for a Check. */
export function autonamingOf({ name, mode }: NameProposal): pb.CheckRequest.AutonamingOptions {
  return new pb.CheckRequest.AutonamingOptions().setProposedName(name).setMode(MODES[mode]);
}
