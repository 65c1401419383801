import { resourceRule } from "../rule";
import { isHostProcess } from "../scopes/pod-os";
import { containersOf } from "../scopes/pods";
import { windowsPods } from "../scopes/windows-pods";

/** Windows containers do not run as administrator. */
export const noContainerAdministrator = resourceRule({
  name: "no-container-administrator",
  level: "advisory",
  description: "Windows pods do not run as ContainerAdministrator.",
  sources: [
    "https://kubernetes.io/docs/concepts/security/windows-security/",
    "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-security",
  ],
  scope: windowsPods,
  *check(pod) {
    if (isHostProcess(pod)) return;
    for (const view of [pod.spec, ...containersOf(pod).map((container) => container.view)]) {
      const user = view.string("securityContext", "windowsOptions", "runAsUserName");
      if (user?.toLowerCase() !== "containeradministrator") continue;
      yield {
        field: view.pathTo("securityContext", "windowsOptions", "runAsUserName"),
        problem: `is "${user}"`,
        reason:
          "It has all rights in the container and more of them on the node than another account if it breaks out",
        fix: 'Set it to "ContainerUser" and give that account the folders it has to write to',
      };
    }
  },
});
