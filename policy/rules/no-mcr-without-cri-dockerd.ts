import { resourceRule } from "../rule";
import { nodeScripts, textOf } from "../scopes/node-scripts";

/** Ways to install Docker's or Mirantis' engine on Windows Server: the installer, the old provider, the package. */
const ENGINE = /get\.mirantis\.com|mirantis[- ]container[- ]runtime|DockerMsftProvider|\bdocker-ee\b/i;

/** A node with Docker's engine has what Kubernetes needs to talk to it. */
export const noMcrWithoutCriDockerd = resourceRule({
  name: "no-mcr-without-cri-dockerd",
  level: "advisory",
  description: "Scripts that install Mirantis Container Runtime on a node install cri-dockerd too.",
  sources: [
    "https://kubernetes.io/docs/setup/production-environment/container-runtimes/",
    "https://github.com/Mirantis/cri-dockerd",
  ],
  scope: nodeScripts,
  *check(script) {
    const text = textOf(script);
    const engine = ENGINE.exec(text)?.[0];
    if (engine === undefined || /cri-dockerd/i.test(text)) return;
    yield {
      field: script.property,
      problem: `installs Mirantis Container Runtime ("${engine}") and no cri-dockerd`,
      reason:
        "Kubernetes has not talked to Docker's engine by itself since 1.24, so the kubelet finds no runtime and the node never becomes Ready",
      fix: "Install containerd instead, or cri-dockerd beside the engine",
    };
  },
});
