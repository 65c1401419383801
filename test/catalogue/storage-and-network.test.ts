import assert from "node:assert/strict";

import { cnis } from "../../catalogue/cni";
import {
  csiDriver,
  csiDrivers,
  inTreeProvisioners,
  isInTreeProvisioner,
  linuxMountOptions,
} from "../../catalogue/csi";

describe("csiDrivers", () => {
  it("keeps every driver under its provisioner", () => {
    for (const [name, row] of Object.entries(csiDrivers)) assert.equal(row.provisioner, name);
  });

  it("says for every block driver on Windows which parameter names the file system", () => {
    for (const row of Object.values(csiDrivers)) {
      if (!row.windows || row.kind !== "block") continue;
      assert.ok("fsTypeParameter" in row && "defaultFsType" in row, row.provisioner);
    }
    assert.deepEqual(
      [csiDriver("disk.csi.azure.com")?.fsTypeParameter, csiDriver("disk.csi.azure.com")?.defaultFsType],
      ["fsType", "ntfs"],
    );
    assert.deepEqual(
      [csiDriver("ebs.csi.aws.com")?.fsTypeParameter, csiDriver("ebs.csi.aws.com")?.defaultFsType],
      ["csi.storage.k8s.io/fstype", "ext4"],
    );
  });

  it("knows which drivers Windows has", () => {
    assert.deepEqual(
      Object.values(csiDrivers)
        .filter(({ windows }) => windows)
        .map(({ provisioner }) => provisioner),
      [
        "disk.csi.azure.com",
        "file.csi.azure.com",
        "ebs.csi.aws.com",
        "smb.csi.k8s.io",
        "csi.vsphere.vmware.com",
        "secrets-store.csi.k8s.io",
      ],
    );
  });
});

describe("csiDriver", () => {
  it("finds a driver by provisioner, and nothing for others", () => {
    assert.equal(csiDriver("efs.csi.aws.com")?.windows, false);
    assert.equal(csiDriver("example.com/nothing"), undefined);
    assert.equal(csiDriver("toString"), undefined);
  });
});

describe("isInTreeProvisioner", () => {
  it("knows the removed plugins, and the one that is no plugin", () => {
    assert.deepEqual(
      [
        "kubernetes.io/azure-disk",
        "kubernetes.io/aws-ebs",
        inTreeProvisioners.kept,
        "ebs.csi.aws.com",
        "xkubernetes.io/a",
      ].filter(isInTreeProvisioner),
      ["kubernetes.io/azure-disk", "kubernetes.io/aws-ebs"],
    );
  });
});

describe("linuxMountOptions", () => {
  it("has the options that users trip over", () => {
    for (const option of ["mfsymlinks", "dir_mode", "nosharesock", "uid"]) {
      assert.ok((linuxMountOptions as readonly string[]).includes(option), option);
    }
  });
});

describe("cnis", () => {
  it("keeps every plugin under its own name", () => {
    for (const [name, row] of Object.entries(cnis)) assert.equal(row.cni, name);
  });

  it("lists Windows releases exactly where Windows is supported", () => {
    for (const row of Object.values(cnis)) {
      assert.equal(row.windows, row.releases.length > 0, row.cni);
      if (!row.windows) assert.equal(row.networkPolicy, "none", row.cni);
    }
  });

  it("has no Windows for Cilium, kubenet and their kind", () => {
    assert.deepEqual(
      Object.values(cnis)
        .filter(({ windows }) => !windows)
        .map(({ cni }) => cni),
      ["azure-cilium", "kubenet", "cilium"],
    );
  });
});
