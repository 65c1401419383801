import type { Finding } from "../finding";
import { outputOf, type Recording } from "../recording";
import { isRecord, jsonOf } from "./json";

const check = "virtualisation";
const page = "docs/guides/local-development.md#virtualisation";

/**
 * Whether hardware virtualisation works, and whether this user needs it: Docker Desktop and WSL 2 do. Mullion's own
 * local cloud, kubectl and deployments do not, and process-isolated Windows nodes do not either.
 */
export function judgeVirtualisation(recording: Recording): readonly Finding[] {
  const { virtualisation, docker } = recording;
  const needed = docker.desktopFolder !== undefined;
  switch (virtualisation.system) {
    case "linux":
      return [onLinux(virtualisation, needed)];
    case "darwin":
      return [onMac(virtualisation, needed)];
    case "win32":
      return [onWindows(virtualisation, needed)];
  }
}

const WHO_NEEDS_IT =
  "Docker Desktop runs its containers in a virtual machine, so neither it nor its Kubernetes starts.";
const NOBODY_NEEDS_IT =
  "Nothing here needs it: the local cloud, kubectl and deployments run no virtual machine.";

type OutputOf<System> = Extract<Recording["virtualisation"], { readonly system: System }>;

function onLinux({ cpuFlags, kvm }: OutputOf<"linux">, needed: boolean): Finding {
  const flags = cpuFlags.split(" ");
  const name = flags.includes("vmx") ? "Intel VT-x" : flags.includes("svm") ? "AMD-V" : undefined;
  if (kvm === "usable") {
    return {
      check,
      level: "ok",
      cause: `Hardware virtualisation works: ${name ?? "the processor"} with /dev/kvm.`,
    };
  }
  if (kvm === "forbidden") {
    const cause = "/dev/kvm is there, but this user may not open it.";
    if (!needed) return { check, level: "ok", cause: `${cause} ${NOBODY_NEEDS_IT}` };
    const fix = 'Run "sudo usermod -aG kvm $USER", then log out and in again.';
    return { check, level: "error", cause, consequence: WHO_NEEDS_IT, fix, page };
  }
  const inside = flags.includes("hypervisor");
  const cause = inside
    ? "This machine is a virtual machine itself, and its host passes no virtualisation on."
    : `There is no /dev/kvm${name === undefined ? "" : `, though the processor has ${name}`}.`;
  if (!needed) return { check, level: "ok", cause: `${cause} ${NOBODY_NEEDS_IT}` };
  const fix = inside
    ? "Turn nested virtualisation on at the host, or use Docker Engine instead of Docker Desktop."
    : `Turn ${name ?? "Intel VT-x or AMD-V"} on in the firmware and load the kernel module (modprobe kvm_intel or kvm_amd).`;
  return { check, level: "error", cause, consequence: WHO_NEEDS_IT, fix, page };
}

function onMac({ hvSupport, processor }: OutputOf<"darwin">, needed: boolean): Finding {
  const name = outputOf(processor)?.trim() ?? "this Mac";
  const supported = outputOf(hvSupport)?.trim();
  if (supported === "1") {
    return {
      check,
      level: "ok",
      cause: `Hardware virtualisation works: Apple's Hypervisor framework on ${name}.`,
    };
  }
  const cause =
    supported === "0"
      ? `Apple's Hypervisor framework does not work on ${name} (kern.hv_support is 0).`
      : "sysctl kern.hv_support did not answer, so nobody knows whether virtualisation works.";
  if (!needed) return { check, level: "ok", cause: `${cause} ${NOBODY_NEEDS_IT}` };
  const fix =
    "Inside a virtual machine turn nested virtualisation on; on the Mac itself see that macOS is one that Docker Desktop supports.";
  const level = supported === "0" ? "error" : "warning";
  return { check, level, cause, consequence: WHO_NEEDS_IT, fix, page };
}

/** Fields of Get-ComputerInfo that must be true before Hyper-V can start, and what each one means. */
const requirements = {
  HyperVRequirementVMMonitorModeExtensions: "the processor has no virtualisation",
  HyperVRequirementVirtualizationFirmwareEnabled: "virtualisation is off in the firmware",
  HyperVRequirementSecondLevelAddressTranslation: "the processor has no second level address translation",
  HyperVRequirementDataExecutionPreventionAvailable: "data execution prevention is off",
} as const;

function onWindows({ computerInfo }: OutputOf<"win32">, needed: boolean): Finding {
  const info = jsonOf(outputOf(computerInfo));
  if (!isRecord(info)) {
    const cause = "Get-ComputerInfo did not answer, so nobody knows whether virtualisation works.";
    const fix = 'Run "systeminfo" and read its last lines, "Hyper-V Requirements".';
    return { check, level: "note", cause, consequence: windowsNeeds(needed), fix, page };
  }
  const name = processorName(info);
  // Where a hypervisor runs, Windows reports the requirements as null: they are met, or it would not run.
  // Both spellings have been seen: the property is HyperVisorPresent in PowerShell, HypervisorPresent in WMI.
  if (info["HyperVisorPresent"] === true || info["HypervisorPresent"] === true) {
    return {
      check,
      level: "ok",
      cause: `Hardware virtualisation works: a hypervisor runs on ${name.title}.`,
    };
  }
  const unmet = Object.entries(requirements).filter(([field]) => info[field] !== true);
  if (unmet.length === 0) {
    const cause = `${name.title} can run virtual machines, but no hypervisor is switched on.`;
    const fix =
      'Run "wsl --install" as administrator and restart; it switches the Virtual Machine Platform on.';
    return { check, level: needed ? "warning" : "note", cause, consequence: windowsNeeds(needed), fix, page };
  }
  const cause = `Hardware virtualisation does not work on ${name.title}: ${unmet.map(([, meaning]) => meaning).join(", ")}.`;
  const fix = `Turn ${name.feature} on in the firmware (UEFI) and start again.`;
  return { check, level: needed ? "error" : "note", cause, consequence: windowsNeeds(needed), fix, page };
}

function windowsNeeds(dockerDesktop: boolean): string {
  return dockerDesktop
    ? WHO_NEEDS_IT
    : "WSL 2, in which the local cloud runs on Windows, does not start; deployments from Windows do not need it.";
}

function processorName(info: Readonly<Record<string, unknown>>): {
  readonly title: string;
  readonly feature: string;
} {
  const list = info["CsProcessors"];
  const first: unknown = Array.isArray(list) ? list[0] : list;
  const name = isRecord(first) && typeof first["Name"] === "string" ? first["Name"].trim() : "this processor";
  if (/intel/i.test(name)) return { title: name, feature: "Intel VT-x (Intel Virtualization Technology)" };
  if (/amd/i.test(name)) return { title: name, feature: "AMD-V (SVM Mode)" };
  return { title: name, feature: "virtualisation" };
}
