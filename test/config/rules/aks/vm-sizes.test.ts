import { base, withLinuxPool, withWindowsPool } from "../../base";
import { ruleTest, withGroup } from "../rule-test";

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
]);
