import type { Executor } from "../apply/execute";
import type { Deployment } from "../deployment";
import { newState, type ResourceState } from "../state/resource";
import type { ImportOption } from "../options";
import { createStep, importSteps, sameStep, type Step } from "../plan/steps";
import { makeUrn, packageOf, providerReference, providerType, ROOT_STACK_TYPE } from "../values/urn";
import { rootUrn } from "./deploy";

/** Takes existing objects into the stack, protected, without a program. Each one is read and its inputs are checked. */
export async function importObjects(deployment: Deployment, executor: Executor): Promise<void> {
  const imports = deployment.options.imports ?? [];
  await executor.chain([
    keepOrCreate(deployment, newState({ urn: rootUrn(deployment), type: ROOT_STACK_TYPE, custom: false })),
  ]);
  const references = new Map<string, string>();
  for (const pkg of new Set(imports.map((item) => packageOf(item.type))))
    references.set(pkg, await defaultProvider(deployment, executor, pkg));
  await executor.parallel(
    imports.map((item) => importStep(deployment, item, references.get(packageOf(item.type)) ?? "")),
  );
}

async function defaultProvider(deployment: Deployment, executor: Executor, pkg: string): Promise<string> {
  const type = providerType(pkg);
  const urn = makeUrn(deployment.stack, deployment.project, "", type, "default");
  const { inputs } = await deployment.providers.check(urn, {}, {});
  const step = keepOrCreate(deployment, newState({ urn, type, custom: true, inputs }));
  await executor.chain([step]);
  return providerReference(urn, step.new?.id ?? "");
}

function importStep(deployment: Deployment, { type, name, id }: ImportOption, provider: string): Step {
  const parent = rootUrn(deployment);
  const urn = makeUrn(deployment.stack, deployment.project, parent, type, name);
  const exists = deployment.previous.byUrn.has(urn);
  if (exists)
    throw new Error(
      `resource '${urn}' already exists in the stack; remove it from the state or import under another name`,
    );
  const state = newState({ urn, type, custom: true, parent, provider, protect: true, importID: id });
  return { ...importSteps(undefined, state)[0], planned: true } as Step;
}

function keepOrCreate(deployment: Deployment, state: ResourceState): Step {
  const old = deployment.previous.byUrn.get(state.urn);
  return old === undefined ? createStep(state, () => undefined) : sameStep(old, { ...old });
}
