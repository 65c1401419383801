import { base, withLinuxPool, withWindowsPool } from "../../base";
import { ruleTest, withGroup } from "../rule-test";

const generationUrl = "https://learn.microsoft.com/azure/aks/generation-2-vms";

ruleTest("sizes of machines", [
  {
    title: "takes sizes that the catalogue does not know",
    values: withWindowsPool({ vmSize: "Standard_Z99_v9" }),
  },
  {
    title: "refuses a system pool with two vCPUs",
    values: withGroup(base, "systemPool", { vmSize: "Standard_D2s_v5" }),
    lines: [
      'systemPool.vmSize: must have at least 4 vCPUs and 4 GiB of memory for system pods, got "Standard_D2s_v5"; choose a larger size (https://learn.microsoft.com/azure/aks/use-system-pools)',
    ],
  },
  {
    title: "takes two vCPUs for Linux",
    values: withLinuxPool({ vmSize: "Standard_D2s_v5" }),
  },
  {
    title: "refuses two vCPUs for Windows",
    values: withWindowsPool({ vmSize: "Standard_D2s_v5" }),
    lines: [
      'nodePools[1].vmSize: must have at least 4 vCPUs and 8 GiB of memory for Windows, got "Standard_D2s_v5"; choose a larger size (https://kubernetes.io/docs/concepts/windows/intro/#windows-hardware-recommendations)',
    ],
  },
  {
    title: "refuses Arm for Windows",
    values: withWindowsPool({ vmSize: "Standard_D4ps_v5" }),
    lines: [
      'nodePools[1].vmSize: has an Arm processor, for which there are no Windows node images, got "Standard_D4ps_v5"; choose an x64 size (https://kubernetes.io/docs/concepts/windows/intro/#windows-hardware-recommendations)',
    ],
  },
  {
    title: "takes Arm for Linux",
    values: withLinuxPool({ vmSize: "Standard_D4ps_v5" }),
  },
  {
    title: "refuses ephemeral disks where the size has none",
    values: withLinuxPool({ osDiskType: "Ephemeral" }),
    lines: [
      'nodePools[0].osDiskType: cannot be Ephemeral: Standard_D4s_v5 has no local disk for it, got "Ephemeral"; use Managed, or a size with a local disk (https://learn.microsoft.com/azure/virtual-machines/sizes/overview)',
    ],
  },
  {
    title: "takes them where it has",
    values: withLinuxPool({ osDiskType: "Ephemeral", vmSize: "Standard_D4ds_v5" }),
  },
  {
    title: "refuses a small disk for Windows",
    values: withWindowsPool({ osDiskGiB: 127 }),
    lines: [
      "nodePools[1].osDiskGiB: must be at least 128 for Windows, whose images fill smaller disks, got 127; leave it out or raise it (https://kubernetes.io/docs/concepts/windows/intro/#windows-hardware-recommendations)",
    ],
  },
  {
    title: "takes a disk of 128 GiB for Windows",
    values: withWindowsPool({ osDiskGiB: 128 }),
  },
  {
    title: "takes a small disk for Linux",
    values: withLinuxPool({ osDiskGiB: 64 }),
  },
  {
    title: "knows Standard_DC16aps_v6 as an Arm size",
    values: withWindowsPool({ vmSize: "Standard_DC16aps_v6" }),
    lines: [
      'nodePools[1].vmSize: has an Arm processor, for which there are no Windows node images, got "Standard_DC16aps_v6"; choose an x64 size (https://kubernetes.io/docs/concepts/windows/intro/#windows-hardware-recommendations)',
    ],
  },
  {
    title: "knows standard_d4ps_v5 as an Arm size",
    values: withWindowsPool({ vmSize: "standard_d4ps_v5" }),
    lines: [
      'nodePools[1].vmSize: has an Arm processor, for which there are no Windows node images, got "standard_d4ps_v5"; choose an x64 size (https://kubernetes.io/docs/concepts/windows/intro/#windows-hardware-recommendations)',
    ],
  },
  {
    title: "knows Standard_D16plds_v5 as an Arm size",
    values: withWindowsPool({ vmSize: "Standard_D16plds_v5" }),
    lines: [
      'nodePools[1].vmSize: has an Arm processor, for which there are no Windows node images, got "Standard_D16plds_v5"; choose an x64 size (https://kubernetes.io/docs/concepts/windows/intro/#windows-hardware-recommendations)',
    ],
  },
  { title: "knows that a p elsewhere is no Arm", values: withWindowsPool({ vmSize: "Standard_M64_p4" }) },
  { title: "takes exactly 8 GiB for Windows", values: withWindowsPool({ vmSize: "Standard_F4s_v2" }) },
  {
    title: "takes small sizes nowhere",
    values: {
      ...withWindowsPool({ vmSize: "Standard_F2s_v2" }),
      systemPool: { vmSize: "Standard_F2s_v2", count: 3 },
    },
    lines: [
      'systemPool.vmSize: must have at least 4 vCPUs and 4 GiB of memory for system pods, got "Standard_F2s_v2"; choose a larger size (https://learn.microsoft.com/azure/aks/use-system-pools)',
      'nodePools[1].vmSize: must have at least 4 vCPUs and 8 GiB of memory for Windows, got "Standard_F2s_v2"; choose a larger size (https://kubernetes.io/docs/concepts/windows/intro/#windows-hardware-recommendations)',
    ],
  },
  {
    title: "refuses an ephemeral disk of the system pool on a size without a local disk",
    values: { ...base, systemPool: { vmSize: "Standard_D4s_v5", count: 3, osDiskType: "Ephemeral" } },
    lines: [
      'systemPool.osDiskType: cannot be Ephemeral: Standard_D4s_v5 has no local disk for it, got "Ephemeral"; use Managed, or a size with a local disk (https://learn.microsoft.com/azure/virtual-machines/sizes/overview)',
    ],
  },
  {
    title: "lets Azure judge the disk of a size that nobody knows",
    values: { ...base, systemPool: { vmSize: "Standard_X4s_v5", count: 3, osDiskType: "Ephemeral" } },
  },
  {
    title: "refuses a size of generation 1 for 2025",
    values: withWindowsPool({ vmSize: "Standard_D4_v3", release: "2025" }),
    lines: [
      `nodePools[1].vmSize: must be able to boot as generation 2 for Windows Server 2025, got "Standard_D4_v3"; choose a newer series (${generationUrl})`,
    ],
  },
  { title: "takes it for 2022", values: withWindowsPool({ vmSize: "Standard_D4_v3" }) },
]);
