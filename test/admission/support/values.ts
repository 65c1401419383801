import type { Json } from "../../../policy/wire";
import { isJson } from "../../../policy/wire";

/** Sources of volumes as short as the API server takes them, where `{}` is not enough. */
export const volumeSources: Readonly<Record<string, Json>> = {
  nfs: { server: "nfs.example", path: "/" },
  cephfs: { monitors: ["ceph.example"] },
  rbd: { monitors: ["ceph.example"], image: "disk" },
  iscsi: { targetPortal: "10.0.0.1", iqn: "iqn.2001-04.example:disk", lun: 0 },
  fc: { targetWWNs: ["50060e801049cfd1"], lun: 0 },
  glusterfs: { endpoints: "gluster", path: "disk" },
  awsElasticBlockStore: { volumeID: "vol-1" },
  azureDisk: { diskName: "disk", diskURI: "https://account.blob.core.windows.net/disks/disk.vhd" },
  azureFile: { secretName: "share", shareName: "share" },
  cinder: { volumeID: "vol-1" },
  flexVolume: { driver: "example/driver" },
  flocker: { datasetName: "disk" },
  gcePersistentDisk: { pdName: "disk" },
  gitRepo: { repository: "https://git.example/repo.git" },
  photonPersistentDisk: { pdID: "disk" },
  portworxVolume: { volumeID: "vol-1" },
  quobyte: { registry: "quobyte.example:7861", volume: "disk" },
  scaleIO: {
    gateway: "https://scaleio.example",
    system: "system",
    secretRef: { name: "s" },
    volumeName: "d",
  },
  storageos: { volumeName: "disk" },
  vsphereVolume: { volumePath: "[store] disk.vmdk" },
  persistentVolumeClaim: { claimName: "claim" },
  hostPath: { path: "/" },
};

/** Values of the types that fields have, for rows that only say that a field is set. */
const typed: Readonly<Record<string, unknown>> = {
  hostPID: true,
  hostIPC: true,
  hostUsers: false,
  resources: { limits: { cpu: "1" } },
  shareProcessNamespace: true,
  appArmorProfile: { type: "RuntimeDefault" },
  seLinuxOptions: { level: "s0" },
  seLinuxChangePolicy: "Recursive",
  seccompProfile: { type: "RuntimeDefault" },
  fsGroupChangePolicy: "Always",
  sysctls: [{ name: "kernel.shm_rmid_forced", value: "1" }],
  supplementalGroups: [1],
  supplementalGroupsPolicy: "Merge",
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
  privileged: true,
  allowPrivilegeEscalation: true,
  procMount: "Default",
};

/** The object with a value of the right type in each field for which a row has the number 1. */
export function withTypes(object: Json): Json {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      if (typeof value === "number" && key in typed) return [key, typed[key]];
      return [key, isJson(value) ? withTypes(value) : value];
    }),
  );
}
