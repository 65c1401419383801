import * as grpc from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import {
  CallbackInvokeRequest,
  type Callback,
  type CallbackInvokeResponse,
} from "@pulumi/pulumi/proto/callback_pb";
import type { TransformInvokeOptions } from "@pulumi/pulumi/proto/resource_pb";
import {
  TransformInvokeRequest,
  TransformInvokeResponse,
  TransformRequest,
  TransformResponse,
  type TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb";
import { fromStruct, toStruct, type PropertyMap } from "../../wire/values";
import type { Patience } from "../patience";
import { call, GRPC_OPTIONS, Overdue } from "../plugins/call";

/** A resource on its way through the transforms. */
export interface Transformed {
  readonly inputs: PropertyMap;
  readonly options: TransformResourceOptions;
}

/** A function call on its way through the invoke transforms. */
export interface TransformedInvoke {
  readonly args: PropertyMap;
  readonly options: TransformInvokeOptions;
}

/** Calls the transforms that the program serves, and remembers whose they are. */
export class Transforms {
  readonly #clients = new Map<string, CallbacksClient>();
  readonly #ofResource = new Map<string, readonly Callback[]>();
  readonly #parents = new Map<string, string>();
  readonly #ofStack: Callback[] = [];
  readonly #ofInvokes: Callback[] = [];
  /** The first that did not answer: it ends the program, and so every other call that is under way. */
  #silent?: Error;

  constructor(private readonly patience: Pick<Patience, "answerSeconds">) {}

  /** Adds one that applies to every resource. */
  addForStack(callback: Callback): void {
    this.#ofStack.push(callback);
  }

  /** Adds one that applies to every invoke. */
  addForInvokes(callback: Callback): void {
    this.#ofInvokes.push(callback);
  }

  /** Remembers the transforms of a resource, which apply to its children too. */
  remember(urn: string, parent: string, own: readonly Callback[]): void {
    this.#parents.set(urn, parent);
    this.#ofResource.set(urn, own);
  }

  /** Applies a resource's own transforms, then those of its parents from the inside out, then those of the stack. */
  async apply(
    resource: { type: string; name: string; custom: boolean; parent: string },
    own: readonly Callback[],
    given: Transformed,
  ): Promise<Transformed> {
    const chain = [...own];
    for (let urn = resource.parent; urn !== ""; urn = this.#parents.get(urn) ?? "")
      chain.push(...(this.#ofResource.get(urn) ?? []));
    let result = given;
    for (const callback of [...chain, ...this.#ofStack])
      result = await this.#transform(callback, resource, result);
    return result;
  }

  /** Applies the invoke transforms of the stack. */
  async applyToInvoke(token: string, given: TransformedInvoke): Promise<TransformedInvoke> {
    let result = given;
    for (const callback of this.#ofInvokes) {
      const request = new TransformInvokeRequest();
      request.setToken(token);
      request.setArgs(toStruct(result.args));
      request.setOptions(result.options);
      const answer = TransformInvokeResponse.deserializeBinary(
        await this.#call(callback, request.serializeBinary()),
      );
      result = {
        args: answer.hasArgs() ? fromStruct(answer.getArgs()) : result.args,
        options: answer.getOptions() ?? result.options,
      };
    }
    return result;
  }

  /** Closes the connections to the program. */
  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  async #transform(
    callback: Callback,
    resource: { type: string; name: string; custom: boolean; parent: string },
    given: Transformed,
  ): Promise<Transformed> {
    const request = new TransformRequest();
    request.setType(resource.type);
    request.setName(resource.name);
    request.setCustom(resource.custom);
    request.setParent(resource.parent);
    request.setProperties(toStruct(given.inputs));
    request.setOptions(given.options);
    const answer = TransformResponse.deserializeBinary(await this.#call(callback, request.serializeBinary()));
    return {
      inputs: answer.hasProperties() ? fromStruct(answer.getProperties()) : given.inputs,
      options: answer.getOptions() ?? given.options,
    };
  }

  async #call(callback: Callback, payload: Uint8Array): Promise<Uint8Array> {
    const target = callback.getTarget();
    const client =
      this.#clients.get(target) ??
      new CallbacksClient(target, grpc.credentials.createInsecure(), GRPC_OPTIONS);
    this.#clients.set(target, client);
    const request = new CallbackInvokeRequest();
    request.setToken(callback.getToken());
    request.setRequest(payload);
    const answer = await call<CallbackInvokeResponse>(
      (done) => client.invoke(request, done),
      this.patience.answerSeconds,
    ).catch((error: unknown) => {
      if (error instanceof Overdue)
        this.#silent ??= new Error(
          `a transform of the program has not answered for ${error.seconds} s; look for one that waits or loops`,
          { cause: error },
        );
      throw this.#silent ?? error;
    });
    return answer.getResponse_asU8();
  }
}
