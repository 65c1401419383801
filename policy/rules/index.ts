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
import { daemonsetsSelectAnOs } from "./daemonsets-select-an-os";
import { eksAccessEntriesNeedApiMode } from "./eks-access-entries-need-api-mode";
import { eksClusterProtected } from "./eks-cluster-protected";
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
import { gmsaSpecShape } from "./gmsa-spec-shape";
import { hostProcessComplete } from "./host-process-complete";
import { imagesArePinned } from "./images-are-pinned";
import { linuxNoWindowsFields } from "./linux-no-windows-fields";
import { noBlanketTolerationWithoutOs } from "./no-blanket-toleration-without-os";
import { noContainerAdministrator } from "./no-container-administrator";
import { podsPlacedOnTheirOs } from "./pods-placed-on-their-os";
import { podsSelectAnOs } from "./pods-select-an-os";
import { runAsUserNameValid } from "./run-as-user-name-valid";
import { runtimeClassApiVersion } from "./runtime-class-api-version";
import { windowsContainersHaveLimits } from "./windows-containers-have-limits";
import { windowsImageHasVariant } from "./windows-image-has-variant";
import { windowsImageMatchesHost } from "./windows-image-matches-host";
import { windowsNoLinuxFields } from "./windows-no-linux-fields";
import { windowsPodFitsNode } from "./windows-pod-fits-node";
import { windowsPodsNeedNodeSelector } from "./windows-pods-need-node-selector";
import { windowsProcessIsolation } from "./windows-process-isolation";
import { windowsRuntimeClassHandler } from "./windows-runtime-class-handler";
import { windowsRuntimeClassSelectsOs } from "./windows-runtime-class-selects-os";
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
  daemonsetsSelectAnOs,
  eksAccessEntriesNeedApiMode,
  eksClusterProtected,
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
  gmsaSpecShape,
  hostProcessComplete,
  imagesArePinned,
  linuxNoWindowsFields,
  noBlanketTolerationWithoutOs,
  noContainerAdministrator,
  podsPlacedOnTheirOs,
  podsSelectAnOs,
  runAsUserNameValid,
  runtimeClassApiVersion,
  windowsContainersHaveLimits,
  windowsImageHasVariant,
  windowsImageMatchesHost,
  windowsNoLinuxFields,
  windowsPodFitsNode,
  windowsPodsNeedNodeSelector,
  windowsProcessIsolation,
  windowsRuntimeClassHandler,
  windowsRuntimeClassSelectsOs,
  windowsStorageClassNtfs,
];
