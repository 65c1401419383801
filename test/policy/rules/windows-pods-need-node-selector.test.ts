import { windowsPodsNeedNodeSelector } from "../../../policy/rules/windows-pods-need-node-selector";
import {
  cronJob,
  deployment,
  kubernetes,
  linuxSpec,
  pod,
  secret,
  statefulSet,
  UNKNOWN,
  windowsContainer,
  windowsSpec,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest =
  'but the scheduler places pods by labels only and can put this one on a Linux node, and on EKS a pod without the selector gets no IP address. Set it to "windows".';
const description =
  'Pods made for Windows select their nodes with nodeSelector["kubernetes.io/os"] = "windows".';
const withoutSelector = { containers: [windowsContainer()] };

ruleTest(windowsPodsNeedNodeSelector, {
  valid: [
    { name: "a Windows pod", resource: pod(windowsSpec()) },
    { name: "a Windows Deployment", resource: deployment(windowsSpec()) },
    { name: "a Linux pod", resource: pod(linuxSpec()) },
    {
      name: "a Linux Deployment without selector",
      resource: deployment({ containers: [{ image: "nginx:1.29" }] }),
    },
    {
      name: "a pod whose RuntimeClass brings the selector",
      resource: pod({ ...withoutSelector, runtimeClassName: "windows-2022" }),
    },
    {
      name: "a Deployment whose RuntimeClass brings the selector to its pods",
      resource: deployment({ ...withoutSelector, runtimeClassName: "windows-2022" }),
    },
    {
      name: "a selecting pod whose image is unknown",
      resource: pod(windowsSpec({ containers: [{ image: UNKNOWN }] })),
    },
    { name: "a workload without pods", resource: kubernetes("apps/v1:Deployment", { spec: {} }) },
    { name: "a pod without containers", resource: pod({}) },
  ],
  invalid: [
    {
      name: "a Windows image in a bare pod",
      resource: pod(withoutSelector),
      messages: [
        `Pod "web": spec.nodeSelector["kubernetes.io/os"] is not set: spec.containers[0].image "mcr.microsoft.com/windows/servercore:ltsc2022" is a Windows image, ${rest}`,
      ],
    },
    {
      name: "a Windows image in a Deployment",
      resource: deployment(withoutSelector),
      messages: [
        `Deployment "web": spec.template.spec.nodeSelector["kubernetes.io/os"] is not set: spec.template.spec.containers[0].image "mcr.microsoft.com/windows/servercore:ltsc2022" is a Windows image, ${rest}`,
      ],
    },
    {
      name: "spec.os alone, which the scheduler does not read",
      resource: deployment({ os: { name: "windows" }, containers: [{ image: "registry.example/app:1" }] }),
      messages: [
        `Deployment "web": spec.template.spec.nodeSelector["kubernetes.io/os"] is not set: spec.template.spec.os.name is "windows", ${rest}`,
      ],
    },
    {
      name: "a Windows pod that selects Linux",
      resource: pod({ ...withoutSelector, nodeSelector: { "kubernetes.io/os": "linux" } }),
      messages: [
        `Pod "web": spec.nodeSelector["kubernetes.io/os"] is "linux": spec.containers[0].image "mcr.microsoft.com/windows/servercore:ltsc2022" is a Windows image, ${rest}`,
      ],
    },
    {
      name: "a Windows init container beside Linux containers",
      resource: cronJob({ initContainers: [windowsContainer()], containers: [{ image: "nginx:1.29" }] }),
      messages: [
        `CronJob "web": spec.jobTemplate.spec.template.spec.nodeSelector["kubernetes.io/os"] is not set: spec.jobTemplate.spec.template.spec.initContainers[0].image "mcr.microsoft.com/windows/servercore:ltsc2022" is a Windows image, ${rest}`,
      ],
    },
    {
      name: "one Windows container beside one that does not say",
      resource: statefulSet({ containers: [{ image: "registry.example/app:1" }, windowsContainer()] }),
      messages: [
        `StatefulSet "web": spec.template.spec.nodeSelector["kubernetes.io/os"] is not set: spec.template.spec.containers[1].image "mcr.microsoft.com/windows/servercore:ltsc2022" is a Windows image, ${rest}`,
      ],
    },
    {
      name: "Windows options of the pod",
      resource: pod({ securityContext: { windowsOptions: { runAsUserName: "ContainerUser" } } }),
      messages: [
        `Pod "web": spec.nodeSelector["kubernetes.io/os"] is not set: spec.securityContext.windowsOptions is set, ${rest}`,
      ],
    },
    {
      name: "Windows options of a container",
      resource: pod({ containers: [{ securityContext: { windowsOptions: { hostProcess: true } } }] }),
      messages: [
        `Pod "web": spec.nodeSelector["kubernetes.io/os"] is not set: spec.containers[0].securityContext.windowsOptions is set, ${rest}`,
      ],
    },
    {
      name: "a secret image without showing it",
      resource: pod({
        containers: [windowsContainer({ image: secret("private.example/windows:ltsc2022") })],
      }),
      messages: [
        `Pod "web" breaks this rule, but what is wrong cannot be shown: spec.containers[0].image is secret. ${description}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown selector",
      resource: pod({ ...withoutSelector, nodeSelector: UNKNOWN }),
      messages: [
        `Pod "web": spec.nodeSelector is decided only during the deployment, so the rule cannot be proved in preview. ${description}`,
      ],
    },
    {
      name: "an unknown image without selector",
      resource: deployment({ containers: [{ image: UNKNOWN }] }),
      messages: [
        `Deployment "web": spec.template.spec.containers[0].image is decided only during the deployment, so the rule cannot be proved in preview. ${description}`,
      ],
    },
    {
      name: "an unknown spec",
      resource: kubernetes("apps/v1:Deployment", { spec: UNKNOWN }),
      messages: [
        `Deployment "web": spec is decided only during the deployment, so the rule cannot be proved in preview. ${description}`,
      ],
    },
    {
      name: "a selector of the wrong type",
      resource: pod({ ...withoutSelector, nodeSelector: "windows" }),
      messages: [
        `Pod "web": spec.nodeSelector is a string where an object belongs, so the rule cannot be proved. ${description}`,
      ],
    },
  ],
});
