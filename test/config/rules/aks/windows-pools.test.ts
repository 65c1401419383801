import { withLinuxPool, withWindowsPool } from "../../base";
import { ruleTest } from "../rule-test";

ruleTest("Windows pools", [
  {
    title: "takes 2022 at 1.36",
    values: withWindowsPool({ release: "2022" }),
  },
  {
    title: "refuses 2022 at 1.37",
    values: { ...withWindowsPool({}), cluster: { kubernetesVersion: "1.37" } },
    lines: [
      'nodePools[1].release: cannot be used: AKS has no Windows2022 node images for Kubernetes 1.37; the last minor with them is 1.36, got "2022"; choose another release or another Kubernetes version (https://learn.microsoft.com/azure/aks/upgrade-windows-os)',
    ],
  },
  {
    title: "takes 2025 at 1.37",
    values: { ...withWindowsPool({ release: "2025" }), cluster: { kubernetesVersion: "1.37" } },
  },
  {
    title: "takes 2022 on a pool that stays behind",
    values: { ...withWindowsPool({ kubernetesVersion: "1.36" }), cluster: { kubernetesVersion: "1.37" } },
  },
  {
    title: "refuses 2019",
    values: withWindowsPool({ release: "2019" }),
    lines: [
      'nodePools[1].release: cannot be used: AKS has no Windows2019 node images for Kubernetes 1.36; the last minor with them is 1.32, got "2019"; choose another release or another Kubernetes version (https://learn.microsoft.com/azure/aks/upgrade-windows-os)',
    ],
  },
  {
    title: "refuses releases that no pool has",
    values: withWindowsPool({ release: "2016" }),
    lines: [
      'nodePools[1].release: must be a Windows Server release in quotes, got "2016"; use "2022" or "2025"',
    ],
  },
  {
    title: "refuses 2025 without FIPS",
    values: withWindowsPool({ release: "2025", fips: false }),
    lines: [
      "nodePools[1].fips: must not be false: node images of Windows Server 2025 exist with FIPS only, got false; remove it (https://learn.microsoft.com/azure/aks/enable-fips-nodes)",
    ],
  },
  {
    title: "takes 2022 without FIPS",
    values: withWindowsPool({ fips: false }),
  },
  {
    title: "takes a name of five characters",
    values: withWindowsPool({ name: "win22" }),
  },
  {
    title: "refuses a name of six characters, since the slot letter takes one",
    values: withWindowsPool({ name: "win222" }),
    lines: [
      'nodePools[1].name: must be 1 to 5 lower-case letters and digits, starting with a letter (AKS allows 6 on Windows and the slot letter takes one), got "win222"; shorten it (https://learn.microsoft.com/azure/aks/create-node-pools)',
    ],
  },
  {
    title: "refuses a name with a capital letter",
    values: withWindowsPool({ name: "Win" }),
    lines: [
      'nodePools[1].name: must be 1 to 5 lower-case letters and digits, starting with a letter (AKS allows 6 on Windows and the slot letter takes one), got "Win"; shorten it (https://learn.microsoft.com/azure/aks/create-node-pools)',
    ],
  },
  {
    title: "refuses a name that starts with a digit",
    values: withWindowsPool({ name: "2win" }),
    lines: [
      'nodePools[1].name: must be 1 to 5 lower-case letters and digits, starting with a letter (AKS allows 6 on Windows and the slot letter takes one), got "2win"; shorten it (https://learn.microsoft.com/azure/aks/create-node-pools)',
    ],
  },
  {
    title: "refuses a Linux pool with a release",
    values: withLinuxPool({ release: "2022" }),
    lines: ["nodePools[0].release: is not a setting that Mullion knows here; remove it or correct its name"],
  },
  {
    title: "refuses a Windows pool with a Linux distribution",
    values: withWindowsPool({ osSku: "Ubuntu" }),
    lines: ["nodePools[1].osSku: is not a setting that Mullion knows here; remove it or correct its name"],
  },
]);
