import { windowsRuntimeHandler } from "../../../catalogue/windows-pods";

/** Folders in which Calico's DaemonSet for Windows puts its plugin and its settings. */
export const cniFolders = { bin: "C:\\opt\\cni\\bin", conf: "C:\\etc\\cni\\net.d" } as const;

/** Where containerd logs to: as a service it has no standard output. */
export const containerdLog = "C:\\var\\log\\containerd.log";

/**
 * containerd's settings on a Windows node, in the format of containerd 2: the pinned pause image and the handler for
 * process isolation, which is the only one that Kubernetes supports on Windows.
 *
 * containerd adds a handler for Hyper-V isolation from its own defaults, which no setting takes away; no RuntimeClass
 * names it, and the Hyper-V feature that it needs is not installed.
 *
 * @param pauseImage - image that holds the network of each pod
 * @see https://github.com/containerd/containerd/blob/v2.3.4/docs/cri/config.md
 * @see https://github.com/containerd/containerd/blob/v2.3.4/internal/cri/config/config_windows.go
 */
export function containerdConfig(pauseImage: string): string {
  const { handler } = windowsRuntimeHandler;
  const runtime = "plugins.'io.containerd.cri.v1.runtime'";
  const images = "plugins.'io.containerd.cri.v1.images'";
  return [
    "version = 3",
    "",
    `[${images}]`,
    "  snapshotter = 'windows'",
    "",
    `[${images}.pinned_images]`,
    `  sandbox = '${pauseImage}'`,
    "",
    `[${runtime}.containerd]`,
    `  default_runtime_name = '${handler}'`,
    "",
    `[${runtime}.containerd.runtimes.${handler}]`,
    "  runtime_type = 'io.containerd.runhcs.v1'",
    "  container_annotations = ['io.microsoft.container.*']",
    "",
    `[${runtime}.containerd.runtimes.${handler}.options]`,
    "  ScrubLogs = true",
    "",
    `[${runtime}.cni]`,
    `  bin_dirs = ['${cniFolders.bin}']`,
    `  conf_dir = '${cniFolders.conf}'`,
    "",
  ].join("\n");
}
