import { noMcrWithoutCriDockerd } from "../../../policy/rules/no-mcr-without-cri-dockerd";
import { type TestResource, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const script = (create: unknown, more: Record<string, unknown> = {}): TestResource => ({
  type: "command:remote:Command",
  name: "join",
  properties: { create, ...more },
});
const found = (engine: string, property = "create") =>
  `Command "join": ${property} installs Mirantis Container Runtime ("${engine}") and no cri-dockerd: Kubernetes has not talked to Docker's engine by itself since 1.24, so the kubelet finds no runtime and the node never becomes Ready. Install containerd instead, or cri-dockerd beside the engine.`;

ruleTest(noMcrWithoutCriDockerd, {
  valid: [
    { name: "containerd", resource: script("Install-Containerd.ps1 -ContainerDVersion 2.3.1") },
    {
      name: "the engine with cri-dockerd",
      resource: script("Invoke-WebRequest https://get.mirantis.com/install.ps1; msiexec /i CRI-Dockerd.msi"),
    },
    { name: "no script", resource: script(undefined) },
  ],
  invalid: [
    {
      name: "the installer",
      resource: script("Invoke-WebRequest https://get.mirantis.com/install.ps1 -o install.ps1"),
      messages: [found("get.mirantis.com")],
    },
    {
      name: "the old provider, in an update",
      resource: script("a", { update: "Install-Package -Name docker -ProviderName DockerMsftProvider" }),
      messages: [found("DockerMsftProvider", "update")],
    },
    {
      name: "its name in words",
      resource: script("Write-Host 'Mirantis Container Runtime'"),
      messages: [found("Mirantis Container Runtime")],
    },
    { name: "the package", resource: script("apt-get install docker-ee"), messages: [found("docker-ee")] },
  ],
  unproved: [
    {
      name: "an unknown script",
      resource: script(UNKNOWN),
      messages: [
        'Command "join": create is decided only during the deployment, so the rule cannot be proved in preview. Scripts that install Mirantis Container Runtime on a node install cri-dockerd too.',
      ],
    },
  ],
});
