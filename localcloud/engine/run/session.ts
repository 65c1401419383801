import {
  ReadResourceResponse,
  type ReadResourceRequest,
  type RegisterResourceOutputsRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { fromStruct, toStruct, type PropertyMap } from "../../wire/values";
import type { Executor } from "../apply/execute";
import type { Deployment } from "../deployment";
import { messageOf, Reported } from "../failure";
import { patienceOf } from "../patience";
import type { Goal, ReadGoal, RegisterResult } from "../plan/goal";
import { Planner } from "../plan/planner";
import { planRead } from "../plan/read";
import type { Settle, Step } from "../plan/steps";
import type { StackConfig } from "../program/config";
import { DefaultProviders } from "../program/default-providers";
import type { MonitorHandlers } from "../program/monitor";
import { Registrations } from "../program/registration";
import { Transforms } from "../program/transforms";
import { dependenciesOf } from "../state/resource";
import { marshal } from "../values/marshal";
import { makeUrn, packageOf, parseUrn, ROOT_STACK_TYPE } from "../values/urn";
import { Invokes } from "./invokes";
import { Queue } from "./queue";

/** One program's dialogue with the engine: plans what it registers, in order, and has the steps run. */
export class Session implements MonitorHandlers {
  readonly planner: Planner;
  readonly transforms: Transforms;
  /** What the program gave as outputs of the stack. */
  stackOutputs: PropertyMap | undefined;
  readonly #planning = new Queue();
  readonly #registrations: Registrations;
  readonly #defaults: DefaultProviders;
  readonly #invokes: Invokes;
  readonly #skipped = new Set<string>();
  #signalDone: () => void = () => undefined;
  #release: () => void = () => undefined;
  /** Resolves when the program says that it has registered everything. */
  readonly done = new Promise<void>((resolve) => {
    this.#signalDone = resolve;
  });
  readonly #released = new Promise<void>((resolve) => {
    this.#release = resolve;
  });

  /** @param ready Resolves when the policy packs are; nothing is registered before. */
  constructor(
    private readonly deployment: Deployment,
    private readonly executor: Executor,
    config: StackConfig,
    programDir: string,
    private readonly ready: Promise<void>,
  ) {
    this.transforms = new Transforms(patienceOf(deployment.options));
    this.planner = new Planner(deployment, (steps) => executor.chain(steps));
    const register = (goal: Goal): Promise<RegisterResult> => this.#register(goal);
    this.#defaults = new DefaultProviders(config, register);
    this.#registrations = new Registrations(programDir, this.transforms, this.#defaults, register);
    this.#invokes = new Invokes(deployment, this.transforms, this.#defaults, this.#registrations);
  }

  registerResource: MonitorHandlers["registerResource"] = (request) =>
    this.#guard(() => this.#registrations.handle(request));

  readResource: MonitorHandlers["readResource"] = (request) => this.#guard(() => this.#read(request));

  invoke: MonitorHandlers["invoke"] = async (request) => {
    await this.ready;
    return this.#invokes.handle(request);
  };

  registerOutputs: MonitorHandlers["registerOutputs"] = (request) =>
    this.#planning.add(() => this.#outputs(request));

  addStackTransform: MonitorHandlers["addStackTransform"] = (callback) => {
    this.transforms.addForStack(callback);
  };

  addInvokeTransform: MonitorHandlers["addInvokeTransform"] = (callback) => {
    this.transforms.addForInvokes(callback);
  };

  programDone: MonitorHandlers["programDone"] = () => {
    this.#signalDone();
    return this.#released;
  };

  refused: MonitorHandlers["refused"] = (error) => {
    this.#bail("", error);
  };

  /** Lets the program end. */
  release(): void {
    this.#release();
  }

  /** Resolves when nothing is being planned any more. */
  async planned(): Promise<void> {
    await this.#planning.idle();
  }

  // A registration that fails on the way is never answered: the run ends, and the program with it.
  async #guard<R>(handle: () => Promise<R>): Promise<R> {
    await this.ready;
    try {
      return await handle();
    } catch (error) {
      this.#bail("", error);
      return new Promise<R>(() => undefined);
    }
  }

  #bail(urn: string, error: unknown): void {
    if (!(error instanceof Reported)) this.deployment.events.message("error", urn, messageOf(error));
    this.deployment.halt.bail();
  }

  #register(goal: Goal): Promise<RegisterResult> {
    return new Promise((resolve) => {
      void this.#planning.add(() =>
        this.#plan(goal, (settle) => this.planner.register(goal, settle), resolve),
      );
    });
  }

  async #plan(
    goal: Pick<Goal, "parent" | "type" | "name">,
    plan: (settle: Settle) => Promise<Step[]> | Step[],
    settle: Settle,
  ): Promise<void> {
    if (this.deployment.halt.stopped) return;
    try {
      const steps = await plan(settle);
      if (!this.#skip(steps, settle)) void this.executor.chain(steps);
    } catch (error) {
      const { stack, project } = this.deployment;
      this.#bail(makeUrn(stack, project, goal.parent, goal.type, goal.name), error);
    }
  }

  // With continueOnError, what needs a failed resource is left out.
  #skip(steps: readonly Step[], settle: Settle): boolean {
    for (const failed of this.executor.failedSteps) this.#skipped.add(failed.urn);
    const state = steps.at(-1)?.new;
    if (
      state === undefined ||
      this.#skipped.size === 0 ||
      !dependenciesOf(state).some((urn) => this.#skipped.has(urn))
    )
      return false;
    this.#skipped.add(state.urn);
    settle({ state, result: "skipped", unknown: false });
    return true;
  }

  async #read(request: ReadResourceRequest): Promise<ReadResourceResponse> {
    const pkg = packageOf(request.getType());
    const provider =
      request.getProvider() === ""
        ? await this.#defaults.reference(pkg, request.getVersion())
        : request.getProvider();
    const goal: ReadGoal = {
      type: request.getType(),
      name: request.getName(),
      id: request.getId(),
      parent: request.getParent(),
      provider,
      inputs: fromStruct(request.getProperties()),
      dependencies: request.getDependenciesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    };
    const { state } = await new Promise<RegisterResult>((resolve) => {
      void this.#planning.add(() =>
        this.#plan(goal, (settle) => planRead(this.planner.decisions, goal, settle), resolve),
      );
    });
    const accepts = { secrets: request.getAcceptsecrets(), resources: request.getAcceptresources() };
    const response = new ReadResourceResponse();
    response.setUrn(state.urn);
    response.setProperties(toStruct(marshal(state.outputs, accepts)));
    return response;
  }

  #outputs(request: RegisterResourceOutputsRequest): Promise<void> {
    const urn = request.getUrn();
    const outputs = fromStruct(request.getOutputs());
    if (parseUrn(urn).qualifiedType === ROOT_STACK_TYPE) {
      this.stackOutputs = outputs;
      return Promise.resolve();
    }
    const step = this.executor.finished.get(urn);
    if (step?.new === undefined) {
      this.#bail(urn, new Error(`cannot complete a resource '${urn}' whose registration isn't pending`));
      return Promise.resolve();
    }
    publishOutputs(this.deployment, step, outputs);
    return Promise.resolve();
  }
}

/** Puts the outputs that the program gives for a component, or for the stack, into the state and into an event. */
export function publishOutputs(deployment: Deployment, step: Step, outputs: PropertyMap): void {
  if (step.new === undefined || (step.untargeted === true && step.old === undefined)) return;
  step.new.outputs = outputs;
  deployment.store.snapshot.add(step.new);
  deployment.events.done(step, deployment.dryRun);
}
