import type { SourceEntry } from "../source";

/** Sources about what providers plan and what platforms do when a property changes. */
export const impactSources = {
  "azure-native-replacement": {
    title: "azure-native: properties whose change replaces the resource",
    url: "https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go",
    file: "pulumi/pulumi-azure-native provider/pkg/gen/replacement.go at 1b7112af",
    read: "2026-11-22",
    confidence: "high",
  },
  "capz-machinepool": {
    title: "Cluster API for Azure: fields of a managed machine pool that cannot change",
    url: "https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/main/internal/webhooks/azuremanagedmachinepool_webhook.go",
    file: "kubernetes-sigs/cluster-api-provider-azure internal/webhooks/azuremanaged{machinepool,controlplane}_{validation,webhook}.go",
    read: "2026-08-19",
    confidence: "high",
  },
  "azurerm-node-pool": {
    title: "Terraform azurerm: node pool properties that need a new pool",
    url: "https://github.com/hashicorp/terraform-provider-azurerm/blob/main/internal/services/containers/kubernetes_nodepool.go",
    file: "hashicorp/terraform-provider-azurerm internal/services/containers/kubernetes_{cluster,cluster_node_pool,nodepool}*.go",
    read: "2026-08-22",
    confidence: "high",
  },
  "azurerm-os-sku-refused": {
    title: "AKS answers PropertyChangeNotAllowed to a changed osSKU",
    url: "https://github.com/hashicorp/terraform-provider-azurerm/issues/26730",
    read: "2026-11-22",
    confidence: "medium",
  },
  "azure-native-pool-introduced": {
    title: "azure-native: a cluster update that names a new inline pool is refused",
    url: "https://github.com/pulumi/pulumi-azure-native/issues/579",
    read: "2026-11-22",
    confidence: "high",
  },
  "aks-last-system-pool": {
    title: "AKS refuses to delete or demote the last system pool",
    url: "https://github.com/pulumi/pulumi-azure-native/issues/1575",
    read: "2026-11-22",
    confidence: "high",
  },
  "aks-autoscaled-count": {
    title: "AKS: the count of a node pool under the cluster autoscaler cannot be set",
    url: "https://github.com/hashicorp/terraform-provider-azurerm/issues/14522",
    read: "2026-11-23",
    confidence: "medium",
  },
  "k8s-provider-recorded": {
    title: "Recordings of the Pulumi Kubernetes provider 4.34 against Kubernetes 1.36.3",
    file: "kubernetes-provider-scenarios 201 to 206 and 502, 503",
    read: "2026-11-23",
    confidence: "high",
  },
  "k8s-workloads": {
    title: "Kubernetes: workload management",
    url: "https://kubernetes.io/docs/concepts/workloads/controllers/",
    read: "2026-11-23",
    confidence: "medium",
  },
  "mullion-inference": {
    title: "Inference from the sources beside it; not read as such and not tried against a cloud",
    read: "2026-11-23",
    confidence: "low",
  },
} as const satisfies Record<string, SourceEntry>;
