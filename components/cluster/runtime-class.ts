import type * as kubernetes from "@pulumi/kubernetes";
import { windowsBuildLabel, windowsRuntimeHandler } from "../../catalogue/windows-pods";
import type { WindowsRelease } from "../../catalogue/windows-releases";
import { windowsReleases } from "../../catalogue/windows-releases";
import { osFamily } from "../os";

/**
 * Selector for the nodes of one Windows Server release.
 *
 * @param release - the release
 */
export function windowsBuildSelector(release: WindowsRelease): Record<string, string> {
  return {
    ...osFamily("Windows").nodeSelector,
    [windowsBuildLabel.key]: `${windowsBuildLabel.prefix}${String(windowsReleases[release].build)}`,
  };
}

/**
 * A RuntimeClass that brings pods to the nodes of one Windows Server release.
 *
 * @param release - the release
 * @see https://kubernetes.io/docs/concepts/windows/user-guide/#handling-multiple-windows-versions-in-the-same-cluster
 */
export function runtimeClassArgs(release: WindowsRelease): kubernetes.types.input.node.v1.RuntimeClass {
  return {
    metadata: { name: `windows-${release.toLowerCase()}` },
    handler: windowsRuntimeHandler.handler,
    scheduling: {
      nodeSelector: windowsBuildSelector(release),
      tolerations: [...osFamily("Windows").tolerations],
    },
  };
}
