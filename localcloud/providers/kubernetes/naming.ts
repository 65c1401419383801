import { randomBytes } from "node:crypto";
import type { CheckRequest } from "../provider";
import { Annotation, isAnnotated } from "./objects/annotations";
import { nameOf } from "./objects/metadata";
import type { KubeObject } from "./objects/object";
import { textAt, withValue } from "./objects/object";

/** Whether the object has a name, even if it is not known yet. */
export function isNamed(object: KubeObject): boolean {
  return textAt(object, "metadata", "name") !== "";
}

/** Whether the server is to make the name. */
export function isGenerateName(object: KubeObject): boolean {
  return !isNamed(object) && textAt(object, "metadata", "generateName") !== "";
}

/** Whether the provider made the name. */
export function isAutonamed(object: KubeObject): boolean {
  return isAnnotated(object, Annotation.Autonamed);
}

/** An object without a name keeps the one that it was given before. */
export function withOldName(object: KubeObject, old: KubeObject): KubeObject {
  return !isNamed(object) && isAutonamed(old) ? autonamed(object, nameOf(old)) : object;
}

/**
 * Gives a name to an object that has none: the logical name and eight random hex digits, or what the stack's
 * `pulumi:autonaming` proposes.
 *
 * @throws Error when the stack forbids automatic names.
 */
export function withNewName(
  object: KubeObject,
  request: Pick<CheckRequest, "name" | "randomSeed" | "autonaming">,
): KubeObject {
  if (isNamed(object) || isGenerateName(object)) return object;
  if (request.autonaming?.mode === "disabled") {
    throw new Error("autonaming is disabled, resource requires the .metadata.name field to be set");
  }
  return autonamed(object, request.autonaming?.proposedName ?? newName(request));
}

/** A name that nobody else has: the logical name and eight random hex digits. */
export function newName(request: Pick<CheckRequest, "name" | "randomSeed">): string {
  return `${request.name}-${randomHex(request.randomSeed)}`;
}

/** A name for the owner of an object's fields, random per object. */
export function newFieldManager(): string {
  return `${FIELD_MANAGER}-${randomHex()}`;
}

/** Field manager of what is created, and of everything without server-side apply. */
export const FIELD_MANAGER = "pulumi-kubernetes";

function autonamed(object: KubeObject, name: string): KubeObject {
  const named = withValue(object, ["metadata", "name"], name);
  return withValue(named, ["metadata", "annotations", Annotation.Autonamed], "true");
}

function randomHex(seed?: Uint8Array): string {
  const bytes = seed !== undefined && seed.length >= 4 ? Buffer.from(seed.subarray(0, 4)) : randomBytes(4);
  return bytes.toString("hex");
}
