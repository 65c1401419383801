import { windowsBuildOfImage } from "../../catalogue/images";
import { containersOf, type Pod } from "./pods";

/** Label by which the kubelet says a node's operating system. */
export const OS_LABEL = "kubernetes.io/os";

/** Its name before Kubernetes 1.14, which kubelets still set. */
export const OLD_OS_LABEL = "beta.kubernetes.io/os";

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
  return declaredSign(pod) ?? imageSign(pod);
}

/** A sign that somebody wrote on purpose: `spec.os`, or options for Windows. @throws {Unproved} */
function declaredSign(pod: Pod): WindowsSign | undefined {
  const { spec } = pod;
  if (spec.string("os", "name") === "windows") {
    return { field: spec.pathTo("os", "name"), words: `${spec.pathTo("os", "name")} is "windows"` };
  }
  const withOptions = [spec, ...containersOf(pod).map(({ view }) => view)].find((view) =>
    view.has("securityContext", "windowsOptions"),
  );
  if (withOptions === undefined) return undefined;
  const field = withOptions.pathTo("securityContext", "windowsOptions");
  return { field, words: `${field} is set` };
}

/** An image whose reference names a Windows release. @throws {Unproved} when an image is unknown and none does */
function imageSign(pod: Pod): WindowsSign | undefined {
  for (const { view } of containersOf(pod)) {
    const image = view.string("image");
    if (image === undefined || windowsBuildOfImage(image).kind !== "build") continue;
    const field = view.pathTo("image");
    return { field, words: `${field} "${image}" is a Windows image` };
  }
  return undefined;
}

/** Whether every image of the pod is known to exist for Linux only. @throws {Unproved} */
export function hasOnlyLinuxImages(pod: Pod): boolean {
  const all = containersOf(pod);
  return (
    all.length > 0 &&
    all.every(({ view }) => windowsBuildOfImage(view.string("image") ?? "").kind === "linux")
  );
}

/** Whether the pod runs as HostProcess, on the host itself. @throws {Unproved} */
export function isHostProcess({ spec }: Pod, container?: { readonly view: Pod["spec"] }): boolean {
  return (
    container?.view.boolean("securityContext", "windowsOptions", "hostProcess") ??
    spec.boolean("securityContext", "windowsOptions", "hostProcess") ??
    false
  );
}

/**
 * Whether the pod is made for Windows, for the rules about Windows pods.
 *
 * Images are looked at only where a RuntimeClass may bring the selector: a pod with a Windows image and neither is
 * refused by windows-pods-need-node-selector, and an image that is unknown yet shall not keep every other rule from
 * being proved.
 *
 * @throws {Unproved}
 */
export function isWindowsPod(pod: Pod): boolean {
  const selected = selectedOs(pod);
  if (selected !== undefined) return selected === "windows";
  if (declaredSign(pod) !== undefined) return true;
  if (pod.spec.string("os", "name") === "linux") return false;
  return pod.spec.has("runtimeClassName") && imageSign(pod) !== undefined;
}

/** Whether the pod says that it is made for Linux. @throws {Unproved} */
export function isLinuxPod(pod: Pod): boolean {
  return selectedOs(pod) === "linux" || pod.spec.string("os", "name") === "linux";
}
