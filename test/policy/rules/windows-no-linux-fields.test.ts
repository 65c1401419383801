import { windowsNoLinuxFields } from "../../../policy/rules/windows-no-linux-fields";
import { deployment, linuxSpec, pod, UNKNOWN, windowsContainer, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

// Written out, not taken from the catalogue: these are the 25 of the API's comment and seLinuxChangePolicy.
const podFields = [
  "hostPID",
  "hostIPC",
  "hostUsers",
  "resources",
  "shareProcessNamespace",
  "securityContext.appArmorProfile",
  "securityContext.seLinuxOptions",
  "securityContext.seLinuxChangePolicy",
  "securityContext.seccompProfile",
  "securityContext.fsGroup",
  "securityContext.fsGroupChangePolicy",
  "securityContext.sysctls",
  "securityContext.runAsUser",
  "securityContext.runAsGroup",
  "securityContext.supplementalGroups",
  "securityContext.supplementalGroupsPolicy",
];
const containerFields = [
  "securityContext.appArmorProfile",
  "securityContext.seLinuxOptions",
  "securityContext.seccompProfile",
  "securityContext.capabilities",
  "securityContext.readOnlyRootFilesystem",
  "securityContext.privileged",
  "securityContext.allowPrivilegeEscalation",
  "securityContext.procMount",
  "securityContext.runAsUser",
  "securityContext.runAsGroup",
];
const nested = (path: string): Record<string, unknown> =>
  path.split(".").reduceRight<unknown>((value, key) => ({ [key]: value }), 1) as Record<string, unknown>;
const rest =
  'is set: Only Linux has it: with spec.os.name "windows" the API server refuses the pod, without it the kubelet does not do what is asked for. Take it out; what Windows has instead stands in securityContext.windowsOptions.';

ruleTest(windowsNoLinuxFields, {
  valid: [
    { name: "a Windows pod without", resource: pod(windowsSpec()) },
    {
      name: "what Windows has",
      resource: pod(
        windowsSpec({
          securityContext: { runAsNonRoot: true, windowsOptions: { runAsUserName: "ContainerUser" } },
        }),
      ),
    },
    {
      name: "a Linux pod with them",
      resource: pod(linuxSpec({ hostPID: true, securityContext: { fsGroup: 1 } })),
    },
    {
      name: "switches that are off and no sysctls, which the API server takes",
      resource: pod(windowsSpec({ hostPID: false, hostIPC: false, securityContext: { sysctls: [] } })),
    },
    {
      name: "fields that are null",
      resource: pod(windowsSpec({ hostPID: null, securityContext: { fsGroup: null } })),
    },
  ],
  invalid: [
    ...podFields.map((path) => ({
      name: `${path} of a pod`,
      resource: pod(windowsSpec(nested(path))),
      messages: [`Pod "web": spec.${path} ${rest}`],
    })),
    ...containerFields.map((path) => ({
      name: `${path} of a container`,
      resource: pod(windowsSpec({ containers: [windowsContainer(), windowsContainer(nested(path))] })),
      messages: [`Pod "web": spec.containers[1].${path} ${rest}`],
    })),
    {
      name: "an empty list, which counts for groups",
      resource: pod(windowsSpec({ securityContext: { supplementalGroups: [] } })),
      messages: [`Pod "web": spec.securityContext.supplementalGroups ${rest}`],
    },
    {
      name: "sysctls",
      resource: pod(windowsSpec({ securityContext: { sysctls: [{ name: "a", value: "1" }] } })),
      messages: [`Pod "web": spec.securityContext.sysctls ${rest}`],
    },
    {
      name: "a switch that is on",
      resource: pod(windowsSpec({ hostPID: true, hostIPC: true })),
      messages: [`Pod "web": spec.hostPID ${rest}`, `Pod "web": spec.hostIPC ${rest}`],
    },
    {
      name: "a switch that is off, but that Windows does not know",
      resource: pod(windowsSpec({ hostUsers: false })),
      messages: [`Pod "web": spec.hostUsers ${rest}`],
    },
    {
      name: "a pod that says Windows in spec.os only, in a Deployment's init container",
      resource: deployment({
        os: { name: "windows" },
        initContainers: [{ securityContext: { privileged: false } }],
      }),
      messages: [`Deployment "web": spec.template.spec.initContainers[0].securityContext.privileged ${rest}`],
    },
  ],
  unproved: [
    {
      name: "an unknown security context",
      resource: pod(windowsSpec({ securityContext: UNKNOWN })),
      messages: [
        'Pod "web": spec.securityContext is decided only during the deployment, so the rule cannot be proved in preview. Windows pods set no field that only Linux pods can have.',
      ],
    },
  ],
});
