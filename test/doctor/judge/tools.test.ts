import { cluster, context, daemonSet, failed, machine, missing, said, without } from "../recordings";
import { judgeTest } from "../judge";

const tools = machine("linux").tools;
const packages = {
  pulumi: "3.265.0",
  "@pulumi/azure-native": "3.28.0",
  "@pulumi/kubernetes": "4.34.2",
  "@pulumi/random": "4.21.2",
};

judgeTest("Docker Desktop", [
  { name: "is not missed", recording: machine("linux"), problems: [] },
  {
    name: "may be Docker Engine",
    recording: machine("linux", { docker: { info: said("Debian GNU/Linux 12|linux|28.2.2\n") } }),
    problems: [],
  },
  {
    name: "runs Linux containers",
    recording: machine("linux", { docker: { info: said("Docker Desktop|linux|28.5.1\n") } }),
    problems: [],
  },
  {
    name: "is switched to Windows containers",
    recording: machine("linux", { docker: { info: said("Docker Desktop|windows|28.5.1\n") } }),
    problems: [
      ["docker-desktop", "warning", "Docker Desktop is switched to Windows containers (engine 28.5.1)."],
    ],
  },
  {
    name: "does not run",
    recording: machine("linux", {
      docker: { desktopFolder: "/opt/docker-desktop", info: failed("Cannot connect to the Docker daemon") },
    }),
    problems: [
      [
        "docker-desktop",
        "note",
        "Docker Desktop is installed (/opt/docker-desktop), but it does not answer.",
      ],
    ],
  },
  {
    name: "has one Linux node by kubeadm",
    recording: machine("linux", { cluster: cluster([{ name: "docker-desktop" }]) }),
    problems: [
      [
        "docker-desktop",
        "note",
        "The current context is Docker Desktop's Kubernetes, made by kubeadm (one node): docker-desktop.",
      ],
    ],
  },
  {
    name: "has several Linux nodes by kind",
    recording: machine("linux", {
      contexts: [context("docker-desktop", "v1.36.1")],
      cluster: cluster([
        { name: "desktop-control-plane" },
        { name: "desktop-worker" },
        { name: "desktop-worker2" },
      ]),
    }),
    problems: [
      [
        "docker-desktop",
        "note",
        "The current context is Docker Desktop's Kubernetes, made by kind (several nodes): desktop-control-plane, desktop-worker, desktop-worker2.",
      ],
    ],
  },
  {
    name: "is not taken for kind itself",
    recording: machine("linux", {
      cluster: cluster([{ name: "kind-control-plane" }], [daemonSet("kindnet")]),
    }),
    problems: [],
  },
]);

judgeTest("the local cloud", [
  {
    name: "needs Go",
    recording: machine("linux", { tools: { ...tools, go: missing } }),
    problems: [["local-cloud", "warning", "There is no Go on PATH."]],
  },
  {
    name: "needs a current Go",
    recording: machine("linux", { tools: { ...tools, go: said("go version go1.25.4 linux/amd64\n") } }),
    problems: [["local-cloud", "warning", "Go 1.25.4 is older than 1.26.0."]],
  },
  {
    name: "is content with a Go without a patch number",
    recording: machine("linux", { tools: { ...tools, go: said("go version go1.26 linux/amd64\n") } }),
    problems: [],
  },
  {
    name: "does not run on ARM",
    recording: machine("linux", {}, "arm64"),
    problems: [["local-cloud", "note", "The local cloud runs on Linux x64; this is Linux on arm64."]],
  },
]);

const plugin = (name: string, version: string) => ({ name, kind: "resource", version });

judgeTest("Pulumi", [
  {
    name: "is missing outside of a project",
    recording: without("project", machine("linux")),
    problems: [["pulumi", "warning", "There is no Pulumi CLI on PATH."]],
  },
  {
    name: "may be newer than the pinned one",
    recording: machine("linux", { tools: { ...tools, pulumi: said("v3.301.0\n") } }),
    problems: [],
  },
  {
    name: "is older than the pinned one",
    recording: machine("linux", { tools: { ...tools, pulumi: said("v3.99.0\n") } }),
    problems: [["pulumi", "note", "The Pulumi CLI on PATH is 3.99.0; the project is tried with 3.265.0."]],
  },
  {
    name: "lacks plugins that the targets need",
    recording: machine("linux", {
      project: { targets: ["aks"], packages },
      tools: {
        ...tools,
        pulumi: said("v3.265.0\n"),
        plugins: said(JSON.stringify([plugin("azure-native", "3.27.0"), plugin("kubernetes", "4.34.2")])),
      },
    }),
    problems: [
      ["pulumi", "note", "These provider plugins are not installed yet: azure-native 3.28.0, random 4.21.2."],
    ],
  },
  {
    name: "has all plugins",
    recording: machine("linux", {
      project: { targets: ["aks"], packages },
      tools: {
        ...tools,
        pulumi: said("v3.265.0\n"),
        plugins: said(
          JSON.stringify([
            plugin("azure-native", "v3.28.0"),
            plugin("kubernetes", "4.34.2"),
            plugin("random", "4.21.2"),
          ]),
        ),
      },
    }),
    problems: [],
  },
]);

judgeTest("logging in", [
  {
    name: "needs kubelogin for AKS",
    recording: machine("linux", {
      project: { targets: ["aks", "eks"], packages },
      tools: { ...tools, kubelogin: missing },
    }),
    problems: [["login", "warning", "There is no kubelogin on PATH, and this project has aks stacks."]],
  },
  {
    name: "needs the aws CLI for EKS",
    recording: machine("linux", {
      project: { targets: ["eks"], packages },
      tools: { ...tools, aws: missing, kubelogin: missing },
    }),
    problems: [["login", "warning", "There is no aws on PATH, and this project has eks stacks."]],
  },
  {
    name: "needs nothing for existing clusters",
    recording: machine("linux", {
      project: { targets: ["existing"], packages },
      tools: { ...tools, aws: missing, kubelogin: missing },
    }),
    problems: [],
  },
]);
