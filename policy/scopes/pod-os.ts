import { windowsBuildOfImage } from "../../catalogue/images";
import { containersOf, type Pod } from "./pods";

/** Label by which the kubelet says a node's operating system. */
export const OS_LABEL = "kubernetes.io/os";

/** Operating systems of nodes. */
export type Os = "linux" | "windows";

/** What in a pod says that it is made for Windows. */
export interface WindowsSign {
  /** Path of the field. */
  readonly field: string;
  /** The sign in words, such as `spec.os.name is windows`. */
  readonly words: string;
}

/** The operating system that the pod's literal node selector names. @throws {Unproved} */
export function selectedOs({ spec }: Pod): string | undefined {
  return spec.string("nodeSelector", OS_LABEL);
}

/** The first thing in the pod that only a Windows pod has, whether or not it selects Windows nodes. @throws {Unproved} */
export function windowsSign(pod: Pod): WindowsSign | undefined {
  const { spec } = pod;
  if (spec.string("os", "name") === "windows") {
    return { field: spec.pathTo("os", "name"), words: `${spec.pathTo("os", "name")} is "windows"` };
  }
  if (spec.has("securityContext", "windowsOptions")) {
    const field = spec.pathTo("securityContext", "windowsOptions");
    return { field, words: `${field} is set` };
  }
  for (const { view } of containersOf(pod)) {
    if (view.has("securityContext", "windowsOptions")) {
      const field = view.pathTo("securityContext", "windowsOptions");
      return { field, words: `${field} is set` };
    }
    const image = view.string("image");
    if (image !== undefined && windowsBuildOfImage(image).kind === "build") {
      return { field: view.pathTo("image"), words: `${view.pathTo("image")} "${image}" is a Windows image` };
    }
  }
  return undefined;
}

/** Whether the pod runs as HostProcess, on the host itself. @throws {Unproved} */
export function isHostProcess({ spec }: Pod, container?: { readonly view: Pod["spec"] }): boolean {
  return (
    container?.view.boolean("securityContext", "windowsOptions", "hostProcess") ??
    spec.boolean("securityContext", "windowsOptions", "hostProcess") ??
    false
  );
}

/** Whether the pod is made for Windows: it selects Windows nodes or bears a sign of it. @throws {Unproved} */
export function isWindowsPod(pod: Pod): boolean {
  return selectedOs(pod) === "windows" || (selectedOs(pod) === undefined && windowsSign(pod) !== undefined);
}
