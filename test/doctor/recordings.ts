import type {
  Architecture,
  ClusterOutcomes,
  ContextOutcome,
  KubectlCopy,
  Outcome,
  Recording,
  System,
} from "../../doctor/recording";

/** A program that ended well and said this. */
export const said = (stdout: string): Outcome => ({ kind: "ended", exitCode: 0, stdout, stderr: "" });

/** A program that failed with these words. */
export const failed = (stderr: string, stdout = ""): Outcome => ({
  kind: "ended",
  exitCode: 1,
  stdout,
  stderr,
});

export const missing: Outcome = { kind: "missing" };

const platforms = { linux: "linux", darwin: "darwin", win32: "windows" } as const;
const architectures = { x64: "amd64", arm64: "arm64" } as const;

/** A copy of kubectl as `kubectl version --client -o json` shows itself. */
export function kubectl(
  path: string,
  version: string,
  platform: `${string}/${string}`,
  realPath = path,
): KubectlCopy {
  const clientVersion = { gitVersion: version, platform };
  return { path, realPath, version: said(JSON.stringify({ clientVersion, kustomizeVersion: "v5.7.1" })) };
}

/** A context whose API server runs this version. */
export function context(name: string, version: string, current = true): ContextOutcome {
  const json = { clientVersion: { gitVersion: "v1.36.3" }, serverVersion: { gitVersion: version } };
  return { context: name, current, version: said(JSON.stringify(json)) };
}

/** What matters of a Node object here. */
export interface NodeShape {
  readonly name: string;
  readonly os?: string;
  readonly kernelVersion?: string;
  readonly kubeletVersion?: string;
  readonly containerRuntimeVersion?: string;
  readonly providerID?: string;
  readonly ready?: boolean;
  readonly images?: readonly string[];
}

function nodeObject(shape: NodeShape): object {
  return {
    metadata: { name: shape.name },
    spec: { providerID: shape.providerID },
    status: {
      nodeInfo: {
        operatingSystem: shape.os ?? "linux",
        kernelVersion: shape.kernelVersion ?? "6.8.0-1041-azure",
        kubeletVersion: shape.kubeletVersion ?? "v1.36.3",
        containerRuntimeVersion: shape.containerRuntimeVersion ?? "containerd://2.3.1",
      },
      conditions: [{ type: "Ready", status: shape.ready === false ? "Unknown" : "True" }],
      images: (shape.images ?? []).map((name) => ({ names: [name], sizeBytes: 1 })),
    },
  };
}

/** A DaemonSet that selects an operating system and names a driver, as node plugins do. */
export function daemonSet(name: string, os?: "linux" | "windows", driver?: string): object {
  return {
    metadata: { name, namespace: "kube-system" },
    spec: {
      template: {
        spec: {
          ...(os === undefined ? {} : { nodeSelector: { "kubernetes.io/os": os } }),
          containers: [
            { name: "plugin", args: driver === undefined ? [] : [`--socket=/plugins/${driver}/csi.sock`] },
          ],
        },
      },
    },
  };
}

/** Answers of `neededAccess`, all yes but for these resources. */
export function access(...denied: readonly string[]): Outcome {
  const rights = [
    "list nodes",
    "create namespaces",
    "create resourcequotas",
    "create limitranges",
    "create deployments",
    "create daemonsets",
    "create runtimeclasses",
    "create storageclasses",
    "create validatingadmissionpolicies",
  ];
  const lines = rights.map((right) => `${right} ${String(!denied.includes(right.split(" ")[1] ?? ""))}`);
  return said(lines.join("\n") + "\n");
}

/** What a cluster of these nodes, DaemonSets and CSI drivers answers. */
export function cluster(
  nodes: readonly NodeShape[],
  daemonSets: readonly object[] = [],
  csiDrivers: readonly string[] = [],
  may: Outcome = access(),
): ClusterOutcomes {
  const list = (items: readonly object[]) => said(JSON.stringify({ apiVersion: "v1", kind: "List", items }));
  return {
    nodes: list(nodes.map(nodeObject)),
    daemonSets: list(daemonSets),
    csiDrivers: list(csiDrivers.map((name) => ({ metadata: { name } }))),
    access: may,
  };
}

const computerInfo = {
  HyperVisorPresent: true,
  HyperVRequirementDataExecutionPreventionAvailable: null,
  HyperVRequirementSecondLevelAddressTranslation: null,
  HyperVRequirementVirtualizationFirmwareEnabled: null,
  HyperVRequirementVMMonitorModeExtensions: null,
  CsProcessors: [{ Name: "13th Gen Intel(R) Core(TM) i7-1370P" }],
};

/** `Get-ComputerInfo` of a machine where no hypervisor runs, with some requirements unmet. */
export function withoutHypervisor(
  unmet: Readonly<Record<string, boolean>> = {},
  processor?: string,
): Outcome {
  return said(
    JSON.stringify({
      HyperVisorPresent: false,
      HyperVRequirementDataExecutionPreventionAvailable: true,
      HyperVRequirementSecondLevelAddressTranslation: true,
      HyperVRequirementVirtualizationFirmwareEnabled: true,
      HyperVRequirementVMMonitorModeExtensions: true,
      ...unmet,
      CsProcessors: processor === undefined ? computerInfo.CsProcessors : { Name: processor },
    }),
  );
}

const virtualisation: Readonly<Record<System, Recording["virtualisation"]>> = {
  linux: { system: "linux", cpuFlags: "fpu vme vmx sse2", kvm: "usable" },
  darwin: { system: "darwin", hvSupport: said("1\n"), processor: said("Apple M4 Pro\n") },
  win32: { system: "win32", computerInfo: said(JSON.stringify(computerInfo)) },
};

const homes: Readonly<Record<System, string>> = {
  linux: "/usr/local/bin/kubectl",
  darwin: "/opt/homebrew/bin/kubectl",
  win32: "C:\\Users\\ada\\AppData\\Local\\Programs\\kubectl\\kubectl.exe",
};

/** A machine on which nothing is wrong, with one cluster of Linux nodes; then what differs. */
export function machine(
  system: System,
  differs: Partial<Recording> = {},
  architecture: Architecture = system === "darwin" ? "arm64" : "x64",
): Recording {
  return {
    system,
    architecture,
    node: "24.21.0",
    virtualisation: virtualisation[system],
    tools: {
      go: said(`go version go1.26.8 ${platforms[system]}/${architectures[architecture]}\n`),
      pulumi: missing,
      plugins: missing,
      kubelogin: said("kubelogin version\ngit hash: v0.2.12/abc\n"),
      aws: said("aws-cli/2.31.0 Python/3.13.7\n"),
    },
    project: { targets: [], packages: { pulumi: "3.265.0" } },
    docker: { info: missing },
    kubectls: [kubectl(homes[system], "v1.36.3", `${platforms[system]}/${architectures[architecture]}`)],
    contexts: [context("prod", "v1.36.3")],
    cluster: cluster([{ name: "linux-1" }], [daemonSet("calico-node", "linux")]),
    ...differs,
  };
}

/** A recording without one of its optional parts. */
export function without(part: "project" | "cluster", recording: Recording): Recording {
  return Object.fromEntries(
    Object.entries(recording).filter(([key]) => key !== part),
  ) as unknown as Recording;
}
