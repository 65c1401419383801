import { windowsRuntimeClassSelectsOs } from "../../../policy/rules/windows-runtime-class-selects-os";
import { deployment, kubernetes, pod, UNKNOWN, windowsContainer, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const spec = { runtimeClassName: "win", containers: [windowsContainer()] };
const runtimeClass = (nodeSelector: Record<string, string>) =>
  kubernetes("node.k8s.io/v1:RuntimeClass", {
    metadata: { name: "win" },
    handler: "runhcs-wcow-process",
    scheduling: { nodeSelector },
  });

ruleTest(windowsRuntimeClassSelectsOs, {
  valid: [
    {
      name: "a class that brings the selector",
      resource: pod(spec),
      stack: [runtimeClass({ "kubernetes.io/os": "windows" })],
    },
    {
      name: "a pod with a selector of its own",
      resource: pod(windowsSpec({ runtimeClassName: "win" })),
      stack: [runtimeClass({})],
    },
    { name: "a class from outside of the program", resource: pod(spec) },
    {
      name: "a pod without class",
      resource: pod({ containers: [windowsContainer()] }),
      stack: [runtimeClass({})],
    },
    {
      name: "a pod that does not look like Windows",
      resource: pod({ runtimeClassName: "win", containers: [{ image: "nginx:1" }] }),
      stack: [runtimeClass({})],
    },
  ],
  invalid: [
    {
      name: "a class without selector, in a Deployment",
      resource: deployment(spec),
      stack: [runtimeClass({ "kubernetes.io/arch": "amd64" })],
      messages: [
        'Deployment "web": spec.template.spec.runtimeClassName names a RuntimeClass whose scheduling.nodeSelector["kubernetes.io/os"] is not set: spec.template.spec.containers[0].image "mcr.microsoft.com/windows/servercore:ltsc2022" is a Windows image, but nothing keeps the pod on Windows nodes. Add kubernetes.io/os: windows to scheduling.nodeSelector of the RuntimeClass, or to the nodeSelector of the pod.',
      ],
    },
    {
      name: "a class for Linux, in a bare pod",
      resource: pod(spec),
      stack: [runtimeClass({ "kubernetes.io/os": "linux" })],
      messages: [
        'Pod "web": spec.runtimeClassName names a RuntimeClass whose scheduling.nodeSelector["kubernetes.io/os"] is "linux": spec.containers[0].image "mcr.microsoft.com/windows/servercore:ltsc2022" is a Windows image, but nothing keeps the pod on Windows nodes. Add kubernetes.io/os: windows to scheduling.nodeSelector of the RuntimeClass, or to the nodeSelector of the pod.',
      ],
    },
  ],
  unproved: [
    {
      name: "a class that is unknown",
      resource: pod({ ...spec, runtimeClassName: UNKNOWN }),
      messages: [
        'Pod "web": spec.runtimeClassName is decided only during the deployment, so the rule cannot be proved in preview. The RuntimeClass of a Windows pod without an OS selector of its own selects Windows nodes in scheduling.nodeSelector.',
      ],
    },
  ],
});
