import type { KubernetesMinor } from "./kubernetes-minors";
import type { Sourced } from "./source";

/** A field of a pod that the API server refuses when `spec.os.name` is `windows`. */
export interface ForbiddenPodFieldRow extends Sourced {
  /**
   * Path below `spec` for `pod`; below an item of `containers`, `initContainers` and `ephemeralContainers` for
   * `container`.
   */
  readonly path: string;
  readonly level: "pod" | "container";
  /** First minor that refuses the field; absent = as long as `spec.os` exists (1.25). */
  readonly since?: KubernetesMinor;
}

const pod = (path: string, since?: KubernetesMinor): ForbiddenPodFieldRow => ({
  path,
  level: "pod",
  ...(since === undefined ? {} : { since }),
  source: ["k8s-api-types"],
});

const container = (path: string): ForbiddenPodFieldRow => ({
  path,
  level: "container",
  source: ["k8s-api-types"],
});

/**
 * Pod fields that must not be set when `spec.os.name` is `windows`. Without `spec.os` the kubelet ignores them or fails
 * the pod, so that a nodeSelector for Windows deserves the same check.
 *
 * @see https://github.com/kubernetes/api/blob/master/core/v1/types.go (`PodSpec.OS`)
 */
export const forbiddenWindowsPodFields: readonly ForbiddenPodFieldRow[] = [
  pod("hostPID"),
  pod("hostIPC"),
  pod("hostUsers"),
  pod("resources", "1.34"),
  pod("shareProcessNamespace"),
  pod("securityContext.appArmorProfile"),
  pod("securityContext.seLinuxOptions"),
  { ...pod("securityContext.seLinuxChangePolicy"), source: ["k8s-validation"] },
  pod("securityContext.seccompProfile"),
  pod("securityContext.fsGroup"),
  pod("securityContext.fsGroupChangePolicy"),
  pod("securityContext.sysctls"),
  pod("securityContext.runAsUser"),
  pod("securityContext.runAsGroup"),
  pod("securityContext.supplementalGroups"),
  pod("securityContext.supplementalGroupsPolicy"),
  container("securityContext.appArmorProfile"),
  container("securityContext.seLinuxOptions"),
  container("securityContext.seccompProfile"),
  container("securityContext.capabilities"),
  container("securityContext.readOnlyRootFilesystem"),
  container("securityContext.privileged"),
  container("securityContext.allowPrivilegeEscalation"),
  container("securityContext.procMount"),
  container("securityContext.runAsUser"),
  container("securityContext.runAsGroup"),
];

/** The taint that keeps pods without a selector off Windows nodes. AKS and EKS set none by themselves. */
export const windowsTaint = {
  key: "os",
  value: "windows",
  effect: "NoSchedule",
  source: ["k8s-windows-user-guide"],
} as const satisfies Sourced & Readonly<Record<string, unknown>>;

/** What a Windows node should have, and what its operating system takes of it. */
export const windowsNodeNeeds = {
  vCpus: 4,
  memoryGiB: 8,
  osDiskGiB: 50,
  /** Kept for Windows and the node's services; AKS takes it off what pods get by itself, on EKS the kubelet must be told. */
  reservedMemoryGiB: 2,
  source: ["k8s-windows-intro", "aks-node-reservations", "eks-bpg-windows-oom"],
} as const satisfies Sourced & Readonly<Record<string, unknown>>;

/** Label of a node with its Windows build, and the form of its value. */
export const windowsBuildLabel = {
  key: "node.kubernetes.io/windows-build",
  /** `10.0.<build>`, for example `10.0.20348`. */
  prefix: "10.0.",
  source: ["k8s-windows-user-guide"],
} as const satisfies Sourced & Readonly<Record<string, unknown>>;

/** RuntimeClass handler of process-isolated Windows containers under containerd. */
export const windowsRuntimeHandler = {
  handler: "runhcs-wcow-process",
  source: ["agentbaker-components", "k8s-windows-user-guide"],
} as const satisfies Sourced & Readonly<Record<string, unknown>>;

/** Lengths of the parts of `windowsOptions.runAsUserName`, in characters. */
export const runAsUserNameLimits = {
  userMaxLength: 104,
  domainMaxLength: 255,
  source: ["k8s-validation"],
  conflicts: [
    {
      source: "k8s-run-as-user-name",
      says: "A user name has at most 20 characters.",
      resolution:
        "The API server takes 104; ContainerAdministrator, which every Windows image has, is 22 long.",
    },
  ],
} as const satisfies Sourced & Readonly<Record<string, unknown>>;

/** Characters that a user name in `runAsUserName` must not have. */
const refusedInUserName = /["/\\[\]:;|=,+*?<>@]/;
// eslint-disable-next-line no-control-regex -- control characters are what is refused
const controlCharacter = /[\u0000-\u001f\u007f]/;

/**
 * What is wrong with a `windowsOptions.runAsUserName`.
 *
 * @param value - `USER`, or `DOMAIN\USER`
 * @returns a phrase that starts with "must", or `undefined` when the API server takes it
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go (`validateWindowsSecurityContextOptions`)
 */
export function runAsUserNameProblem(value: string): string | undefined {
  if (value === "") return "must not be empty";
  if (controlCharacter.test(value)) return "must not have control characters";
  const [first = "", second, ...more] = value.split("\\");
  if (more.length > 0) return "must have at most one backslash, between domain and user";
  const user = second ?? first;
  if (second !== undefined && !isDomain(first))
    return `must have a NetBIOS or DNS domain before the backslash, got "${first}"`;
  const { userMaxLength } = runAsUserNameLimits;
  // The API server counts bytes of UTF-8.
  const length = Buffer.byteLength(user);
  if (length === 0 || length > userMaxLength) {
    return `must have a user name of 1 to ${String(userMaxLength)} characters, got ${String(length)}`;
  }
  if (/^[. ]+$/.test(user)) return "must not have a user name of periods and spaces only";
  if (refusedInUserName.test(user)) return `must not have any of "/\\[]:;|=,+*?<>@ in the user name`;
  return undefined;
}

function isDomain(text: string): boolean {
  const netBios = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;
  const dns =
    /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
  return netBios.test(text) || (text.length <= runAsUserNameLimits.domainMaxLength && dns.test(text));
}
