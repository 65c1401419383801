import { UNKNOWN } from "../../../wire/values";
import type { KubeObject } from "./object";
import { textAt, valueAt, withoutValue, withValue } from "./object";

/** Group, version and kind of an object. */
export interface GroupVersionKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** A text of the object that an unknown does not count as. */
function knownText(object: KubeObject, ...path: string[]): string {
  const text = textAt(object, ...path);
  return text === UNKNOWN ? "" : text;
}

/** Kind of the object, as it says itself. */
export function kindOf(object: KubeObject): string {
  return knownText(object, "kind");
}

/** apiVersion of the object, as it says itself. */
export function apiVersionOf(object: KubeObject): string {
  return knownText(object, "apiVersion");
}

/** Name of the object; empty when it has none or it is unknown. */
export function nameOf(object: KubeObject): string {
  return knownText(object, "metadata", "name");
}

/** Namespace of the object; empty when it has none or it is unknown. */
export function namespaceOf(object: KubeObject): string {
  return knownText(object, "metadata", "namespace");
}

/** A copy of the object in another namespace; an empty one removes the field. */
export function inNamespace(object: KubeObject, namespace: string): KubeObject {
  const path = ["metadata", "namespace"];
  return namespace === "" ? withoutValue(object, path) : withValue(object, path, namespace);
}

/** Value of an annotation; empty when there is none. */
export function annotationOf(object: KubeObject, key: string): string {
  return textAt(object, "metadata", "annotations", key);
}

/** The id that Pulumi knows the object by: `namespace/name`, or `name` for an object of the cluster. */
export function idOf(object: KubeObject): string {
  return objectId(namespaceOf(object), nameOf(object));
}

/** The id of an object with this namespace (empty: none) and name. */
export function objectId(namespace: string, name: string): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}

/** Namespace and name in an id; the namespace is empty for an object of the cluster. */
export function parseId(id: string): { namespace: string; name: string } {
  const [first = "", second] = id.split("/");
  return second === undefined ? { namespace: "", name: first } : { namespace: first, name: second };
}

/** Splits an apiVersion: `apps/v1` is version v1 of group apps, `v1` is version v1 of the core group. */
export function groupVersionKind(apiVersion: string, kind: string): GroupVersionKind {
  const slash = apiVersion.indexOf("/");
  return slash < 0
    ? { group: "", version: apiVersion, kind }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind };
}

/** Group, version and kind that the object says it has. */
export function gvkOf(object: KubeObject): GroupVersionKind {
  return groupVersionKind(apiVersionOf(object), kindOf(object));
}

/** The apiVersion of a group and version. */
export function apiVersionFor(gvk: { readonly group: string; readonly version: string }): string {
  return gvk.group === "" ? gvk.version : `${gvk.group}/${gvk.version}`;
}

/**
 * What a type token stands for: `kubernetes:apps/v1:Deployment`. The core group is written `core/v1`; the kinds
 * that end in `Patch` or `List` keep that ending.
 */
export function gvkOfType(type: string): GroupVersionKind {
  const [, apiVersion = "", kind = ""] = type.split(":");
  const gvk = groupVersionKind(apiVersion, kind);
  return gvk.group === "core" ? { ...gvk, group: "" } : gvk;
}

/** Whether the resource is a Patch resource: its type is named as its object's kind, plus `Patch`. */
export function isPatchResource(type: string, kind: string): boolean {
  return kind !== "" && gvkOfType(type).kind === `${kind}Patch`;
}

/** Whether an owner reference of the object names the owner. */
export function isOwnedBy(object: KubeObject, owner: KubeObject): boolean {
  const owners = valueAt(object, "metadata", "ownerReferences");
  const uid = textAt(owner, "metadata", "uid");
  return Array.isArray(owners) && owners.some((reference: unknown) => isReferenceTo(reference, uid));
}

function isReferenceTo(reference: unknown, uid: string): boolean {
  return typeof reference === "object" && reference !== null && "uid" in reference && reference.uid === uid;
}
