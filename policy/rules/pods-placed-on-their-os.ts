import { windowsBuildOfImage } from "../../catalogue/images";
import { stackRule } from "../rule";
import { placementOf } from "../scopes/placement";
import { isLinuxPod, isWindowsPod, type Os, OS_LABEL } from "../scopes/pod-os";
import { containersOf, type Pod, pods } from "../scopes/pods";
import { inWords } from "../text";

/** No pod can be placed on nodes of the other OS. */
export const podsPlacedOnTheirOs = stackRule({
  name: "pods-placed-on-their-os",
  level: "mandatory",
  description:
    "The scheduler cannot place a Linux pod on a Windows node of the program, or a Windows pod on a Linux node.",
  sources: [
    "https://kubernetes.io/docs/concepts/windows/user-guide/",
    "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/",
  ],
  scope: pods,
  *check(pod, stack) {
    const wrong = placementOf(pod, stack).yes;
    if (wrong.length === 0) return;
    const os = osOf(pod);
    if (os === undefined) return;
    const titles = wrong.filter((pool) => pool.os !== undefined && pool.os !== os).map(({ title }) => title);
    if (titles.length === 0) return;
    yield {
      field: pod.spec.path,
      problem: `is a ${os === "linux" ? "Linux" : "Windows"} pod that can be placed on ${inWords(titles)}`,
      reason:
        "Node selectors, affinity, taints and tolerations all allow it, and on the other operating system its images cannot be pulled",
      fix: `Set nodeSelector["${OS_LABEL}"] to "${os}"`,
    };
  },
});

/** The OS that the pod is made for, where selector, spec.os or an image say it. */
function osOf(pod: Pod): Os | undefined {
  if (isWindowsPod(pod)) return "windows";
  if (isLinuxPod(pod)) return "linux";
  const kinds = containersOf(pod).map(({ view }) => windowsBuildOfImage(view.string("image") ?? "").kind);
  if (kinds.includes("build")) return "windows";
  return kinds.includes("linux") ? "linux" : undefined;
}
