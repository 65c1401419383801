import type { PropertyMap } from "../../../wire/values";
import { isRecord } from "../../../wire/values";
import type { KubeObject } from "../objects/object";
import { listAt, textAt } from "../objects/object";

/** The entry of a type in `status.conditions`, or `undefined`. */
export function conditionOf(object: KubeObject, type: string): PropertyMap | undefined {
  const found = listAt(object, "status", "conditions").find(
    (condition) => textAt(condition, "type") === type,
  );
  return isRecord(found) ? found : undefined;
}

/** Whether a condition of that type is there and True. */
export function isTrue(object: KubeObject, type: string): boolean {
  return textAt(conditionOf(object, type), "status") === "True";
}

/** Reason and message of a condition as one text; empty when one of the two is missing. */
export function conditionText(condition: PropertyMap | undefined): string {
  const [reason, message] = [textAt(condition, "reason"), textAt(condition, "message")];
  return reason === "" || message === "" ? "" : `[${reason}] ${message}`;
}
