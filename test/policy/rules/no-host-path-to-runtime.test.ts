import { noHostPathToRuntime } from "../../../policy/rules/no-host-path-to-runtime";
import { deployment, pod, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const mounting = (path: string) => ({ volumes: [{ hostPath: { path } }] });

ruleTest(noHostPathToRuntime, {
  valid: [
    { name: "another path", resource: pod(mounting("/var/log")) },
    { name: "a path that only begins alike", resource: pod(mounting("/var/run/docker.sock.d/x")) },
    { name: "another pipe", resource: deployment(mounting("\\\\.\\pipe\\csi-proxy-volume-v1")) },
    { name: "no hostPath", resource: pod({ volumes: [{ emptyDir: {} }] }) },
  ],
  invalid: [
    "/var/run/docker.sock",
    "/run/containerd/containerd.sock",
    "\\\\.\\pipe\\docker_engine",
    "\\\\.\\pipe\\containerd-containerd",
    "//./pipe/containerd-containerd",
  ].map((path) => ({
    name: path,
    resource: deployment({ volumes: [{ emptyDir: {} }, ...mounting(path).volumes] }),
    messages: [
      `Deployment "web": spec.template.spec.volumes[1].hostPath.path is ${JSON.stringify(path)}: Whoever can write to it can start containers with every right on the node. Build images elsewhere; for metrics and logs ask the kubelet.`,
    ],
  })),
  unproved: [
    {
      name: "an unknown path",
      resource: pod(mounting(UNKNOWN)),
      messages: [
        'Pod "web": spec.volumes[0].hostPath.path is decided only during the deployment, so the rule cannot be proved in preview. Pods do not mount the pipe or socket of the container runtime.',
      ],
    },
  ],
});
