import type { Step } from "../step";

/** What an operation of the engine comes to. `unknown` is an operation that this program does not know. */
export type Action = "none" | "create" | "update" | "replace" | "delete" | "adopt" | "forget" | "unknown";

const actions: ReadonlyMap<string, Action> = new Map([
  ["same", "none"],
  ["read", "none"],
  ["refresh", "none"],
  ["create", "create"],
  ["update", "update"],
  ["replace", "replace"],
  ["create-replacement", "replace"],
  ["import-replacement", "replace"],
  ["read-replacement", "replace"],
  ["delete", "delete"],
  ["delete-replaced", "delete"],
  ["import", "adopt"],
  ["discard", "forget"],
  ["discard-replaced", "forget"],
  ["read-discard", "forget"],
  ["remove-pending-replace", "forget"],
]);

/**
 * What a step comes to: deleting what is retained only makes Pulumi forget it.
 *
 * @param step - one step
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step.go
 */
export function actionOf(step: Step): Action {
  const action = actions.get(step.op) ?? "unknown";
  return action === "delete" && step.old?.retainOnDelete === true ? "forget" : action;
}
