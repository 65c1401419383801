import type { PropertyMap } from "../../wire/values";
import { FIELD_MANAGER, newFieldManager } from "./naming";
import { Annotation } from "./objects/annotations";
import { annotationOf } from "./objects/metadata";
import type { KubeObject } from "./objects/object";
import { textAt } from "./objects/object";
import type { Session } from "./session";

/**
 * Who owns the fields that are set: what the object's annotation says, else what the state says, else a new name
 * for a new object. Without server-side apply it is always the same.
 */
export function fieldManagerOf(object: KubeObject, outputs: PropertyMap, { options }: Session): string {
  if (!options.enableServerSideApply) return FIELD_MANAGER;
  const annotated = annotationOf(object, Annotation.PatchFieldManager);
  if (annotated !== "") return annotated;
  const known = textAt(outputs, "__fieldManager");
  return known === "" ? newFieldManager() : known;
}
