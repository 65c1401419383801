import { pathOfVolume } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** Pipes and sockets through which one commands the container runtime, with either kind of slash. */
const runtime =
  "(?i)(pipe[\\\\/](docker_engine|containerd[^\\\\/]*)|(docker|containerd|cri-dockerd|crio)[.]sock)$";

/** Pods do not command the container runtime. */
export const noHostPathToRuntime: Guardrail = {
  name: "no-host-path-to-runtime",
  level: "advisory",
  url: "https://kubernetes.io/docs/concepts/storage/volumes/",
  subject: "pods",
  findings: () =>
    `variables.volumes.filter(v, v.?hostPath.?path.orValue("").matches(${quote(runtime)})).map(v, ${sentence({
      field: `${pathOfVolume} + ".hostPath.path"`,
      problem: '"is " + strings.quote(v.hostPath.path)',
      reason: quote("Whoever can write to it can start containers with every right on the node"),
      fix: quote("Build images elsewhere; for metrics and logs ask the kubelet"),
    })})`,
};
