import { randomBytes } from "node:crypto";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { fromStruct, toStruct, type PropertyMap } from "../../wire/values";
import type { Diff } from "../plan/diff";
import { marshal, withoutAssetContent } from "../values/marshal";
import { ConfiguredProvider, failuresOf } from "./configured-provider";
import { autonamingOf, identified } from "./provider-requests";
import {
  DiffUnavailable,
  type Checked,
  type InvokeAnswer,
  type NameProposal,
  type ObjectAnswer,
  type OldObject,
  type Provider,
} from "./provider";

/** A provider in a process of its own. Speaks to it over gRPC about its objects. */
export class PluginProvider extends ConfiguredProvider implements Provider {
  takesNames(): boolean {
    return this.values.accepts.names;
  }

  async check(urn: string, olds: PropertyMap, news: PropertyMap, naming?: NameProposal): Promise<Checked> {
    if (!(await this.ready())) return { inputs: news, failures: [] };
    const request = identified(new pb.CheckRequest(), urn);
    request.setOlds(this.values.sent(olds));
    request.setNews(this.values.sent(news));
    request.setRandomseed(randomBytes(SEED_BYTES));
    if (naming !== undefined && this.values.accepts.names) request.setAutonaming(autonamingOf(naming));
    const answer = await this.line.call<pb.CheckResponse>("Check", (done) =>
      this.line.client.check(request, done),
    );
    return {
      inputs: this.values.received(answer.getInputs(), news),
      failures: failuresOf(answer.getFailuresList()),
    };
  }

  async diff(old: OldObject, news: PropertyMap, ignoreChanges: readonly string[]): Promise<Diff> {
    if (!(await this.ready())) throw new DiffUnavailable(UNKNOWN_CONFIG);
    const request = identified(new pb.DiffRequest(), old.urn);
    request.setId(old.id);
    request.setOlds(this.values.sent(withoutAssetContent(old.outputs)));
    request.setNews(this.values.sent(withoutAssetContent(news)));
    request.setOldInputs(this.values.sent(withoutAssetContent(old.inputs)));
    request.setIgnorechangesList([...ignoreChanges]);
    return this.diffAnswer(
      "Diff",
      await this.line.call<pb.DiffResponse>("Diff", (done) => this.line.client.diff(request, done)),
    );
  }

  async create(urn: string, inputs: PropertyMap, timeout: number, preview: boolean): Promise<ObjectAnswer> {
    const ready = await this.ready();
    if (!ready) return { id: "", outputs: {}, initErrors: [] };
    if (preview && !this.values.accepts.preview) return { id: "", outputs: inputs, initErrors: [] };
    const request = identified(new pb.CreateRequest(), urn);
    request.setProperties(this.values.sent(inputs));
    request.setTimeout(timeout);
    request.setPreview(preview);
    return this.values.object({ method: "Create", inputs, id: "", preview }, async () => {
      const answer = await this.line.work<pb.CreateResponse>(
        "Create",
        (done) => this.line.client.create(request, done),
        timeout,
      );
      if (!preview && answer.getId() === "") throw new Error(this.line.fault("Create", "no ID"));
      return {
        id: answer.getId(),
        outputs: this.values.received(answer.getProperties(), inputs),
        initErrors: [],
      };
    });
  }

  async update(
    old: OldObject,
    news: PropertyMap,
    timeout: number,
    ignoreChanges: readonly string[],
    preview: boolean,
  ): Promise<ObjectAnswer> {
    const ready = await this.ready();
    if (!ready) return { id: old.id, outputs: {}, initErrors: [] };
    if (preview && !this.values.accepts.preview) return { id: old.id, outputs: news, initErrors: [] };
    const request = identified(new pb.UpdateRequest(), old.urn);
    request.setId(old.id);
    request.setOlds(this.values.sent(old.outputs));
    request.setNews(this.values.sent(news));
    request.setOldInputs(this.values.sent(old.inputs));
    request.setTimeout(timeout);
    request.setIgnorechangesList([...ignoreChanges]);
    request.setPreview(preview);
    return this.values.object({ method: "Update", inputs: news, id: old.id, preview }, async () => {
      const answer = await this.line.work<pb.UpdateResponse>(
        "Update",
        (done) => this.line.client.update(request, done),
        timeout,
      );
      return { id: old.id, outputs: this.values.received(answer.getProperties(), news), initErrors: [] };
    });
  }

  async read(
    urn: string,
    id: string,
    known?: { readonly inputs: PropertyMap; readonly outputs: PropertyMap },
  ): Promise<ObjectAnswer | undefined> {
    await this.ready();
    const request = identified(new pb.ReadRequest(), urn);
    request.setId(id);
    if (known !== undefined) {
      request.setInputs(this.values.sent(known.inputs));
      request.setProperties(this.values.sent(known.outputs));
    }
    const like = known ?? { inputs: {}, outputs: {} };
    const answer = await this.values.object({ method: "Read", inputs: like.inputs, id }, async () => {
      const response = await this.line.work<pb.ReadResponse>(
        "Read",
        (done) => this.line.client.read(request, done),
        0,
      );
      const inputs = response.hasInputs()
        ? { inputs: this.values.received(response.getInputs(), like.inputs) }
        : {};
      return {
        id: response.getId(),
        outputs: this.values.received(response.getProperties(), like.outputs),
        ...inputs,
        initErrors: [],
      };
    });
    return answer.id === "" ? undefined : answer;
  }

  async delete(old: OldObject, timeout: number): Promise<void> {
    await this.ready();
    const request = identified(new pb.DeleteRequest(), old.urn);
    request.setId(old.id);
    request.setProperties(this.values.sent(old.outputs));
    request.setOldInputs(this.values.sent(old.inputs));
    request.setTimeout(timeout);
    await this.line.work<Empty>("Delete", (done) => this.line.client.delete(request, done), timeout);
  }

  async invoke(token: string, args: PropertyMap, preview: boolean): Promise<InvokeAnswer> {
    if (!(await this.ready())) return { result: {}, failures: [] };
    const request = new pb.InvokeRequest();
    request.setTok(token);
    request.setArgs(toStruct(marshal(args, { secrets: false, resources: this.values.accepts.resources })));
    request.setPreview(preview);
    const answer = await this.line.work<pb.InvokeResponse>(
      "Invoke",
      (done) => this.line.client.invoke(request, done),
      0,
    );
    return { result: fromStruct(answer.getReturn()), failures: failuresOf(answer.getFailuresList()) };
  }

  cancel(): Promise<void> {
    return this.line.cancel();
  }

  close(): Promise<void> {
    return this.line.close();
  }
}

const SEED_BYTES = 32;
const UNKNOWN_CONFIG =
  "The provider for this resource has inputs that are not known during preview.\n" +
  "This preview may not correctly represent the changes that will be applied during an update.";
