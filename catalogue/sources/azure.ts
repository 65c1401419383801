import type { SourceEntry } from "../source";

/** Sources about AKS and the Azure types around it. */
export const azureSources = {
  "aks-versions": {
    title: "AKS: supported Kubernetes versions",
    url: "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions",
    file: "MicrosoftDocs/azure-aks-docs articles/aks/supported-kubernetes-versions.md",
    read: "2026-08-21",
    confidence: "high",
  },
  "aks-changelog": {
    title: "AKS: release notes",
    url: "https://github.com/Azure/AKS/blob/master/CHANGELOG.md",
    file: "Azure/AKS CHANGELOG.md",
    read: "2026-08-07",
    confidence: "high",
  },
  "aks-windows-faq": {
    title: "AKS: frequently asked questions about Windows node pools",
    url: "https://learn.microsoft.com/azure/aks/windows-faq",
    file: "MicrosoftDocs/azure-aks-docs articles/aks/windows-faq.yml",
    read: "2026-08-21",
    confidence: "high",
  },
  "aks-upgrade-windows-os": {
    title: "AKS: upgrade the OS version of Windows workloads",
    url: "https://learn.microsoft.com/azure/aks/upgrade-windows-os",
    file: "MicrosoftDocs/azure-aks-docs articles/aks/upgrade-windows-os.md",
    read: "2026-08-21",
    confidence: "high",
  },
  "aks-upgrade-os-version": {
    title: "AKS: upgrade the operating system version",
    url: "https://learn.microsoft.com/azure/aks/upgrade-os-version",
    file: "MicrosoftDocs/azure-aks-docs articles/aks/upgrade-os-version.md",
    read: "2026-08-21",
    confidence: "high",
  },
  "aks-fips": {
    title: "AKS: FIPS for node pools",
    url: "https://learn.microsoft.com/azure/aks/enable-fips-nodes",
    file: "MicrosoftDocs/azure-aks-docs articles/aks/enable-fips-nodes.md",
    read: "2026-08-21",
    confidence: "high",
  },
  "aks-create-node-pools": {
    title: "AKS: create node pools",
    url: "https://learn.microsoft.com/azure/aks/create-node-pools",
    file: "MicrosoftDocs/azure-aks-docs articles/aks/create-node-pools.md",
    read: "2026-08-21",
    confidence: "high",
  },
  "aks-windows-annual-retirement": {
    title: "AKS: retirement of Windows Server Annual Channel",
    url: "https://learn.microsoft.com/azure/aks/windows-annual-channel",
    file: "MicrosoftDocs/azure-aks-docs articles/aks/includes/windows-annual-channel-retirement.md",
    read: "2026-08-21",
    confidence: "high",
  },
  "aks-rest-2026-05-01": {
    title: "AKS REST API 2026-05-01",
    url: "https://github.com/Azure/azure-rest-api-specs/blob/main/specification/containerservice/resource-manager/Microsoft.ContainerService/aks/stable/2026-05-01/managedClusters.json",
    file: "Azure/azure-rest-api-specs specification/containerservice/resource-manager/Microsoft.ContainerService/aks/stable/2026-05-01/managedClusters.json",
    read: "2026-08-21",
    confidence: "high",
  },
} as const satisfies Record<string, SourceEntry>;
