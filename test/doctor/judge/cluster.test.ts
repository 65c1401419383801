import { access, cluster, context, daemonSet, failed, machine, said, without } from "../recordings";
import type { NodeShape } from "../recordings";
import type { Outcome } from "../../../doctor/recording";
import { judgeTest } from "../judge";

const unreachable = (version: Outcome) =>
  without("cluster", machine("linux", { contexts: [{ context: "prod", current: true, version }] }));
const linux = (differs: Partial<NodeShape> = {}): NodeShape => ({ name: "linux-1", ...differs });
const windows = (build: string, differs: Partial<NodeShape> = {}): NodeShape => ({
  name: "win-1",
  os: "windows",
  kernelVersion: `10.0.${build}`,
  ...differs,
});
const calico = [daemonSet("calico-node", "linux"), daemonSet("calico-node-windows", "windows")];
const smb = daemonSet("csi-smb-node-win", "windows", "smb.csi.k8s.io");
const smbDriver = ["smb.csi.k8s.io"];
const at = (
  version: string,
  nodes: readonly NodeShape[],
  daemonSets = [...calico, smb],
  drivers = smbDriver,
) => machine("linux", { contexts: [context("prod", version)], cluster: cluster(nodes, daemonSets, drivers) });
const silent = (said: string) =>
  ["cluster-access", "error", `The API server of the context prod does not answer: ${said}.`] as const;

judgeTest("the cluster", [
  {
    name: "is not chosen",
    recording: machine("linux", { contexts: [] }),
    problems: [["cluster-access", "note", "The kubeconfig has no current context."]],
  },
  {
    name: "needs a login program that is not there",
    recording: unreachable(
      failed("Unable to connect to the server: getting credentials: exec: executable kubelogin not found"),
    ),
    problems: [silent("its login program is not on PATH")],
  },
  {
    name: "refuses the credentials",
    recording: unreachable(
      failed(
        "error: You must be logged in to the server (the server has asked for the client to provide credentials)",
      ),
    ),
    problems: [silent("the credentials are refused or have expired")],
  },
  {
    name: "has a certificate of somebody else",
    recording: unreachable(
      failed("tls: failed to verify certificate: x509: certificate signed by unknown authority"),
    ),
    problems: [silent("its certificate is not signed by the authority in the kubeconfig")],
  },
  {
    name: "is private",
    recording: unreachable(
      failed("dial tcp: lookup prod-abc.privatelink.westeurope.azmk8s.io: no such host"),
    ),
    problems: [silent("its name cannot be resolved")],
  },
  {
    name: "is stopped",
    recording: unreachable(failed("dial tcp 127.0.0.1:6443: connect: connection refused")),
    problems: [silent("nobody listens at its address")],
  },
  {
    name: "is behind a firewall",
    recording: unreachable({ kind: "timeout", seconds: 15 }),
    problems: [silent("it does not answer in time")],
  },
  {
    name: "says something that nobody expected",
    recording: unreachable(failed("some line\nerror: the moon is full\n")),
    problems: [silent("error: the moon is full")],
  },
  {
    name: "allows too little",
    recording: machine("linux", {
      cluster: cluster([linux()], [daemonSet("calico-node")], [], access("runtimeclasses", "storageclasses")),
    }),
    problems: [
      ["cluster-access", "warning", "In prod you may not create runtimeclasses, create storageclasses."],
    ],
  },
  {
    name: "does not say what is allowed",
    recording: machine("linux", {
      cluster: { ...cluster([linux()], [daemonSet("calico-node")]), access: failed("forbidden") },
    }),
    problems: [["cluster-access", "note", "The API server of prod did not answer what you may do there."]],
  },
  {
    name: "is one of several, of which some are gone and some were not asked",
    recording: machine("linux", {
      contexts: [
        context("prod", "v1.36.3"),
        { context: "gone", current: false, version: failed("no such host") },
        { context: "entra", current: false, version: { kind: "not-asked", login: "kubelogin" } },
      ],
    }),
    problems: [
      ["cluster-access", "note", "These other contexts do not answer: gone."],
      [
        "cluster-access",
        "note",
        "These other contexts were not asked, as their login may open a browser: entra.",
      ],
    ],
  },
]);

