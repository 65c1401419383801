/**
 * Fields of a pod that must be unset when spec.os.name is windows. The API server refuses them only when spec.os says
 * so; with a node selector alone the kubelet ignores or fails them.
 *
 * @see https://github.com/kubernetes/api/blob/master/core/v1/types.go (PodSpec.OS)
 */
export const linuxOnlyPodFields: readonly (readonly string[])[] = [
  ["hostPID"],
  ["hostIPC"],
  ["hostUsers"],
  ["resources"],
  ["shareProcessNamespace"],
  ["securityContext", "appArmorProfile"],
  ["securityContext", "seLinuxOptions"],
  ["securityContext", "seLinuxChangePolicy"],
  ["securityContext", "seccompProfile"],
  ["securityContext", "fsGroup"],
  ["securityContext", "fsGroupChangePolicy"],
  ["securityContext", "sysctls"],
  ["securityContext", "runAsUser"],
  ["securityContext", "runAsGroup"],
  ["securityContext", "supplementalGroups"],
  ["securityContext", "supplementalGroupsPolicy"],
];

/** The same for the containers of a pod. */
export const linuxOnlyContainerFields: readonly (readonly string[])[] = [
  ["securityContext", "appArmorProfile"],
  ["securityContext", "seLinuxOptions"],
  ["securityContext", "seccompProfile"],
  ["securityContext", "capabilities"],
  ["securityContext", "readOnlyRootFilesystem"],
  ["securityContext", "privileged"],
  ["securityContext", "allowPrivilegeEscalation"],
  ["securityContext", "procMount"],
  ["securityContext", "runAsUser"],
  ["securityContext", "runAsGroup"],
];
