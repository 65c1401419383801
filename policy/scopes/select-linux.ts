import type { Change } from "../mend";
import { mindsOs } from "./placement";
import { hasOnlyLinuxImages, OS_LABEL } from "./pod-os";
import type { Pod } from "./pods";

/** Sends a pod to Linux nodes that says nothing about its OS and has images for Linux only. @throws {Unproved} */
export function* selectLinux(pod: Pod): Iterable<Change> {
  if (mindsOs(pod) || pod.spec.has("runtimeClassName") || pod.spec.has("os")) return;
  if (hasOnlyLinuxImages(pod)) yield { view: pod.spec, steps: ["nodeSelector", OS_LABEL], value: "linux" };
}
