import * as grpc from "@grpc/grpc-js";
import { randomBytes } from "node:crypto";
import * as path from "node:path";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import {
  containsUnknown,
  fromStruct,
  mapValues,
  toStruct,
  unwrapSecrets,
  type PropertyMap,
} from "../../wire/values";
import { compareInputs, type Diff } from "../plan/diff";
import { downgradeOutputs, marshal, restoreSecrets, withoutAssetContent } from "../values/marshal";
import { packageOf, parseUrn } from "../values/urn";
import { call, CallError, GRPC_OPTIONS, type Unary } from "./call";
import { diffOf } from "./diff-response";
import type { PluginProcess } from "./process";
import {
  DiffUnavailable,
  type CheckFailure,
  type Checked,
  type InvokeAnswer,
  type ObjectAnswer,
  type OldObject,
  type Provider,
} from "./provider";

/** A provider in a process of its own. Speaks to it over gRPC; knows what it accepts and what it does not. */
export class PluginProvider implements Provider {
  readonly #client: ResourceProviderClient;
  #accepts = { secrets: false, resources: false, preview: false };
  /** Settles when Configure has been answered. Never asked for before {@link configure} was called. */
  #configured: Promise<void> = Promise.resolve();
  #configUnknown = false;

  constructor(
    private readonly process: PluginProcess,
    private readonly executable: string,
    private readonly engineAddress: string,
  ) {
    this.#client = new ResourceProviderClient(
      `127.0.0.1:${process.port}`,
      grpc.credentials.createInsecure(),
      GRPC_OPTIONS,
    );
  }

  /** Says hello. Providers that do not know Handshake are fine. */
  async handshake(): Promise<void> {
    const request = new pb.ProviderHandshakeRequest();
    request.setEngineAddress(this.engineAddress);
    request.setRootDirectory(path.dirname(this.executable));
    request.setProgramDirectory(path.dirname(this.executable));
    request.setConfigureWithUrn(true);
    request.setInvokeWithPreview(true);
    try {
      const answer = await call<pb.ProviderHandshakeResponse>((done) =>
        this.#client.handshake(request, done),
      );
      this.#accepts = {
        ...this.#accepts,
        secrets: answer.getAcceptSecrets(),
        resources: answer.getAcceptResources(),
      };
    } catch (error) {
      if (!(error instanceof CallError && error.code === grpc.status.UNIMPLEMENTED)) throw error;
    }
    await call<PluginInfo>((done) => this.#client.getPluginInfo(new Empty(), done));
  }

  async checkConfig(urn: string, olds: PropertyMap, news: PropertyMap): Promise<Checked> {
    const request = identified(new pb.CheckRequest(), urn);
    request.setOlds(toStruct(plain(olds)));
    request.setNews(toStruct(plain(news)));
    const answer = await this.#call<pb.CheckResponse>((done) => this.#client.checkConfig(request, done));
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
    const diff = diffOf(await this.#call<pb.DiffResponse>((done) => this.#client.diffConfig(request, done)));
    return diff.changes === "unknown" ? compareInputs(oldInputs, news) : diff;
  }

  configure(urn: string, id: string, inputs: PropertyMap): void {
    if (containsUnknown(inputs)) {
      this.#configUnknown = true;
      return;
    }
    const request = identified(new pb.ConfigureRequest(), urn);
    request.setId(id);
    request.setArgs(toStruct(inputs));
    const pkg = packageOf(parseUrn(urn).type);
    for (const [name, value] of Object.entries(inputs)) {
      if (name === "version") continue;
      const bare = unwrapSecrets(value);
      request
        .getVariablesMap()
        .set(`${pkg}:config:${name}`, typeof bare === "string" ? bare : JSON.stringify(bare));
    }
    request.setAcceptsecrets(true);
    request.setAcceptresources(true);
    request.setSendsOldInputs(true);
    request.setSendsOldInputsToDelete(true);
    this.#configured = this.#call<pb.ConfigureResponse>((done) => this.#client.configure(request, done)).then(
      (answer) => {
        this.#accepts = {
          secrets: answer.getAcceptsecrets(),
          resources: answer.getAcceptresources(),
          preview: answer.getSupportspreview(),
        };
      },
    );
    this.#configured.catch(() => undefined);
  }

  async settled(): Promise<void> {
    await this.#configured.catch(() => undefined);
  }

  async check(urn: string, olds: PropertyMap, news: PropertyMap): Promise<Checked> {
    if (!(await this.#ready())) return { inputs: news, failures: [] };
    const request = identified(new pb.CheckRequest(), urn);
    request.setOlds(this.#struct(olds));
    request.setNews(this.#struct(news));
    request.setRandomseed(randomBytes(SEED_BYTES));
    const answer = await this.#call<pb.CheckResponse>((done) => this.#client.check(request, done));
    return {
      inputs: this.#received(answer.getInputs(), news),
      failures: failuresOf(answer.getFailuresList()),
    };
  }

  async diff(old: OldObject, news: PropertyMap, ignoreChanges: readonly string[]): Promise<Diff> {
    if (!(await this.#ready())) throw new DiffUnavailable(UNKNOWN_CONFIG);
    const request = identified(new pb.DiffRequest(), old.urn);
    request.setId(old.id);
    request.setOlds(this.#struct(withoutAssetContent(old.outputs)));
    request.setNews(this.#struct(withoutAssetContent(news)));
    request.setOldInputs(this.#struct(withoutAssetContent(old.inputs)));
    request.setIgnorechangesList([...ignoreChanges]);
    return diffOf(await this.#call<pb.DiffResponse>((done) => this.#client.diff(request, done)));
  }

  async create(urn: string, inputs: PropertyMap, timeout: number, preview: boolean): Promise<ObjectAnswer> {
    const ready = await this.#ready();
    if (!ready) return { id: "", outputs: {}, initErrors: [] };
    if (preview && !this.#accepts.preview) return { id: "", outputs: inputs, initErrors: [] };
    const request = identified(new pb.CreateRequest(), urn);
    request.setProperties(this.#struct(inputs));
    request.setTimeout(timeout);
    request.setPreview(preview);
    return this.#object(inputs, "", async () => {
      const answer = await this.#call<pb.CreateResponse>((done) => this.#client.create(request, done));
      if (!preview && answer.getId() === "") throw new Error("provider did not return an ID from Create");
      return { id: answer.getId(), outputs: this.#received(answer.getProperties(), inputs), initErrors: [] };
    });
  }

  async update(
    old: OldObject,
    news: PropertyMap,
    timeout: number,
    ignoreChanges: readonly string[],
    preview: boolean,
  ): Promise<ObjectAnswer> {
    const ready = await this.#ready();
    if (!ready) return { id: old.id, outputs: {}, initErrors: [] };
    if (preview && !this.#accepts.preview) return { id: old.id, outputs: news, initErrors: [] };
    const request = identified(new pb.UpdateRequest(), old.urn);
    request.setId(old.id);
    request.setOlds(this.#struct(old.outputs));
    request.setNews(this.#struct(news));
    request.setOldInputs(this.#struct(old.inputs));
    request.setTimeout(timeout);
    request.setIgnorechangesList([...ignoreChanges]);
    request.setPreview(preview);
    return this.#object(news, old.id, async () => {
      const answer = await this.#call<pb.UpdateResponse>((done) => this.#client.update(request, done));
      return { id: old.id, outputs: this.#received(answer.getProperties(), news), initErrors: [] };
    });
  }

  async read(
    urn: string,
    id: string,
    known?: { readonly inputs: PropertyMap; readonly outputs: PropertyMap },
  ): Promise<ObjectAnswer | undefined> {
    await this.#ready();
    const request = identified(new pb.ReadRequest(), urn);
    request.setId(id);
    if (known !== undefined) {
      request.setInputs(this.#struct(known.inputs));
      request.setProperties(this.#struct(known.outputs));
    }
    const like = known ?? { inputs: {}, outputs: {} };
    const answer = await this.#object(like.inputs, id, async () => {
      const response = await this.#call<pb.ReadResponse>((done) => this.#client.read(request, done));
      const inputs = response.hasInputs()
        ? { inputs: this.#received(response.getInputs(), like.inputs) }
        : {};
      return {
        id: response.getId(),
        outputs: this.#received(response.getProperties(), like.outputs),
        ...inputs,
        initErrors: [],
      };
    });
    return answer.id === "" ? undefined : answer;
  }

  async delete(old: OldObject, timeout: number): Promise<void> {
    await this.#ready();
    const request = identified(new pb.DeleteRequest(), old.urn);
    request.setId(old.id);
    request.setProperties(this.#struct(old.outputs));
    request.setOldInputs(this.#struct(old.inputs));
    request.setTimeout(timeout);
    await this.#call<Empty>((done) => this.#client.delete(request, done));
  }

  async invoke(token: string, args: PropertyMap, preview: boolean): Promise<InvokeAnswer> {
    if (!(await this.#ready())) return { result: {}, failures: [] };
    const request = new pb.InvokeRequest();
    request.setTok(token);
    request.setArgs(toStruct(marshal(args, { secrets: false, resources: this.#accepts.resources })));
    request.setPreview(preview);
    const answer = await this.#call<pb.InvokeResponse>((done) => this.#client.invoke(request, done));
    return { result: fromStruct(answer.getReturn()), failures: failuresOf(answer.getFailuresList()) };
  }

  async cancel(): Promise<void> {
    await call<Empty>((done) => this.#client.cancel(new Empty(), done)).catch(() => undefined);
  }

  /** Whether its end was asked for. */
  closing = false;

  /** Ends the provider's process. */
  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    if (this.process.alive()) await this.cancel();
    await this.process.stop();
    this.#client.close();
  }

  /** Ends the provider's process at once. */
  kill(): void {
    this.process.kill();
  }

  /** @returns false when the configuration is not known yet, so that the provider cannot be asked. */
  async #ready(): Promise<boolean> {
    await this.#configured;
    return !this.#configUnknown;
  }

  async #call<R>(start: Unary<R>): Promise<R> {
    try {
      return await call(start);
    } catch (error) {
      // A dead process is a dead connection; only the process can tell the two apart.
      if (error instanceof CallError && error.code === grpc.status.UNAVAILABLE)
        throw new CallError(CONNECTION_LOST, error.code);
      throw error;
    }
  }

  async #object(inputs: PropertyMap, id: string, ask: () => Promise<ObjectAnswer>): Promise<ObjectAnswer> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CallError) || error.initFailed === undefined) throw error;
      const { initFailed } = error;
      const outputs = this.#received(initFailed.getProperties(), inputs);
      const read = initFailed.hasInputs() ? { inputs: this.#received(initFailed.getInputs(), inputs) } : {};
      return {
        id: initFailed.getId() === "" ? id : initFailed.getId(),
        outputs,
        ...read,
        initErrors: initFailed.getReasonsList(),
      };
    }
  }

  #struct(map: PropertyMap): ReturnType<typeof toStruct> {
    return toStruct(marshal(map, this.#accepts));
  }

  #received(struct: Parameters<typeof fromStruct>[0], sent: PropertyMap): PropertyMap {
    const map = mapValues(fromStruct(struct), (value) => downgradeOutputs(value, new Set()));
    return this.#accepts.secrets ? map : restoreSecrets(map, sent);
  }
}

const SEED_BYTES = 32;
const CONNECTION_LOST = "error reading from server: EOF";
const UNKNOWN_CONFIG =
  "The provider for this resource has inputs that are not known during preview.\n" +
  "This preview may not correctly represent the changes that will be applied during an update.";

function identified<
  M extends { setUrn(v: string): unknown; setName(v: string): unknown; setType(v: string): unknown },
>(request: M, urn: string): M {
  const { name, type } = parseUrn(urn);
  request.setUrn(urn);
  request.setName(name);
  request.setType(type);
  return request;
}

function plain(map: PropertyMap): PropertyMap {
  return marshal(map, { secrets: false, resources: false });
}

function failuresOf(list: readonly pb.CheckFailure[]): CheckFailure[] {
  return list.map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
}
