import { annotationOf } from "./metadata";
import type { KubeObject } from "./object";

/**
 * Annotations that steer the provider.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/#pulumi-annotations
 */
export const Annotation = {
  /** The name was made by the provider. */
  Autonamed: "pulumi.com/autonamed",
  SkipAwait: "pulumi.com/skipAwait",
  WaitFor: "pulumi.com/waitFor",
  TimeoutSeconds: "pulumi.com/timeoutSeconds",
  ReplaceUnready: "pulumi.com/replaceUnready",
  PatchForce: "pulumi.com/patchForce",
  PatchFieldManager: "pulumi.com/patchFieldManager",
  DeletionPropagation: "pulumi.com/deletionPropagationPolicy",
} as const;

/** Whether an annotation says `true`. */
export function isAnnotated(object: KubeObject, annotation: string): boolean {
  return annotationOf(object, annotation) === "true";
}

/** Seconds to wait when neither `customTimeouts` nor an annotation says otherwise. */
const DEFAULT_TIMEOUT_SECONDS = 600;

/**
 * How long to wait for an object.
 *
 * @param customTimeoutSeconds From `customTimeouts`; 0 when there are none. It wins over the annotation.
 */
export function timeoutSeconds(
  customTimeoutSeconds: number,
  object: KubeObject,
  byDefault = DEFAULT_TIMEOUT_SECONDS,
): number {
  if (customTimeoutSeconds !== 0) return customTimeoutSeconds;
  const annotated = annotationOf(object, Annotation.TimeoutSeconds);
  return /^\d+$/.test(annotated) ? Number(annotated) : byDefault;
}

/** What becomes of the objects that an object owns when it is deleted. Any other word than these means Foreground. */
export function propagationPolicy(object: KubeObject): "Foreground" | "Background" | "Orphan" {
  switch (annotationOf(object, Annotation.DeletionPropagation).toLowerCase()) {
    case "orphan":
      return "Orphan";
    case "background":
      return "Background";
    default:
      return "Foreground";
  }
}
