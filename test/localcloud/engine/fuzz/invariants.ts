import assert from "node:assert/strict";
import type { StackState } from "../../../../localcloud/engine/state/checkpoint";
import { dependenciesOf } from "../../../../localcloud/engine/state/resource";
import { sameValue } from "../../../../localcloud/engine/values/equal";
import type { Episode } from "./graphs";
import type { World } from "./world";

/** State is whole, and state and cloud hold the same objects. */
export async function checkWhole(world: World): Promise<void> {
  const state = await world.state();
  checkReferences(state);
  assert.deepEqual(state.pendingOperations, [], "an operation is left pending");
  const ids = state.resources
    .filter((resource) => resource.type === "crate:index:Box" && !resource.pendingReplacement)
    .map(({ id }) => id);
  assert.deepEqual(
    ids.sort(),
    [...world.cloud.objects.keys()].sort(),
    "state and cloud do not hold the same objects",
  );
}

/** Every reference of the state means a resource that comes before it, and no URN has two live resources. */
export function checkReferences({ resources }: StackState): void {
  const before = new Set<string>();
  const live = new Set<string>();
  for (const resource of resources) {
    for (const urn of dependenciesOf(resource))
      assert.ok(before.has(urn), `${resource.urn} refers to ${urn}, which does not come before it`);
    before.add(resource.urn);
    if (resource.delete) continue;
    assert.ok(!live.has(resource.urn), `${resource.urn} is there twice`);
    live.add(resource.urn);
  }
}

/** Every object is what state says of it. */
export async function checkInputs(world: World): Promise<void> {
  for (const { urn, id, type, inputs } of (await world.state()).resources) {
    if (type === "crate:index:Box")
      assert.ok(sameValue(inputs, world.cloud.objects.get(id)), `state and cloud differ in ${urn}`);
  }
}

/** The program makes everything well, and is a no-op after that. */
export async function checkConverges(world: World, well: Episode): Promise<void> {
  const repaired = await world.run(well);
  assert.ok(repaired.ok, `does not converge: ${repaired.errors.join("; ")}`);
  await checkWhole(world);
  await checkInputs(world);
  assert.deepEqual((await world.run(well)).ops, [], "the run after a good one is not a no-op");
}
