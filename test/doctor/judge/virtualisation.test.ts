import { failed, machine, said, withoutHypervisor } from "../recordings";
import { judgeTest } from "../judge";

const desktop = {
  docker: { desktopFolder: "/opt/docker-desktop", info: said("Docker Desktop|linux|28.5.1") },
};

const linux = (cpuFlags: string, kvm: "usable" | "forbidden" | "missing", docker = {}) =>
  machine("linux", { virtualisation: { system: "linux", cpuFlags, kvm }, ...docker });
const mac = (hvSupport: string, docker = {}) =>
  machine("darwin", {
    virtualisation: {
      system: "darwin",
      hvSupport: said(hvSupport),
      processor: said("Intel(R) Core(TM) i7-8700B\n"),
    },
    ...docker,
  });
const windows = (computerInfo: ReturnType<typeof said>, docker = {}) =>
  machine("win32", { virtualisation: { system: "win32", computerInfo }, ...docker });

const localCloudElsewhere = (system: string, architecture: string) =>
  [
    "local-cloud",
    "note",
    `The local cloud runs on Linux x64; this is ${system} on ${architecture}.`,
  ] as const;

judgeTest("hardware virtualisation on Linux", [
  { name: "is fine with Intel VT-x", recording: linux("fpu vmx", "usable", desktop), problems: [] },
  { name: "is fine with AMD-V", recording: linux("fpu svm", "usable", desktop), problems: [] },
  { name: "is not needed without Docker Desktop", recording: linux("fpu", "missing"), problems: [] },
  { name: "is not needed by a user who may not open it", recording: linux("vmx", "forbidden"), problems: [] },
  {
    name: "may not be opened by a user of Docker Desktop",
    recording: linux("fpu vmx", "forbidden", desktop),
    problems: [["virtualisation", "error", "/dev/kvm is there, but this user may not open it."]],
  },
  {
    name: "is off in the firmware",
    recording: linux("fpu svm", "missing", desktop),
    problems: [["virtualisation", "error", "There is no /dev/kvm, though the processor has AMD-V."]],
  },
  {
    name: "is unknown to an old processor",
    recording: linux("fpu", "missing", desktop),
    problems: [["virtualisation", "error", "There is no /dev/kvm."]],
  },
  {
    name: "is not passed on to a virtual machine",
    recording: linux("fpu hypervisor", "missing", desktop),
    problems: [
      [
        "virtualisation",
        "error",
        "This machine is a virtual machine itself, and its host passes no virtualisation on.",
      ],
    ],
  },
]);

judgeTest("hardware virtualisation on macOS", [
  {
    name: "is fine on Apple silicon",
    recording: machine("darwin"),
    problems: [localCloudElsewhere("macOS", "arm64")],
  },
  {
    name: "is fine on an Intel Mac",
    recording: machine("darwin", { ...mac("1"), architecture: "x64", kubectls: [] }),
    problems: [localCloudElsewhere("macOS", "x64"), ["kubectl", "warning", "There is no kubectl on PATH."]],
  },
  {
    name: "is not needed without Docker Desktop",
    recording: mac("0"),
    problems: [localCloudElsewhere("macOS", "arm64")],
  },
  {
    name: "does not work where Docker Desktop needs it",
    recording: mac("0\n", desktop),
    problems: [
      [
        "virtualisation",
        "error",
        "Apple's Hypervisor framework does not work on Intel(R) Core(TM) i7-8700B (kern.hv_support is 0).",
      ],
      localCloudElsewhere("macOS", "arm64"),
    ],
  },
  {
    name: "is unknown where sysctl fails",
    recording: machine("darwin", {
      virtualisation: {
        system: "darwin",
        hvSupport: failed("unknown oid 'kern.hv_support'"),
        processor: said("VM"),
      },
      ...desktop,
    }),
    problems: [
      [
        "virtualisation",
        "warning",
        "sysctl kern.hv_support did not answer, so nobody knows whether virtualisation works.",
      ],
      localCloudElsewhere("macOS", "arm64"),
    ],
  },
]);

const off = { HyperVRequirementVirtualizationFirmwareEnabled: false };

judgeTest("hardware virtualisation on Windows", [
  {
    name: "is fine where a hypervisor runs, although Windows then leaves the requirements empty",
    recording: machine("win32", desktop),
    problems: [localCloudElsewhere("Windows", "x64")],
  },
  {
    name: "is fine where the property has the spelling of WMI",
    recording: windows(said('{"HypervisorPresent":true}')),
    problems: [localCloudElsewhere("Windows", "x64")],
  },
  {
    name: "could be switched on for Docker Desktop",
    recording: windows(withoutHypervisor(), desktop),
    problems: [
      [
        "virtualisation",
        "warning",
        "13th Gen Intel(R) Core(TM) i7-1370P can run virtual machines, but no hypervisor is switched on.",
      ],
      localCloudElsewhere("Windows", "x64"),
    ],
  },
  {
    name: "could be switched on for WSL",
    recording: windows(withoutHypervisor()),
    problems: [
      [
        "virtualisation",
        "note",
        "13th Gen Intel(R) Core(TM) i7-1370P can run virtual machines, but no hypervisor is switched on.",
      ],
      localCloudElsewhere("Windows", "x64"),
    ],
  },
  {
    name: "is off in the firmware of an AMD machine with Docker Desktop",
    recording: windows(withoutHypervisor(off, "AMD Ryzen 7 PRO 7840U"), desktop),
    problems: [
      [
        "virtualisation",
        "error",
        "Hardware virtualisation does not work on AMD Ryzen 7 PRO 7840U: virtualisation is off in the firmware.",
      ],
      localCloudElsewhere("Windows", "x64"),
    ],
  },
  {
    name: "is off in the firmware where nobody needs it",
    recording: windows(withoutHypervisor(off)),
    problems: [
      [
        "virtualisation",
        "note",
        "Hardware virtualisation does not work on 13th Gen Intel(R) Core(TM) i7-1370P: virtualisation is off in the firmware.",
      ],
      localCloudElsewhere("Windows", "x64"),
    ],
  },
  {
    name: "misses several things at once",
    recording: windows(
      withoutHypervisor({
        HyperVRequirementVMMonitorModeExtensions: false,
        HyperVRequirementSecondLevelAddressTranslation: false,
      }),
      desktop,
    ),
    problems: [
      [
        "virtualisation",
        "error",
        "Hardware virtualisation does not work on 13th Gen Intel(R) Core(TM) i7-1370P: the processor has no virtualisation, the processor has no second level address translation.",
      ],
      localCloudElsewhere("Windows", "x64"),
    ],
  },
  {
    name: "is unknown where PowerShell may not run",
    recording: windows(failed("running scripts is disabled on this system"), desktop),
    problems: [
      [
        "virtualisation",
        "note",
        "Get-ComputerInfo did not answer, so nobody knows whether virtualisation works.",
      ],
      localCloudElsewhere("Windows", "x64"),
    ],
  },
]);
