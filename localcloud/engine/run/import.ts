import type { Executor } from "../apply/execute";
import type { Deployment } from "../deployment";
import { newState, type ResourceState } from "../state/resource";
import type { ImportOption } from "../options";
import { packageConfig, type StackConfig } from "../program/config";
import { createStep, importSteps, sameStep, type Step } from "../plan/steps";
import { makeUrn, packageOf, providerReference, providerType, ROOT_STACK_TYPE } from "../values/urn";
import { rootUrn } from "./deploy";

/** A resource to take in, with its place in the stack. */
interface Placed extends ImportOption {
  readonly urn: string;
  readonly parentUrn: string;
}

/** Takes existing objects into the stack without a program. Each one is read and its inputs are checked. */
export async function importObjects(
  deployment: Deployment,
  executor: Executor,
  config: StackConfig,
): Promise<void> {
  const root = rootUrn(deployment);
  const imports = placed(deployment, root);
  for (const { urn, id } of imports) refuseAnother(deployment, urn, id);
  await executor.chain([
    keepOrCreate(deployment, newState({ urn: root, type: ROOT_STACK_TYPE, custom: false })),
  ]);
  await keepProviders(deployment, executor, imports);
  for (const { urn, type, parentUrn, component } of imports) {
    if (component !== true || deployment.news.has(urn)) continue;
    const state = newState({ urn, type, custom: false, parent: parentUrn });
    await executor.chain([keepOrCreate(deployment, state)]);
  }
  const objects = imports.filter(
    ({ urn, component }) => component !== true && !deployment.previous.byUrn.has(urn),
  );
  const references = await providersOf(deployment, executor, config, objects);
  await executor.parallel(objects.map((item) => importStep(item, references.get(providerKey(item)) ?? "")));
}

/** The URN of each entry; a parent stands before its children. */
function placed(deployment: Deployment, root: string): readonly Placed[] {
  const { imports = [] } = deployment.options;
  return imports.map((item) => {
    const parentUrn = item.parent ?? root;
    return {
      ...item,
      parentUrn,
      urn: makeUrn(deployment.stack, deployment.project, parentUrn, item.type, item.name),
    };
  });
}

/** What is in the stack already is left as it is, unless it is another object. */
function refuseAnother(deployment: Deployment, urn: string, id: string): void {
  const old = deployment.previous.byUrn.get(urn);
  if (old === undefined || old.id === id) return;
  throw new Error(
    `resource '${urn}' already exists in the stack; remove it from the state or import under another name`,
  );
}

/** Explicit providers come before what they manage, and all that they stand under before them: in the order of the state. */
async function keepProviders(
  deployment: Deployment,
  executor: Executor,
  imports: readonly Placed[],
): Promise<void> {
  if (imports.every(({ provider }) => provider === undefined)) return;
  for (const state of deployment.previous.resources) {
    if (state.type !== ROOT_STACK_TYPE && !state.delete)
      await executor.chain([sameStep(state, { ...state })]);
  }
}

function providerKey({ provider, type }: ImportOption): string {
  return provider ?? packageOf(type);
}

async function providersOf(
  deployment: Deployment,
  executor: Executor,
  config: StackConfig,
  objects: readonly Placed[],
): Promise<ReadonlyMap<string, string>> {
  const references = new Map<string, string>();
  for (const item of objects) {
    const key = providerKey(item);
    if (references.has(key)) continue;
    references.set(
      key,
      item.provider === undefined
        ? await defaultProvider(deployment, executor, key, config)
        : explicitProvider(deployment, item.provider),
    );
  }
  return references;
}

function explicitProvider(deployment: Deployment, urn: string): string {
  const state = deployment.previous.byUrn.get(urn);
  if (state === undefined)
    throw new Error(`provider '${urn}' is not in the stack: deploy it first, as a target`);
  return providerReference(urn, state.id);
}

async function defaultProvider(
  deployment: Deployment,
  executor: Executor,
  pkg: string,
  config: StackConfig,
): Promise<string> {
  const type = providerType(pkg);
  const urn = makeUrn(deployment.stack, deployment.project, "", type, "default");
  const kept = deployment.news.get(urn);
  if (kept !== undefined) return providerReference(urn, kept.id);
  const { inputs } = await deployment.providers.check(urn, {}, packageConfig(config, pkg));
  const step = keepOrCreate(deployment, newState({ urn, type, custom: true, inputs }));
  await executor.chain([step]);
  return providerReference(urn, step.new?.id ?? "");
}

function importStep(
  { urn, type, parentUrn, id, protect = true, properties }: Placed,
  provider: string,
): Step {
  const state = newState({ urn, type, custom: true, parent: parentUrn, provider, protect, importID: id });
  const [step] = importSteps(undefined, state);
  if (step === undefined) throw new Error(`${urn} has no step to import it`);
  return { ...step, planned: true, ...(properties === undefined ? {} : { properties }) };
}

function keepOrCreate(deployment: Deployment, state: ResourceState): Step {
  const old = deployment.previous.byUrn.get(state.urn);
  return old === undefined ? createStep(state, () => undefined) : sameStep(old, { ...old });
}