const aks = (differs: Partial<NodeShape> = {}): NodeShape =>
  linux({ name: "aks-system-1-vmss000000", providerID: "azure:///subscriptions/0/x", ...differs });
const aksWindows = (build: string, differs: Partial<NodeShape> = {}) =>
  windows(build, { name: "akswina000000", containerRuntimeVersion: "containerd://2.0.4+azure", ...differs });
const azure = [
  daemonSet("azure-cns", "linux"),
  daemonSet("csi-azuredisk-node-win", "windows", "disk.csi.azure.com"),
];

judgeTest("versions and nodes", [
  {
    name: "are fine on AKS",
    recording: at("v1.36.3", [aks(), aksWindows("20348.3207")], azure, ["disk.csi.azure.com"]),
    problems: [],
  },
  {
    name: "are out of support on AKS, with a release whose images have ended",
    recording: at(
      "v1.33.8",
      [aks({ kubeletVersion: "v1.33.8" }), aksWindows("17763.6532", { kubeletVersion: "v1.33.8" })],
      azure,
      ["disk.csi.azure.com"],
    ),
    problems: [
      [
        "kubectl",
        "warning",
        "/usr/local/bin/kubectl is v1.36.3, more than one minor apart from v1.33.8 (context prod).",
      ],
      [
        "kubernetes-version",
        "warning",
        "The control plane runs v1.33.8. Kubernetes 1.33 left standard support of AKS after 2026-07-31; paid extended support ends after 2027-07-31.",
      ],
      [
        "windows-nodes",
        "error",
        "1 node of Windows Server 2019 (build 17763) with kubelet v1.33.8. AKS has no Windows2019 node images for Kubernetes 1.33; the last minor with them is 1.32.",
      ],
    ],
  },
  {
    name: "have a kubelet that is newer than the control plane",
    recording: at("v1.35.6", [linux({ kubeletVersion: "v1.36.3" })], calico, []),
    problems: [
      [
        "kubernetes-version",
        "error",
        "1 node run v1.36.3. Nodes at 1.36 and a control plane at 1.35 do not fit: nodes may not be newer than the control plane.",
      ],
    ],
  },
  {
    name: "are not ready",
    recording: at("v1.36.3", [linux(), linux({ name: "linux-2", ready: false })], calico, []),
    problems: [["nodes", "warning", "Not ready: linux-2."]],
  },
  {
    name: "are all Windows",
    recording: at("v1.36.3", [windows("20348.3207")]),
    problems: [["nodes", "error", "The cluster has no Linux node."]],
  },
  {
    name: "are none",
    recording: at("v1.36.3", [], calico, []),
    problems: [["nodes", "error", "The cluster has no nodes."]],
  },
  {
    name: "run a client's Windows",
    recording: at("v1.36.3", [linux(), windows("22631.4317")]),
    problems: [
      [
        "windows-nodes",
        "warning",
        "1 node run Windows 10.0.22631.4317, which is no Windows Server release that the catalogue knows.",
      ],
    ],
  },
  {
    name: "run a release whose support has ended",
    recording: at("v1.36.3", [linux(), windows("19042.1706")]),
    problems: [
      [
        "windows-nodes",
        "error",
        "1 node of Windows Server, version 20H2 (build 19042) with kubelet v1.36.3: Microsoft's support for it has ended.",
      ],
      [
        "network-plugin",
        "warning",
        "The documentation of Calico (VXLAN or BGP without encapsulation) lists Windows Server 2019 and 2022, not 20H2.",
      ],
    ],
  },
  {
    name: "run Windows Server 2019 with a minor that no longer lists it",
    recording: at("v1.36.3", [linux(), windows("17763.6532")]),
    problems: [
      [
        "windows-nodes",
        "warning",
        "1 node of Windows Server 2019 (build 17763) with kubelet v1.36.3. Kubernetes 1.36 no longer lists Windows Server 2019; the last minor that does is 1.34.",
      ],
    ],
  },
  {
    name: "run Docker",
    recording: at("v1.36.3", [
      linux(),
      windows("20348.3207", { containerRuntimeVersion: "docker://25.0.6" }),
    ]),
    problems: [["windows-nodes", "error", "1 node run docker://25.0.6, not containerd."]],
  },
  {
    name: "run a containerd that is too old for the minor",
    recording: at("v1.36.3", [
      linux(),
      windows("20348.3207", { containerRuntimeVersion: "containerd://1.7.22" }),
    ]),
    problems: [
      [
        "windows-nodes",
        "error",
        "1 node: containerd 1.7.22 is not supported with Kubernetes 1.36; use 2.2.0 or later of its line, 2.3.0 or later of its line.",
      ],
    ],
  },
  {
    name: "run a containerd whose line has ended",
    recording: at("v1.36.3", [
      linux(),
      windows("20348.3207", { containerRuntimeVersion: "containerd://2.2.4" }),
    ]),
    problems: [
      ["windows-nodes", "warning", "1 node: containerd 2.2 has been out of support since 2026-11-06."],
    ],
  },
  {
    name: "have an old pause image that has no variant for them",
    recording: at("v1.36.3", [
      linux(),
      windows("26100.4349", { images: ["mcr.microsoft.com/oss/kubernetes/pause:3.6", "example.com/app:1"] }),
    ]),
    problems: [
      [
        "windows-nodes",
        "warning",
        'Pause image: "mcr.microsoft.com/oss/kubernetes/pause:3.6" is older than 3.10.2: it has no Windows Server 2025 variant, so nodes run its 2022 variant.',
      ],
      [
        "network-plugin",
        "warning",
        "The documentation of Calico (VXLAN or BGP without encapsulation) lists Windows Server 2019 and 2022, not 2025.",
      ],
    ],
  },
  {
    name: "have the current pause image",
    recording: at("v1.36.3", [
      linux(),
      windows("20348.3207", { images: ["mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.2"] }),
    ]),
    problems: [],
  },
]);

