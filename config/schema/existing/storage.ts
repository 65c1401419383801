import * as v from "valibot";
import { rule } from "../advice";
import { namespaceName, text } from "../fields";

const smbUrl = "https://github.com/kubernetes-csi/csi-driver-smb/blob/master/docs/driver-parameters.md";

const block = v.strictObject({
  provisioner: v.pipe(
    text,
    v.description(
      "CSI driver with disks for Windows: disk.csi.azure.com, ebs.csi.aws.com, csi.vsphere.vmware.com",
    ),
  ),
  parameters: v.optional(
    v.pipe(
      v.record(v.string(), v.string(rule("must be text", "put the value in quotes"))),
      v.description("Parameters of the StorageClass, without the file system"),
    ),
    {},
  ),
  snapshots: v.optional(
    v.pipe(
      v.boolean(),
      v.description("Add a VolumeSnapshotClass; the snapshot controller and its kinds must be there"),
    ),
    false,
  ),
});

const smb = v.strictObject({
  source: v.pipe(
    v.string(),
    v.regex(
      /^\/\/[A-Za-z0-9][A-Za-z0-9.-]*\/[^/\\]+(\/[^/\\]+)*$/,
      rule("must be the address of a share such as //files.example.com/share", "correct it", smbUrl),
    ),
    v.description("Address of the share; names of the cluster's DNS do not resolve on Windows nodes"),
  ),
  secret: v.pipe(
    v.strictObject({ name: namespaceName, namespace: namespaceName }),
    v.description("Secret with username and password of the share; Mullion never reads it"),
  ),
  install: v.optional(
    v.pipe(v.boolean(), v.description("Install the SMB driver; false: it is there already")),
    true,
  ),
});

/** Storage for Windows pods; what is left out gets no StorageClass. */
export const existingStorage = v.strictObject({
  block: v.optional(v.pipe(block, v.description("Disks, formatted with NTFS"))),
  smb: v.optional(v.pipe(smb, v.description("A share for pods of both operating systems"))),
});
