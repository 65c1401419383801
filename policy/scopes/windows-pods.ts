import { isHostProcess, isWindowsPod } from "./pod-os";
import { containers, onlyWhere, pods } from "./pods";

/** Pods that are made for Windows. */
export const windowsPods = onlyWhere(pods, isWindowsPod);

/** Containers of pods that are made for Windows. */
export const windowsContainers = onlyWhere(containers, ({ pod }) => isWindowsPod(pod));

/** Containers of pods that are made for Windows, but for those that run on the host itself. */
export const isolatedWindowsContainers = onlyWhere(
  containers,
  (container) => isWindowsPod(container.pod) && !isHostProcess(container.pod, container),
);