judgeTest("network and storage", [
  {
    name: "have a plugin without Windows nodes",
    recording: at("v1.36.3", [linux(), windows("20348.3207")], [daemonSet("cilium", "linux"), smb]),
    problems: [
      [
        "network-plugin",
        "error",
        "The network plugin is Cilium, which has no Windows nodes, and the cluster has 1.",
      ],
    ],
  },
  {
    name: "have a plugin without Windows nodes, where there are none",
    recording: at("v1.36.3", [linux()], [daemonSet("cilium", "linux")], []),
    problems: [],
  },
  {
    name: "have a plugin that nobody knows",
    recording: at("v1.36.3", [linux(), windows("20348.3207")], [daemonSet("homemade"), smb]),
    problems: [
      ["network-plugin", "note", "No DaemonSet of a network plugin that the catalogue knows was found."],
    ],
  },
  {
    name: "have a driver without a Windows node plugin",
    recording: at(
      "v1.36.3",
      [linux(), windows("20348.3207")],
      [...calico, daemonSet("csi-smb-node", "linux", "smb.csi.k8s.io")],
    ),
    problems: [["storage-drivers", "warning", "SMB (smb.csi.k8s.io) has no DaemonSet for Windows nodes."]],
  },
  {
    name: "have only drivers for Linux",
    recording: at("v1.36.3", [linux(), windows("20348.3207")], calico, [
      "nfs.csi.k8s.io",
      "somebody.else.io",
    ]),
    problems: [["storage-drivers", "note", "No CSI driver that serves Windows nodes is installed."]],
  },
  {
    name: "answer nonsense",
    recording: machine("linux", {
      cluster: { nodes: said("<html>"), daemonSets: said("[]"), csiDrivers: said("7"), access: access() },
    }),
    problems: [],
  },
]);
