import { noContainerAdministrator } from "../../../policy/rules/no-container-administrator";
import { deployment, linuxSpec, pod, UNKNOWN, windowsContainer, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const as = (runAsUserName: string) => ({ securityContext: { windowsOptions: { runAsUserName } } });
const rest =
  'It has all rights in the container and more of them on the node than another account if it breaks out. Set it to "ContainerUser" and give that account the folders it has to write to.';

ruleTest(noContainerAdministrator, {
  valid: [
    { name: "ContainerUser", resource: pod(windowsSpec(as("ContainerUser"))) },
    { name: "no user", resource: deployment(windowsSpec()) },
    { name: "a Linux pod", resource: pod(linuxSpec()) },
    {
      name: "a HostProcess pod",
      resource: pod(
        windowsSpec({
          securityContext: { windowsOptions: { hostProcess: true, runAsUserName: "ContainerAdministrator" } },
        }),
      ),
    },
  ],
  invalid: [
    {
      name: "the pod's user",
      resource: pod(windowsSpec(as("ContainerAdministrator"))),
      messages: [
        `Pod "web": spec.securityContext.windowsOptions.runAsUserName is "ContainerAdministrator": ${rest}`,
      ],
    },
    {
      name: "one container's user in other letters",
      resource: deployment(
        windowsSpec({ containers: [windowsContainer(), windowsContainer(as("containeradministrator"))] }),
      ),
      messages: [
        `Deployment "web": spec.template.spec.containers[1].securityContext.windowsOptions.runAsUserName is "containeradministrator": ${rest}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown user",
      resource: pod(windowsSpec(as(UNKNOWN))),
      messages: [
        'Pod "web": spec.securityContext.windowsOptions.runAsUserName is decided only during the deployment, so the rule cannot be proved in preview. Windows pods do not run as ContainerAdministrator.',
      ],
    },
  ],
});
