import { resourceRule } from "../rule";
import { pods } from "../scopes/pods";

/** Pipes and sockets through which one commands the container runtime, with either kind of slash. */
const RUNTIME = /(pipe[\\/](docker_engine|containerd[^\\/]*)|(docker|containerd|cri-dockerd|crio)\.sock)$/i;

/** Pods do not command the container runtime. */
export const noHostPathToRuntime = resourceRule({
  name: "no-host-path-to-runtime",
  level: "advisory",
  description: "Pods do not mount the pipe or socket of the container runtime.",
  sources: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://kubernetes.io/docs/concepts/security/windows-security/",
  ],
  scope: pods,
  *check({ spec }) {
    for (const volume of spec.list("volumes")) {
      const path = volume.string("hostPath", "path");
      if (path === undefined || !RUNTIME.test(path)) continue;
      yield {
        field: volume.pathTo("hostPath", "path"),
        problem: `is ${JSON.stringify(path)}`,
        reason: "Whoever can write to it can start containers with every right on the node",
        fix: "Build images elsewhere; for metrics and logs ask the kubelet",
      };
    }
  },
});
