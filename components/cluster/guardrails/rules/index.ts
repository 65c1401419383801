import type { Guardrail } from "../guardrail";
import { daemonsetsSelectAnOs } from "./daemonsets-select-an-os";
import { hostProcessComplete } from "./host-process-complete";
import { hostProcessInNamedNamespaces } from "./host-process-in-named-namespaces";
import { hostProcessNamespacePrivileged } from "./host-process-namespace-privileged";
import { imagesArePinned } from "./images-are-pinned";
import { imagesFromAllowedRegistries } from "./images-from-allowed-registries";
import { linuxNoWindowsFields } from "./linux-no-windows-fields";
import { namespacesEnforcePodSecurity } from "./namespaces-enforce-pod-security";
import { noBlanketTolerationWithoutOs } from "./no-blanket-toleration-without-os";
import { noContainerAdministrator } from "./no-container-administrator";
import { noHostPathToRuntime } from "./no-host-path-to-runtime";
import { noInTreeProvisioners } from "./no-in-tree-provisioners";
import { noInTreeVolumes } from "./no-in-tree-volumes";
import { noPrivilegedContainers } from "./no-privileged-containers";
import { podDisruptionBudgetCanDrain } from "./pod-disruption-budget-can-drain";
import { podsSelectAnOs } from "./pods-select-an-os";
import { windowsClaimsNameAClass } from "./windows-claims-name-a-class";
import { windowsContainersHaveLimits } from "./windows-containers-have-limits";
import { windowsImageHasVariant } from "./windows-image-has-variant";
import { windowsImageMatchesHost } from "./windows-image-matches-host";
import { windowsNoHostNetwork } from "./windows-no-host-network";
import { windowsNoHugePages } from "./windows-no-huge-pages";
import { windowsNoLinuxFields } from "./windows-no-linux-fields";
import { windowsNoLinuxMountOptions } from "./windows-no-linux-mount-options";
import { windowsNoMemoryEmptyDir } from "./windows-no-memory-empty-dir";
import { windowsNoMountPropagation } from "./windows-no-mount-propagation";
import { windowsNoNfsVolumes } from "./windows-no-nfs-volumes";
import { windowsNoRawBlock } from "./windows-no-raw-block";
import { windowsPodsNeedNodeSelector } from "./windows-pods-need-node-selector";
import { windowsProcessIsolation } from "./windows-process-isolation";
import { windowsRuntimeClassHandler } from "./windows-runtime-class-handler";
import { windowsRuntimeClassSelectsOs } from "./windows-runtime-class-selects-os";
import { windowsStorageClassNtfs } from "./windows-storage-class-ntfs";

/** Every guardrail, in alphabetical order. */
export const guardrails: readonly Guardrail[] = [
  daemonsetsSelectAnOs,
  hostProcessComplete,
  hostProcessInNamedNamespaces,
  hostProcessNamespacePrivileged,
  imagesArePinned,
  imagesFromAllowedRegistries,
  linuxNoWindowsFields,
  namespacesEnforcePodSecurity,
  noBlanketTolerationWithoutOs,
  noContainerAdministrator,
  noHostPathToRuntime,
  noInTreeProvisioners,
  noInTreeVolumes,
  noPrivilegedContainers,
  podDisruptionBudgetCanDrain,
  podsSelectAnOs,
  windowsClaimsNameAClass,
  windowsContainersHaveLimits,
  windowsImageHasVariant,
  windowsImageMatchesHost,
  windowsNoHostNetwork,
  windowsNoHugePages,
  windowsNoLinuxFields,
  windowsNoLinuxMountOptions,
  windowsNoMemoryEmptyDir,
  windowsNoMountPropagation,
  windowsNoNfsVolumes,
  windowsNoRawBlock,
  windowsPodsNeedNodeSelector,
  windowsProcessIsolation,
  windowsRuntimeClassHandler,
  windowsRuntimeClassSelectsOs,
  windowsStorageClassNtfs,
];
