import * as grpc from "@grpc/grpc-js";
import * as path from "node:path";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { containsUnknown, fromStruct, toStruct, type PropertyMap } from "../../wire/values";
import { compareInputs, type Diff } from "../plan/diff";
import { marshal, restoreSecrets } from "../values/marshal";
import { CallError } from "./call";
import { diffOf } from "./diff-response";
import type { CheckFailure, Checked } from "./provider";
import type { ProviderConnection } from "./provider-connection";
import { configureRequest, handshakeRequest, identified } from "./provider-requests";
import { ProviderValues } from "./provider-values";

/** A provider in a process of its own, as far as its configuration goes. Knows what it accepts and what it does not. */
export abstract class ConfiguredProvider {
  protected readonly values: ProviderValues;
  /** Settles when Configure has been answered. Never asked for before {@link configure} was called. */
  #configured: Promise<void> = Promise.resolve();
  #configUnknown = false;

  constructor(protected readonly line: ProviderConnection) {
    this.values = new ProviderValues(line);
  }

  /** Says hello. Providers that do not know Handshake are fine. */
  async handshake(executable: string, engineAddress: string): Promise<void> {
    const { client } = this.line;
    const request = handshakeRequest(path.dirname(executable), engineAddress);
    try {
      const answer = await this.line.call<pb.ProviderHandshakeResponse>("Handshake", (done) =>
        client.handshake(request, done),
      );
      this.values.accepts = {
        ...this.values.accepts,
        secrets: answer.getAcceptSecrets(),
        resources: answer.getAcceptResources(),
      };
    } catch (error) {
      if (!(error instanceof CallError && error.code === grpc.status.UNIMPLEMENTED)) throw error;
    }
    await this.line.call<PluginInfo>("GetPluginInfo", (done) => client.getPluginInfo(new Empty(), done));
  }

  async checkConfig(urn: string, olds: PropertyMap, news: PropertyMap): Promise<Checked> {
    const request = identified(new pb.CheckRequest(), urn);
    request.setOlds(toStruct(plain(olds)));
    request.setNews(toStruct(plain(news)));
    const answer = await this.line.call<pb.CheckResponse>("CheckConfig", (done) =>
      this.line.client.checkConfig(request, done),
    );
    return {
      inputs: restoreSecrets(fromStruct(answer.getInputs()), news),
      failures: failuresOf(answer.getFailuresList()),
    };
  }

  async diffConfig(
    urn: string,
    oldInputs: PropertyMap,
    oldOutputs: PropertyMap,
    news: PropertyMap,
  ): Promise<Diff> {
    const request = identified(new pb.DiffRequest(), urn);
    request.setOlds(toStruct(plain(oldOutputs)));
    request.setNews(toStruct(plain(news)));
    request.setOldInputs(toStruct(plain(oldInputs)));
    const diff = this.diffAnswer(
      "DiffConfig",
      await this.line.call<pb.DiffResponse>("DiffConfig", (done) =>
        this.line.client.diffConfig(request, done),
      ),
    );
    return diff.changes === "unknown" ? compareInputs(oldInputs, news) : diff;
  }

  configure(urn: string, id: string, inputs: PropertyMap): void {
    if (containsUnknown(inputs)) {
      this.#configUnknown = true;
      return;
    }
    const request = configureRequest(urn, id, inputs);
    this.#configured = this.line
      .call<pb.ConfigureResponse>("Configure", (done) => this.line.client.configure(request, done))
      .then((answer) => {
        this.values.accepts = {
          secrets: answer.getAcceptsecrets(),
          resources: answer.getAcceptresources(),
          preview: answer.getSupportspreview(),
          names: answer.getSupportsAutonamingConfiguration(),
        };
      });
    this.#configured.catch(() => undefined);
  }

  async settled(): Promise<void> {
    await this.#configured.catch(() => undefined);
  }

  /** @returns false when the configuration is not known yet, so that the provider cannot be asked. */
  protected async ready(): Promise<boolean> {
    await this.#configured;
    return !this.#configUnknown;
  }

  /** Reads an answer to Diff or DiffConfig. */
  protected diffAnswer(method: string, answer: pb.DiffResponse): Diff {
    const diff = diffOf(answer);
    if (diff === undefined) throw new Error(this.line.fault(method, "a kind of change that does not exist"));
    return diff;
  }
}

function plain(map: PropertyMap): PropertyMap {
  return marshal(map, { secrets: false, resources: false });
}

/** What a provider does not accept. */
export function failuresOf(list: readonly pb.CheckFailure[]): CheckFailure[] {
  return list.map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
}
