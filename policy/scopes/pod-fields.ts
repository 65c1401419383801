import { type ForbiddenPodFieldRow, forbiddenWindowsPodFields } from "../../catalogue/windows-pods";
import type { View } from "../view";

/** A field of a pod or a container that only Linux pods can have. */
export interface LinuxField {
  readonly steps: readonly [string, ...string[]];
  /** Whether it counts as set only when it is neither false nor empty; of the others any value counts. */
  readonly byContent: boolean;
}

/** Two old switches and a list, which the API server looks into. */
const setByContent: readonly string[] = ["hostPID", "hostIPC", "securityContext.sysctls"];

/**
 * Fields of a pod that must be unset when spec.os.name is windows. The API server refuses them only when spec.os says
 * so; with a node selector alone the kubelet ignores or fails them.
 */
export const linuxOnlyPodFields: readonly LinuxField[] = fieldsOf("pod");

/** The same for the containers of a pod. */
export const linuxOnlyContainerFields: readonly LinuxField[] = fieldsOf("container");

function fieldsOf(wanted: ForbiddenPodFieldRow["level"]): LinuxField[] {
  return forbiddenWindowsPodFields
    .filter(({ level }) => level === wanted)
    .map(({ path }) => {
      const [first = "", ...more] = path.split(".");
      return { steps: [first, ...more], byContent: setByContent.includes(path) };
    });
}

/**
 * Whether a field is set, as the API server counts it: `false` is, but for two old switches, and so is an empty list, but
 * for sysctls.
 *
 * @throws {Unproved} when that cannot be told
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go (validateWindows)
 */
export function isSet(view: View, { steps, byContent }: LinuxField): boolean {
  if (!view.has(...steps)) return false;
  if (!byContent) return true;
  const kind = view.kind(...steps);
  if (kind === "list") return view.list(...steps).length > 0;
  return kind !== "boolean" || view.boolean(...steps) === true;
}
