import { UNKNOWN, type PropertyMap } from "../../wire/values";
import type { Deployment } from "../deployment";
import type { Op, Step } from "../plan/steps";
import type { ObjectAnswer, Provider } from "../plugins/provider";
import type { ResourceState } from "../state/resource";
import { isProviderType } from "../values/urn";
import { ProtectedError } from "./protected";
import { goesWith } from "./record";
import { refresh } from "./refresh-step";

/** The object exists but is not healthy. It is kept in state with the reasons. */
export class InitFailure extends Error {
  override readonly name = "InitFailure";

  constructor(readonly reasons: readonly string[]) {
    const count = `${reasons.length} ${reasons.length === 1 ? "error" : "errors"} occurred:`;
    super(`${[count, ...reasons.map((reason) => `\t* ${reason}`)].join("\n")}\n\n`);
  }
}

type Operation = (deployment: Deployment, step: Step) => Promise<void>;

/** What each kind of step does to the object and to the states that the step holds. */
export const operations: Readonly<Record<Op, Operation>> = {
  same,
  create,
  "create-replacement": create,
  update,
  delete: remove,
  "delete-replaced": remove,
  discard: remove,
  "discard-replaced": remove,
  read,
  "read-replacement": read,
  refresh,
  import: importObject,
  "import-replacement": importObject,
  replace: () => Promise.resolve(),
  "remove-pending-replace": () => Promise.resolve(),
};

async function same(deployment: Deployment, step: Step): Promise<void> {
  const { old, new: state } = sides(step);
  if (old === undefined) return;
  state.id = old.id;
  state.outputs = old.outputs;
  if (isProviderType(state.type) && step.untargeted !== true)
    await deployment.providers.same({ ...state, inputs: old.inputs });
}

async function create(deployment: Deployment, step: Step): Promise<void> {
  const { old, new: state } = sides(step);
  const now = new Date().toISOString();
  state.created = now;
  state.modified = now;
  if (isProviderType(state.type))
    Object.assign(state, deployment.providers.create(state.urn, state.inputs, deployment.dryRun));
  else if (state.custom) {
    const provider = providerOf(deployment, state);
    take(
      state,
      await provider.create(state.urn, state.inputs, state.customTimeouts.create ?? 0, deployment.dryRun),
    );
  }
  if (step.createFirst === true && old !== undefined) old.delete = true;
  failIfUnhealthy(state);
}

async function update(deployment: Deployment, step: Step): Promise<void> {
  const { old, new: state } = sides(step);
  if (old === undefined) throw new Error(`an update of ${step.urn} has no old object`);
  state.id = old.id;
  state.created = old.created;
  state.modified = new Date().toISOString();
  if (isProviderType(state.type))
    state.outputs = deployment.providers.update(state.urn, state.id, state.inputs).outputs;
  else if (state.custom) {
    const provider = providerOf(deployment, state);
    const answer = await provider.update(
      { ...old, urn: state.urn },
      state.inputs,
      state.customTimeouts.update ?? 0,
      step.ignoreChanges ?? [],
      deployment.dryRun,
    );
    take(state, answer);
  }
  // What did not get through has to be tried again: the next run must see a difference.
  if (state.initErrors.length > 0) state.inputs = old.inputs;
  failIfUnhealthy(state);
}

async function remove(deployment: Deployment, step: Step): Promise<void> {
  const { old } = step;
  if (old === undefined) throw new Error(`a deletion of ${step.urn} has no object`);
  const replacing = step.op === "delete-replaced" || step.op === "discard-replaced";
  if (old.protect && !replacing) throw new ProtectedError(old.urn);
  if (!deployment.dryRun && isOwnObject(old) && goesWith(deployment, old) === undefined) {
    const provider = await deployment.providers.ensure(old.provider, deployment.previous.resources);
    await provider.delete(old, old.customTimeouts.delete ?? 0);
  }
}

// What the stack only reads, or is told to leave in place, is not deleted.
function isOwnObject(old: ResourceState): boolean {
  return old.custom && !isProviderType(old.type) && !old.external && !old.retainOnDelete;
}

async function read(deployment: Deployment, step: Step): Promise<void> {
  const { old, new: state } = sides(step);
  if (state.id !== UNKNOWN) {
    const found = await providerOf(deployment, state).read(state.urn, state.id, {
      inputs: state.inputs,
      outputs: state.inputs,
    });
    if (found === undefined) throw new Error(`resource '${state.id}' does not exist`);
    take(state, found);
  }
  if (step.op === "read-replacement" && old !== undefined) old.delete = true;
  state.created = old?.created ?? "";
  state.modified = old?.modified ?? "";
  failIfUnhealthy(state);
}

async function importObject(deployment: Deployment, step: Step): Promise<void> {
  const { old, new: state } = sides(step);
  const found = await providerOf(deployment, state).read(state.urn, state.importID);
  if (found === undefined) throw new Error(`resource '${state.importID}' does not exist`);
  if (found.inputs === undefined)
    throw new Error(`provider does not support importing resources of type ${state.type}`);
  const now = new Date().toISOString();
  Object.assign(state, {
    id: found.id,
    inputs: chosen(found.inputs, step.properties),
    outputs: found.outputs,
    initErrors: found.initErrors,
    created: now,
    modified: now,
  });
  if (step.planned === true) await checkImported(deployment, state);
  if (step.op === "import-replacement" && old !== undefined) old.delete = true;
}

/** The inputs that an import asked for, or all of them. */
function chosen(inputs: PropertyMap, properties: readonly string[] | undefined): PropertyMap {
  if (properties === undefined || properties.length === 0) return inputs;
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => properties.includes(name)));
}

async function checkImported(deployment: Deployment, state: ResourceState): Promise<void> {
  state.importID = "";
  const { failures } = await providerOf(deployment, state).check(state.urn, state.inputs, state.inputs);
  for (const { property, reason } of failures) {
    deployment.events.message(
      "warning",
      state.urn,
      `the imported inputs do not pass the provider's own check: ${property}: ${reason}`,
    );
  }
}

function take(state: ResourceState, answer: ObjectAnswer): void {
  state.id = answer.id;
  state.outputs = answer.outputs;
  state.initErrors = answer.initErrors;
}

function failIfUnhealthy(state: ResourceState): void {
  if (state.initErrors.length > 0) throw new InitFailure(state.initErrors);
}

function providerOf(deployment: Deployment, state: ResourceState): Provider {
  const provider = deployment.providers.get(state.provider);
  if (provider === undefined)
    throw new Error(`unknown provider '${state.provider}' for resource '${state.urn}'`);
  return provider;
}

function sides(step: Step): { readonly old: ResourceState | undefined; readonly new: ResourceState } {
  if (step.new === undefined) throw new Error(`a step "${step.op}" of ${step.urn} has no new state`);
  return { old: step.old, new: step.new };
}
