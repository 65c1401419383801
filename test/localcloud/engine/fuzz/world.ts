import {
  RegisterResourceRequest,
  RegisterResourceOutputsRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Executor } from "../../../../localcloud/engine/apply/execute";
import { Halt, type Deployment } from "../../../../localcloud/engine/deployment";
import { EventStream, type EngineEvent } from "../../../../localcloud/engine/events";
import type { ProgramProcess } from "../../../../localcloud/engine/program/process";
import { deployProgram } from "../../../../localcloud/engine/run/deploy";
import { resolvePendingOperations } from "../../../../localcloud/engine/run/pending";
import { Session } from "../../../../localcloud/engine/run/session";
import { newDeployment } from "../../../../localcloud/engine/run/setup";
import { takeOverCreations } from "../../../../localcloud/engine/run/take-over";
import { Checkpoint, type StackState } from "../../../../localcloud/engine/state/checkpoint";
import { newCrypter } from "../../../../localcloud/engine/state/secrets";
import { StackStore } from "../../../../localcloud/engine/state/store";
import { fromStruct, toStruct, type PropertyValue } from "../../../../localcloud/wire/values";
import type { Episode, Node } from "./graphs";
import { MemoryCloud } from "./memory-provider";

// Deriving a key takes half a second: one salt for all cases.
const salt = newCrypter("fuzz").then((crypter) => crypter.salt);

/** A stack and its cloud, on which generated programs run without any process of their own. */
export class World {
  /** What can end the run that is going on. */
  halt = new Halt();

  constructor(
    readonly backend: string,
    readonly cloud = new MemoryCloud(),
  ) {}

  /** Runs a program to its end. @returns Whether it went well, and which operations took place. */
  async run({ nodes, faults, parallel }: Episode): Promise<{ ok: boolean; ops: string[]; errors: string[] }> {
    this.cloud.faults = faults;
    const events: EngineEvent[] = [];
    const checkpoint = await Checkpoint.load(this.backend, "fuzz", "dev", "fuzz", await salt);
    const store = new StackStore(checkpoint, this.backend, false);
    const deployment = this.#deployment(
      store,
      checkpoint,
      new EventStream((event) => void events.push(event)),
    );
    const executor = new Executor(deployment, parallel);
    this.halt = deployment.halt;
    const pending = await takeOverCreations(deployment, checkpoint.loaded.pendingOperations);
    await resolvePendingOperations(deployment, executor, pending);
    const session = new Session(
      deployment,
      executor,
      { values: {}, secretKeys: [] },
      this.backend,
      Promise.resolve(),
    );
    await deployProgram(deployment, executor, session, playProgram(session, deployment.halt, nodes));
    store.save();
    const pre = events.flatMap((event) => event.resourcePreEvent ?? []);
    return {
      ok: !deployment.halt.failed,
      ops: pre
        .map(({ metadata }) => `${metadata.op} ${metadata.urn}`)
        .filter((op) => !op.startsWith("same ")),
      errors: events.flatMap(({ diagnosticEvent }) => diagnosticEvent?.message ?? []),
    };
  }

  /** The stack as it is on disk. */
  async state(): Promise<StackState> {
    return (await Checkpoint.load(this.backend, "fuzz", "dev", "fuzz", await salt)).loaded;
  }

  #deployment(store: StackStore, checkpoint: Checkpoint, events: EventStream): Deployment {
    const options = {
      ...{ command: "up" as const, projectDir: "", stack: "dev", backend: this.backend, pulumiHome: "" },
      ...{ passphrase: "fuzz", allowedProviders: [], identifyingProviders: ["crate"] },
    };
    const host = { start: () => Promise.resolve(this.cloud.provider()) };
    const opened = { checkpoint, autonamer: undefined };
    return newDeployment(options, { name: "fuzz" }, false, opened, events, host, store);
  }
}

/** Registers the resources as a program would: each one as soon as what it refers to is there. */
function playProgram(session: Session, halt: Halt, nodes: readonly Node[]): ProgramProcess {
  const play = async (): Promise<void> => {
    const root = await session.registerResource(request("pulumi:pulumi:Stack", "fuzz-dev", false));
    const registered = new Map<string, Promise<RegisterResourceResponse>>();
    for (const node of withInherited(nodes))
      registered.set(node.name, register(session, node, root.getUrn(), registered));
    await Promise.all(registered.values());
    const outputs = new RegisterResourceOutputsRequest();
    outputs.setUrn(root.getUrn());
    outputs.setOutputs(toStruct({}));
    await session.registerOutputs(outputs);
    await session.programDone();
  };
  const ended = Promise.race([play(), halt.whenStopped]).then(() => ({ ok: true, message: "" }));
  return { ended, kill: () => Promise.resolve() };
}

// A child takes over from its parent what it is deleted with.
function withInherited(nodes: readonly Node[]): Node[] {
  const byName = new Map<string, Node>();
  for (const node of nodes) {
    const inherited = node.parent === undefined ? undefined : byName.get(node.parent)?.deletedWith;
    byName.set(node.name, { ...node, deletedWith: node.deletedWith ?? inherited });
  }
  return [...byName.values()];
}

async function register(
  session: Session,
  node: Node,
  root: string,
  registered: ReadonlyMap<string, Promise<RegisterResourceResponse>>,
): Promise<RegisterResourceResponse> {
  const named = async (name: string): Promise<RegisterResourceResponse> =>
    (await registered.get(name)) ?? Promise.reject(new Error(name));
  const message = request("crate:index:Box", node.name, true);
  message.setParent(node.parent === undefined ? root : (await named(node.parent)).getUrn());
  const inputs: Record<string, PropertyValue> = { size: node.size, fixed: node.fixed };
  const dependencies = new Set<string>();
  const reads = [
    ...node.reads.map((name) => [`from-${name}`, name] as const),
    ...(node.fixedFrom === undefined ? [] : [["fixedFrom", node.fixedFrom] as const]),
    ...(node.deletedWith === undefined ? [] : [["within", node.deletedWith] as const]),
  ];
  for (const property of Object.keys(inputs))
    message.getPropertydependenciesMap().set(property, new RegisterResourceRequest.PropertyDependencies());
  for (const [property, name] of reads) {
    const source = await named(name);
    inputs[property] = fromStruct(source.getObject())["key"] ?? null;
    dependencies.add(source.getUrn());
    message
      .getPropertydependenciesMap()
      .set(property, new RegisterResourceRequest.PropertyDependencies().setUrnsList([source.getUrn()]));
  }
  for (const name of node.dependsOn) dependencies.add((await named(name)).getUrn());
  if (node.deletedWith !== undefined) message.setDeletedwith((await named(node.deletedWith)).getUrn());
  if (node.deleteBeforeReplace !== undefined) {
    message.setDeletebeforereplacedefined(true);
    message.setDeletebeforereplace(node.deleteBeforeReplace);
  }
  message.setDependenciesList([...dependencies]);
  message.setObject(toStruct(inputs));
  return session.registerResource(message);
}

function request(type: string, name: string, custom: boolean): RegisterResourceRequest {
  const message = new RegisterResourceRequest();
  message.setType(type);
  message.setName(name);
  message.setCustom(custom);
  message.setObject(toStruct({}));
  message.setAcceptsecrets(true);
  message.setAcceptresources(true);
  return message;
}
