import { linuxNoWindowsFields } from "../../../policy/rules/linux-no-windows-fields";
import { deployment, linuxSpec, pod, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const options = { windowsOptions: { runAsUserName: "ContainerUser" } };
const rest =
  'is set: Only Windows has it: with spec.os.name "linux" the API server refuses the pod, without it nothing comes of it. Take it out, or select Windows nodes if the pod is made for Windows.';

ruleTest(linuxNoWindowsFields, {
  valid: [
    { name: "a Linux pod without", resource: pod(linuxSpec()) },
    { name: "a Windows pod with them", resource: deployment(windowsSpec({ securityContext: options })) },
    { name: "a pod that does not say its OS", resource: pod({ securityContext: options }) },
  ],
  invalid: [
    {
      name: "options of a pod",
      resource: pod(linuxSpec({ securityContext: options })),
      messages: [`Pod "web": spec.securityContext.windowsOptions ${rest}`],
    },
    {
      name: "options of one container beside another",
      resource: deployment({ os: { name: "linux" }, containers: [{}, { securityContext: options }] }),
      messages: [`Deployment "web": spec.template.spec.containers[1].securityContext.windowsOptions ${rest}`],
    },
    {
      name: "options of an init container",
      resource: pod(linuxSpec({ initContainers: [{ securityContext: options }] })),
      messages: [`Pod "web": spec.initContainers[0].securityContext.windowsOptions ${rest}`],
    },
  ],
  unproved: [
    {
      name: "an unknown security context",
      resource: pod(linuxSpec({ securityContext: UNKNOWN })),
      messages: [
        'Pod "web": spec.securityContext is decided only during the deployment, so the rule cannot be proved in preview. Linux pods set no windowsOptions.',
      ],
    },
  ],
});
