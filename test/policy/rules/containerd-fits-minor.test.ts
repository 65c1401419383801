import { containerdSupport } from "../../../catalogue/containerd";
import type { KubernetesMinor } from "../../../catalogue/kubernetes-minors";
import { containerdFitsMinor } from "../../../policy/rules/containerd-fits-minor";
import { clause } from "../../../policy/text";
import { type TestResource, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const script = (create: unknown, more: Record<string, unknown> = {}): TestResource => ({
  type: "command:remote:Command",
  name: "join",
  properties: { create, ...more },
});
const use = "Use the latest of 2.3, supported until 2028-04-30.";
const ended = (version: string, line: string, end: string, what = "create") =>
  `Command "join": ${what} names containerd ${version}: containerd ${line} has been out of support since ${end}. ${use}`;
const unfit = (version: string, minor: KubernetesMinor) =>
  `Command "join": create names containerd ${version} for Kubernetes ${minor}: ${clause(containerdSupport(version, minor, "2026-11-23").reason)}. ${use}`;

ruleTest(containerdFitsMinor, {
  valid: [
    { name: "the long-term line", resource: script(".\\Install-Containerd.ps1 -ContainerDVersion 2.3.1") },
    {
      name: "a version that fits the minor",
      resource: script(
        "curl containerd-2.3.0-windows-amd64.tar.gz; PrepareNode.ps1 -KubernetesVersion v1.36.3",
      ),
    },
    {
      name: "a line before its end",
      resource: script("containerd-2.2.0-windows-amd64.tar.gz"),
      asOf: "2026-11-06",
    },
    { name: "a line that the catalogue does not know", resource: script("containerd v9.9.9") },
    { name: "no version", resource: script("Restart-Service containerd; kubelet --version") },
    { name: "no script", resource: script(undefined) },
  ],
  invalid: [
    {
      name: "a parameter of sig-windows-tools",
      resource: script("Install-Containerd.ps1 -ContainerDVersion 1.7.1"),
      messages: [ended("1.7.1", "1.7", "2026-09-30")],
    },
    {
      name: "the name of an archive, twice, in an update",
      resource: script("a", {
        update: "get containerd-2.2.1-windows-amd64.tar.gz; tar containerd-2.2.1-windows-amd64.tar.gz",
      }),
      messages: [ended("2.2.1", "2.2", "2026-11-06", "update")],
    },
    {
      name: "a version that does not fit the minor, on a day when its line was supported",
      asOf: "2026-09-30",
      resource: script('$containerdVersion = "1.7.30"; curl https://dl.k8s.io/release/v1.36.0/kubelet.exe'),
      messages: [unfit("1.7.30", "1.36").replace("1.7.30 for", "1.7.30 for")],
    },
    {
      name: "one that is too old in its line",
      resource: script("containerd/2.0.1 KUBERNETES_VERSION=1.34.2"),
      messages: [unfit("2.0.1", "1.34")],
    },
  ],
  unproved: [
    {
      name: "an unknown script",
      resource: script(UNKNOWN),
      messages: [
        'Command "join": create is decided only during the deployment, so the rule cannot be proved in preview. Scripts for self-managed nodes name a containerd that is supported, with the Kubernetes version that they name.',
      ],
    },
  ],
});
