import type * as kubernetes from "@pulumi/kubernetes";
import type { WindowsRelease } from "../../catalogue/windows-releases";
import { windowsReleases } from "../../catalogue/windows-releases";
import { osFamily } from "../os";

/** The handler of containerd on Windows that isolates by process: the only one that Kubernetes supports. */
export const processIsolationHandler = "runhcs-wcow-process";

/** Label of the kubelet with the build of a Windows node, for example `10.0.20348`. */
const windowsBuildLabel = "node.kubernetes.io/windows-build";

/**
 * Selector for the nodes of one Windows Server release.
 *
 * @param release - the release
 */
export function windowsBuildSelector(release: WindowsRelease): Record<string, string> {
  return {
    ...osFamily("Windows").nodeSelector,
    [windowsBuildLabel]: `10.0.${String(windowsReleases[release].build)}`,
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
    handler: processIsolationHandler,
    scheduling: {
      nodeSelector: windowsBuildSelector(release),
      tolerations: [...osFamily("Windows").tolerations],
    },
  };
}
