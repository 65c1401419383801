import assert from "node:assert/strict";
import { runtimeClassArgs } from "../../../components/cluster/runtime-class";
import { sampleDeploymentArgs } from "../../../components/cluster/sample-deployment";
import { ntfsStorageClassArgs } from "../../../components/cluster/storage/storage-class";

describe("the RuntimeClass of a Windows release", () => {
  it("brings pods to hosts of that build, isolated by process", () => {
    assert.deepEqual(runtimeClassArgs("2022"), {
      metadata: { name: "windows-2022" },
      handler: "runhcs-wcow-process",
      scheduling: {
        nodeSelector: { "kubernetes.io/os": "windows", "node.kubernetes.io/windows-build": "10.0.20348" },
        tolerations: [{ key: "os", operator: "Equal", value: "windows", effect: "NoSchedule" }],
      },
    });
  });
});

describe("the StorageClass for Windows pods", () => {
  it("names NTFS, waits for the pod and grows", () => {
    assert.deepEqual(
      ntfsStorageClassArgs({ provisioner: "disk.csi.azure.com", parameters: { skuName: "Premium_LRS" } }),
      {
        metadata: { name: "windows-ntfs" },
        provisioner: "disk.csi.azure.com",
        parameters: { skuName: "Premium_LRS", "csi.storage.k8s.io/fstype": "ntfs" },
        reclaimPolicy: "Delete",
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
      },
    );
  });
});

describe("a sample workload", () => {
  it("for Windows has the image of the host's release, a literal selector, the toleration and limits", () => {
    const { kind, deployment } = sampleDeploymentArgs({ os: "Windows", release: "2025" }, "samples");
    assert.equal(kind, "windows-2025");
    assert.partialDeepStrictEqual(deployment, {
      metadata: { name: "sample-windows-2025", namespace: "samples" },
      spec: {
        template: {
          spec: {
            os: { name: "windows" },
            nodeSelector: { "kubernetes.io/os": "windows", "node.kubernetes.io/windows-build": "10.0.26100" },
            tolerations: [{ key: "os", operator: "Equal", value: "windows", effect: "NoSchedule" }],
            containers: [
              {
                image: "mcr.microsoft.com/windows/servercore:ltsc2025",
                resources: {
                  requests: { cpu: "250m", memory: "512Mi" },
                  limits: { cpu: "1", memory: "1Gi" },
                },
              },
            ],
          },
        },
      },
    });
  });

  it("for Linux has a selector and no toleration", () => {
    const { kind, deployment } = sampleDeploymentArgs({ os: "Linux" }, "samples");
    assert.equal(kind, "linux");
    assert.deepEqual(deployment.spec, {
      replicas: 1,
      selector: { matchLabels: { "app.kubernetes.io/name": "sample-linux" } },
      template: {
        metadata: { labels: { "app.kubernetes.io/name": "sample-linux" } },
        spec: {
          os: { name: "linux" },
          nodeSelector: { "kubernetes.io/os": "linux" },
          containers: [
            {
              name: "sample",
              image: "mcr.microsoft.com/azurelinux/base/core:3.0",
              command: ["sleep", "infinity"],
              resources: {
                requests: { cpu: "100m", memory: "128Mi" },
                limits: { cpu: "500m", memory: "256Mi" },
              },
            },
          ],
        },
      },
    });
  });
});
