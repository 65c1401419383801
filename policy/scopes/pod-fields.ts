import { type ForbiddenPodFieldRow, forbiddenWindowsPodFields } from "../../catalogue/windows-pods";
import type { View } from "../view";

/**
 * Fields of a pod that must be unset when spec.os.name is windows. The API server refuses them only when spec.os says
 * so; with a node selector alone the kubelet ignores or fails them.
 */
export const linuxOnlyPodFields: readonly (readonly string[])[] = fieldsOf("pod");

/** The same for the containers of a pod. */
export const linuxOnlyContainerFields: readonly (readonly string[])[] = fieldsOf("container");

function fieldsOf(wanted: ForbiddenPodFieldRow["level"]): string[][] {
  return forbiddenWindowsPodFields.flatMap(({ level, path }) => (level === wanted ? [path.split(".")] : []));
}

/** Fields that are not set when they are false or empty; of the others any value counts. */
const setByContent: readonly string[] = ["hostPID", "hostIPC", "securityContext.sysctls"];

/**
 * Whether a field is set, as the API server counts it: `false` is, but for two old switches, and so is an empty list, but
 * for sysctls.
 *
 * @throws {Unproved} when that cannot be told
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go (validateWindows)
 */
export function isSet(view: View, steps: readonly string[]): boolean {
  const kind = view.kind(...steps);
  if (!setByContent.includes(steps.join("."))) return kind !== "absent";
  if (kind === "list") return view.list(...steps).length > 0;
  return kind === "boolean" ? view.boolean(...steps) === true : kind !== "absent";
}
