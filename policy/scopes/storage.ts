import type { CsiDriverRow } from "../../catalogue/csi";
import { describe, type Resource } from "../resource";
import type { Scope } from "../rule";
import type { Stack } from "../stack";
import { isWindowsPod } from "./pod-os";
import { type Pod, pods } from "./pods";
import { resourcesOf } from "./resources";
import { namespaceOf } from "./services";

/** The parameter that the CSI sidecar understands for every driver. */
const COMMON_FS_TYPE = "csi.storage.k8s.io/fstype";

const claims: Scope<Resource> = resourcesOf("kubernetes:core:PersistentVolumeClaim");

/** The file system that a storage class names, and where; an empty name is none. @throws {Unproved} */
export function fsTypeOf(
  { props }: Resource,
  driver: CsiDriverRow,
): { readonly value: string; readonly path: string } | undefined {
  for (const key of props.keys("parameters")) {
    // Azure's driver reads its own keys in any case; the sidecar's and the EBS driver's keys are exact.
    const own = driver.fsTypeParameter?.toLowerCase();
    const known = key === COMMON_FS_TYPE || (own === "fstype" && key.toLowerCase() === own);
    const value = known ? props.string("parameters", key) : undefined;
    if (value !== undefined && value !== "") return { value, path: props.pathTo("parameters", key) };
  }
  return undefined;
}

/** Whether the class's name says that it is for Windows, as in `managed-csi-windows` or `gp3-ntfs`. @throws {Unproved} */
export function isNamedForWindows({ props, name }: Resource): boolean {
  return /(^|[-_.])(win|windows|ntfs)([-_.\d]|$)/.test(props.string("metadata", "name") ?? name);
}

/** The Windows workloads of the stack that claim volumes of this class, in words. @throws {Unproved} */
export function windowsUsersOf(storageClass: Resource, stack: Stack): string[] {
  const name = storageClass.props.string("metadata", "name") ?? storageClass.name;
  const users = stack
    .subjects(pods)
    .filter((pod) => isWindowsPod(pod) && classesOf(pod, stack).includes(name))
    .map((pod) => describe(pod.resource));
  return [...new Set(users)];
}

/**
 * Names of the storage classes that a pod's claims ask for, undefined for a claim that leaves it to the default.
 * Claims from outside of the program are not among them.
 *
 * @throws {Unproved}
 */
export function classesOf(pod: Pod, stack: Stack): (string | undefined)[] {
  const templates = pod.resource.props.list("spec", "volumeClaimTemplates");
  const ephemeral = pod.spec
    .list("volumes")
    .flatMap((volume) => volume.get("ephemeral", "volumeClaimTemplate") ?? []);
  const claimed = pod.spec
    .list("volumes")
    .flatMap((volume) => volume.string("persistentVolumeClaim", "claimName") ?? [])
    .flatMap((claimName) => claimNamed(claimName, pod, stack)?.props ?? []);
  const own = pod.resource.type === "kubernetes:apps:StatefulSet" ? templates : [];
  return [...own, ...ephemeral, ...claimed].map((claim) => claim.string("spec", "storageClassName"));
}

function claimNamed(name: string, pod: Pod, stack: Stack): Resource | undefined {
  const namespace = namespaceOf(pod.resource, stack);
  return stack
    .subjects(claims)
    .find(
      (claim) => claim.props.string("metadata", "name") === name && namespaceOf(claim, stack) === namespace,
    );
}
