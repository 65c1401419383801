import type { Rule } from "../rule";
import { aksAgentPoolProfilesNotIgnored } from "./aks-agent-pool-profiles-not-ignored";
import { aksApiServerNotOpen } from "./aks-api-server-not-open";
import { aksAuditEnabled } from "./aks-audit-enabled";
import { aksAutoscalingBounds } from "./aks-autoscaling-bounds";
import { aksClusterProtected } from "./aks-cluster-protected";
import { aksLocalAccountsDisabled } from "./aks-local-accounts-disabled";
import { aksMaxPodsInRange } from "./aks-max-pods-in-range";
import { aksNodeLabelsAllowed } from "./aks-node-labels-allowed";
import { aksOneInlineLinuxSystemPool } from "./aks-one-inline-linux-system-pool";
import { aksPoolNameValid } from "./aks-pool-name-valid";
import { aksPoolUpgradeSettings } from "./aks-pool-upgrade-settings";
import { aksPoolVersionSkew } from "./aks-pool-version-skew";
import { aksRbacEnabled } from "./aks-rbac-enabled";
import { aksUpgradeSettingsInRange } from "./aks-upgrade-settings-in-range";
import { aksWindows2025NeedsFips } from "./aks-windows-2025-needs-fips";
import { aksWindowsAdminUsernameAllowed } from "./aks-windows-admin-username-allowed";
import { aksWindowsFewClusterServices } from "./aks-windows-few-cluster-services";
import { aksWindowsNetworkDataplane } from "./aks-windows-network-dataplane";
import { aksWindowsNetworkPlugin } from "./aks-windows-network-plugin";
import { aksWindowsNetworkPolicy } from "./aks-windows-network-policy";
import { aksWindowsNoArtifactStreaming } from "./aks-windows-no-artifact-streaming";
import { aksWindowsNoLinuxOsConfig } from "./aks-windows-no-linux-os-config";
import { aksWindowsNoNodeProvisioning } from "./aks-windows-no-node-provisioning";
import { aksWindowsNoTrustedLaunch } from "./aks-windows-no-trusted-launch";
import { aksWindowsOsDiskFloor } from "./aks-windows-os-disk-floor";
import { aksWindowsOsUpgradeChannel } from "./aks-windows-os-upgrade-channel";
import { aksWindowsPasswordSecret } from "./aks-windows-password-secret";
import { aksWindowsPoolNameLength } from "./aks-windows-pool-name-length";
import { aksWindowsProfileDeclared } from "./aks-windows-profile-declared";
import { aksWindowsSkuExplicit } from "./aks-windows-sku-explicit";
import { aksWindowsSkuSupported } from "./aks-windows-sku-supported";
import { aksWindowsUserMode } from "./aks-windows-user-mode";
import { aksWindowsWorkloadRuntime } from "./aks-windows-workload-runtime";
import { chartsPinOs } from "./charts-pin-os";
import { containerdFitsMinor } from "./containerd-fits-minor";
import { daemonsetsSelectAnOs } from "./daemonsets-select-an-os";
import { eksAccessEntriesNeedApiMode } from "./eks-access-entries-need-api-mode";
import { eksClusterProtected } from "./eks-cluster-protected";
import { eksCustomAmiOsKnown } from "./eks-custom-ami-os-known";
import { eksEndpointNotOpen } from "./eks-endpoint-not-open";
import { eksNoFargateForWindows } from "./eks-no-fargate-for-windows";
import { eksNodeGroupNameNotFixed } from "./eks-node-group-name-not-fixed";
import { eksOneRolePerOs } from "./eks-one-role-per-os";
import { eksReleaseVersionFits } from "./eks-release-version-fits";
import { eksScaleFromZeroTags } from "./eks-scale-from-zero-tags";
import { eksSecretsEncrypted } from "./eks-secrets-encrypted";
import { eksSelfManagedWindowsAccessEntry } from "./eks-self-managed-windows-access-entry";
import { eksVpcResourceControllerPolicy } from "./eks-vpc-resource-controller-policy";
import { eksWindowsAmiSupported } from "./eks-windows-ami-supported";
import { eksWindowsDiskFloor } from "./eks-windows-disk-floor";
import { eksWindowsIpamEnabled } from "./eks-windows-ipam-enabled";
import { eksWindowsIpamOneOwner } from "./eks-windows-ipam-one-owner";
import { eksWindowsNeedsLinuxGroup } from "./eks-windows-needs-linux-group";
import { eksWindowsNoAutoMode } from "./eks-windows-no-auto-mode";
import { eksWindowsNoCustomNetworking } from "./eks-windows-no-custom-networking";
import { eksWindowsNoHybridNodes } from "./eks-windows-no-hybrid-nodes";
import { eksWindowsNoIpv6 } from "./eks-windows-no-ipv6";
import { eksWindowsNoPodSecurityGroups } from "./eks-windows-no-pod-security-groups";
import { gmsaSpecShape } from "./gmsa-spec-shape";
import { hostProcessComplete } from "./host-process-complete";
import { hostProcessInNamedNamespaces } from "./host-process-in-named-namespaces";
import { hostProcessNamespacePrivileged } from "./host-process-namespace-privileged";
import { imagesArePinned } from "./images-are-pinned";
import { imagesFromAllowedRegistries } from "./images-from-allowed-registries";
import { kubernetesMinorNearEnd } from "./kubernetes-minor-near-end";
import { kubernetesMinorSupported } from "./kubernetes-minor-supported";
import { linuxNoWindowsFields } from "./linux-no-windows-fields";
import { namespacesEnforcePodSecurity } from "./namespaces-enforce-pod-security";
import { noBlanketTolerationWithoutOs } from "./no-blanket-toleration-without-os";
import { noContainerAdministrator } from "./no-container-administrator";
import { noHostPathToRuntime } from "./no-host-path-to-runtime";
import { noInTreeProvisioners } from "./no-in-tree-provisioners";
import { noInTreeVolumes } from "./no-in-tree-volumes";
import { noMcrWithoutCriDockerd } from "./no-mcr-without-cri-dockerd";
import { noPrivilegedContainers } from "./no-privileged-containers";
import { pauseImageCurrent } from "./pause-image-current";
import { podDisruptionBudgetCanDrain } from "./pod-disruption-budget-can-drain";
import { podsPlacedOnTheirOs } from "./pods-placed-on-their-os";
import { podsSelectAnOs } from "./pods-select-an-os";
import { runAsUserNameValid } from "./run-as-user-name-valid";
import { runtimeClassApiVersion } from "./runtime-class-api-version";
import { servicesSendToOneOs } from "./services-send-to-one-os";
import { windowsClaimsNameAClass } from "./windows-claims-name-a-class";
import { windowsContainersHaveLimits } from "./windows-containers-have-limits";
import { windowsImageHasVariant } from "./windows-image-has-variant";
import { windowsImageMatchesHost } from "./windows-image-matches-host";
import { windowsNamespacesHaveQuota } from "./windows-namespaces-have-quota";
import { windowsNoHostNetwork } from "./windows-no-host-network";
import { windowsNoHugePages } from "./windows-no-huge-pages";
import { windowsNoLinuxFields } from "./windows-no-linux-fields";
import { windowsNoLinuxMountOptions } from "./windows-no-linux-mount-options";
import { windowsNoMemoryEmptyDir } from "./windows-no-memory-empty-dir";
import { windowsNoMountPropagation } from "./windows-no-mount-propagation";
import { windowsNoNfsVolumes } from "./windows-no-nfs-volumes";
import { windowsNoRawBlock } from "./windows-no-raw-block";
import { windowsPodFitsNode } from "./windows-pod-fits-node";
import { windowsPodsFitPoolTogether } from "./windows-pods-fit-pool-together";
import { windowsPodsNeedNodeSelector } from "./windows-pods-need-node-selector";
import { windowsPoolsHaveMonitoring } from "./windows-pools-have-monitoring";
import { windowsPoolsHaveNtfsClass } from "./windows-pools-have-ntfs-class";
import { windowsProcessIsolation } from "./windows-process-isolation";
import { windowsReleaseNearRetirement } from "./windows-release-near-retirement";
import { windowsRuntimeClassHandler } from "./windows-runtime-class-handler";
import { windowsRuntimeClassSelectsOs } from "./windows-runtime-class-selects-os";
import { windowsServicesIpv4 } from "./windows-services-ipv4";
import { windowsServicesSessionAffinity } from "./windows-services-session-affinity";
import { windowsStorageClassNtfs } from "./windows-storage-class-ntfs";

