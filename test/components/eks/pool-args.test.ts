import assert from "node:assert/strict";
import {
  launchTemplateArgs,
  nodeGroupArgs,
  poolSpec,
  systemPoolSpec,
} from "../../../components/eks/pool-args";
import { scaleFromZeroTags } from "../../../components/eks/scale-from-zero";
import { eksBase, eksConfigOf, withLinuxPool, withWindowsPool } from "../../config/eks-base";

const placement = {
  clusterName: "orders",
  kubernetesVersion: "1.36",
  subnetIds: ["subnet-a", "subnet-b"],
  nodeRoleArn: "arn:role",
  tags: { team: "platform" },
};

function specOf(values: Readonly<Record<string, unknown>>, index: number) {
  const pool = eksConfigOf(values).nodePools[index];
  assert.ok(pool);
  return poolSpec(pool);
}

const groupOf = (values: Readonly<Record<string, unknown>>, index: number) =>
  nodeGroupArgs(specOf(values, index), { id: "lt-1", version: "3" }, placement);

describe("nodeGroupArgs", () => {
  it("makes a Windows group with everything that EKS could choose by itself said, and no fixed name", () => {
    assert.deepEqual(groupOf(eksBase, 1), {
      clusterName: "orders",
      nodeGroupNamePrefix: "wina-",
      nodeRoleArn: "arn:role",
      subnetIds: ["subnet-a", "subnet-b"],
      amiType: "WINDOWS_CORE_2022_x86_64",
      version: "1.36",
      instanceTypes: ["m6i.xlarge"],
      capacityType: "ON_DEMAND",
      launchTemplate: { id: "lt-1", version: "3" },
      scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
      updateConfig: { maxUnavailable: 1 },
      forceUpdateVersion: false,
      labels: { "mullion/pool": "win", "mullion/slot": "a" },
      taints: [{ key: "os", value: "windows", effect: "NO_SCHEDULE" }],
      tags: { team: "platform" },
    });
  });

  it("takes the AMI of the release and the edition", () => {
    const { amiType } = groupOf(withWindowsPool({ release: "2025", edition: "Full" }), 1);
    assert.equal(amiType, "WINDOWS_FULL_2025_x86_64");
  });

  it("takes the Linux AMI of the processor", () => {
    assert.equal(groupOf(eksBase, 0).amiType, "AL2023_x86_64_STANDARD");
    assert.equal(
      groupOf(withLinuxPool({ instanceTypes: ["m7g.large"] }), 0).amiType,
      "AL2023_ARM_64_STANDARD",
    );
  });

  it("leaves room for one node where none is wanted, since EKS takes no largest size of 0", () => {
    const { scalingConfig } = groupOf(withLinuxPool({ count: 0 }), 0);
    assert.deepEqual(scalingConfig, { minSize: 0, maxSize: 1, desiredSize: 0 });
  });

  it("starts an autoscaled group at its minimum", () => {
    const { scalingConfig } = groupOf(withLinuxPool({ count: undefined, autoscale: { min: 2, max: 5 } }), 0);
    assert.deepEqual(scalingConfig, { minSize: 2, maxSize: 5, desiredSize: 2 });
  });

  it("replaces nodes by number or by percentage, never by both", () => {
    const { updateConfig } = groupOf(withLinuxPool({ upgrade: { maxUnavailable: "33%" } }), 0);
    assert.deepEqual(updateConfig, { maxUnavailablePercentage: 33 });
  });

  it("lets a pool stay behind the cluster, at a release of its AMI", () => {
    const { version, releaseVersion } = groupOf(
      withWindowsPool({ kubernetesVersion: "1.35", releaseVersion: "1.35-2026.10.13" }),
      1,
    );
    assert.deepEqual([version, releaseVersion], ["1.35", "1.35-2026.10.13"]);
  });

  it("keeps everything but system pods away from a dedicated system pool", () => {
    const { systemPool } = eksConfigOf({
      ...eksBase,
      systemPool: { instanceTypes: ["m6i.large"], count: 2, dedicated: true },
    });
    const { taints, nodeGroupNamePrefix } = nodeGroupArgs(
      systemPoolSpec(systemPool),
      { id: "lt-1", version: "1" },
      placement,
    );
    assert.deepEqual(taints, [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }]);
    assert.equal(nodeGroupNamePrefix, "system-");
  });
});

describe("launchTemplateArgs", () => {
  it("encrypts the root disk of the operating system and keeps pods from the node's credentials", () => {
    const template = launchTemplateArgs(specOf(withWindowsPool({ osDiskGiB: 256 }), 1), { team: "platform" });
    assert.deepEqual(template.blockDeviceMappings, [
      {
        deviceName: "/dev/sda1",
        ebs: { volumeSize: 256, volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" },
      },
    ]);
    assert.partialDeepStrictEqual(template.metadataOptions, {
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    assert.partialDeepStrictEqual(launchTemplateArgs(specOf(eksBase, 0), {}), {
      blockDeviceMappings: [{ deviceName: "/dev/xvda" }],
    });
  });

  it("hands the tags of the stack down to instances and disks", () => {
    const { tagSpecifications } = launchTemplateArgs(specOf(eksBase, 0), { team: "platform" });
    const tags = { team: "platform", "mullion/pool": "linuxa" };
    assert.deepEqual(tagSpecifications, [
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
    ]);
  });
});

describe("scaleFromZeroTags", () => {
  const prefix = "k8s.io/cluster-autoscaler/node-template";

  it("tell the autoscaler labels, taints and addresses of a Windows node", () => {
    const spec = specOf(withWindowsPool({ count: undefined, autoscale: { min: 0, max: 3 } }), 1);
    assert.deepEqual(
      scaleFromZeroTags(spec, 14).map(({ key, value }) => [key, value]),
      [
        [`${prefix}/label/mullion/pool`, "win"],
        [`${prefix}/label/mullion/slot`, "a"],
        [`${prefix}/label/kubernetes.io/os`, "windows"],
        [`${prefix}/taint/os`, "windows:NoSchedule"],
        [`${prefix}/resources/vpc.amazonaws.com/PrivateIPv4Address`, "14"],
      ],
    );
  });

  it("are not needed by groups that always have a node", () => {
    assert.deepEqual(scaleFromZeroTags(specOf(eksBase, 1), 14), []);
    const spec = specOf(withWindowsPool({ count: undefined, autoscale: { min: 1, max: 3 } }), 1);
    assert.deepEqual(scaleFromZeroTags(spec, 14), []);
  });
});
