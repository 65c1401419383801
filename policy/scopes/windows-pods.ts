import { isHostProcess, isWindowsPod } from "./pod-os";
import { containersIn, onlyWhere, pods } from "./pods";

/** Pods that are made for Windows. */
export const windowsPods = onlyWhere(pods, isWindowsPod);

/** Containers of pods that are made for Windows. */
export const windowsContainers = containersIn(windowsPods);

/** Containers of pods that are made for Windows, but for those that run on the host itself. */
export const isolatedWindowsContainers = onlyWhere(
  windowsContainers,
  (container) => !isHostProcess(container.pod, container),
);