/** Every rule of the pack, in alphabetical order. Written by `npx tsx policy/tools/assemble.ts`. */
export const rules: readonly Rule[] = [
  aksAgentPoolProfilesNotIgnored,
  aksApiServerNotOpen,
  aksAuditEnabled,
  aksAutoscalingBounds,
  aksClusterProtected,
  aksLocalAccountsDisabled,
  aksMaxPodsInRange,
  aksNodeLabelsAllowed,
  aksOneInlineLinuxSystemPool,
  aksPoolNameValid,
  aksPoolUpgradeSettings,
  aksPoolVersionSkew,
  aksRbacEnabled,
  aksUpgradeSettingsInRange,
  aksWindows2025NeedsFips,
  aksWindowsAdminUsernameAllowed,
  aksWindowsFewClusterServices,
  aksWindowsNetworkDataplane,
  aksWindowsNetworkPlugin,
  aksWindowsNetworkPolicy,
  aksWindowsNoArtifactStreaming,
  aksWindowsNoLinuxOsConfig,
  aksWindowsNoNodeProvisioning,
  aksWindowsNoTrustedLaunch,
  aksWindowsOsDiskFloor,
  aksWindowsOsUpgradeChannel,
  aksWindowsPasswordSecret,
  aksWindowsPoolNameLength,
  aksWindowsProfileDeclared,
  aksWindowsSkuExplicit,
  aksWindowsSkuSupported,
  aksWindowsUserMode,
  aksWindowsWorkloadRuntime,
  chartsPinOs,
  containerdFitsMinor,
  daemonsetsSelectAnOs,
  eksAccessEntriesNeedApiMode,
  eksClusterProtected,
  eksCustomAmiOsKnown,
  eksEndpointNotOpen,
  eksNoFargateForWindows,
  eksNodeGroupNameNotFixed,
  eksOneRolePerOs,
  eksReleaseVersionFits,
  eksScaleFromZeroTags,
  eksSecretsEncrypted,
  eksSelfManagedWindowsAccessEntry,
  eksVpcResourceControllerPolicy,
  eksWindowsAmiSupported,
  eksWindowsDiskFloor,
  eksWindowsIpamEnabled,
  eksWindowsIpamOneOwner,
  eksWindowsNeedsLinuxGroup,
  eksWindowsNoAutoMode,
  eksWindowsNoCustomNetworking,
  eksWindowsNoHybridNodes,
  eksWindowsNoIpv6,
  eksWindowsNoPodSecurityGroups,
  gmsaSpecShape,
  hostProcessComplete,
  hostProcessInNamedNamespaces,
  hostProcessNamespacePrivileged,
  imagesArePinned,
  imagesFromAllowedRegistries,
  kubernetesMinorNearEnd,
  kubernetesMinorSupported,
  linuxNoWindowsFields,
  namespacesEnforcePodSecurity,
  noBlanketTolerationWithoutOs,
  noContainerAdministrator,
  noHostPathToRuntime,
  noInTreeProvisioners,
  noInTreeVolumes,
  noMcrWithoutCriDockerd,
  noPrivilegedContainers,
  pauseImageCurrent,
  podDisruptionBudgetCanDrain,
  podsPlacedOnTheirOs,
  podsSelectAnOs,
  runAsUserNameValid,
  runtimeClassApiVersion,
  servicesSendToOneOs,
  windowsClaimsNameAClass,
  windowsContainersHaveLimits,
  windowsImageHasVariant,
  windowsImageMatchesHost,
  windowsNamespacesHaveQuota,
  windowsNoHostNetwork,
  windowsNoHugePages,
  windowsNoLinuxFields,
  windowsNoLinuxMountOptions,
  windowsNoMemoryEmptyDir,
  windowsNoMountPropagation,
  windowsNoNfsVolumes,
  windowsNoRawBlock,
  windowsPodFitsNode,
  windowsPodsFitPoolTogether,
  windowsPodsNeedNodeSelector,
  windowsPoolsHaveMonitoring,
  windowsPoolsHaveNtfsClass,
  windowsProcessIsolation,
  windowsReleaseNearRetirement,
  windowsRuntimeClassHandler,
  windowsRuntimeClassSelectsOs,
  windowsServicesIpv4,
  windowsServicesSessionAffinity,
  windowsStorageClassNtfs,
];
