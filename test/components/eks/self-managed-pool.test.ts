import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { EksPlatform } from "../../../components/eks/platform";
import { poolSpec } from "../../../components/eks/pool-args";
import {
  autoscalingGroupArgs,
  kubeletArgs,
  machineImage,
  selfManagedTemplateArgs,
} from "../../../components/eks/self-managed-pool-args";
import { windowsUserData } from "../../../components/eks/user-data";
import type { EksWindowsPool } from "../../../config/schema/eks/pools";
import { kubeletDefaults } from "../../../config/schema/eks/self-managed";
import { eksConfigOf, withWindowsPool } from "../../config/eks-base";
import { ofType, only, plainInputs, record } from "../record";

function poolOf(change: object = {}): EksWindowsPool {
  const pool = eksConfigOf(withWindowsPool({ managed: false, ...change })).nodePools[1];
  assert.ok(pool?.os === "Windows");
  return pool;
}

const template = { id: "lt-1", version: "3" };
const placement = {
  clusterName: "orders",
  subnetIds: ["subnet-a", "subnet-b"],
  tags: { team: "platform" },
};

describe("windowsUserData", () => {
  it("is the file that was looked at by people (golden/windows-user-data.ps1)", () => {
    const golden = path.join(__dirname, "golden/windows-user-data.ps1");
    const kubelet = {
      ...kubeletDefaults,
      maxPods: 144,
      extraArgs: ["--eviction-hard=memory.available<500Mi"],
    };
    const script = windowsUserData({
      clusterName: "orders",
      endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
      certificateAuthority: "Y2VydGlmaWNhdGU=",
      serviceCidr: "172.20.0.0/16",
      kubeletArgs: kubeletArgs(poolSpec(poolOf()), kubelet),
    });
    assert.equal(script, fs.readFileSync(golden, "utf8").replaceAll("\r\n", "\n").replaceAll("\n", "\r\n"));
  });
});

describe("kubeletArgs", () => {
  it("says labels and taints, which EKS says for managed groups, and reserves 2 GiB", () => {
    const pool = poolOf({ labels: { team: "web" }, taints: [{ key: "a", value: "b", effect: "NoExecute" }] });
    assert.deepEqual(kubeletArgs(poolSpec(pool), kubeletDefaults), [
      "--node-labels=team=web,mullion/pool=win,mullion/slot=a",
      "--register-with-taints=os=windows:NoSchedule,a=b:NoExecute",
      "--kube-reserved=memory=512Mi",
      "--system-reserved=memory=1536Mi",
    ]);
  });
});

describe("machineImage", () => {
  it("is the pinned one, or the newest of release, edition and minor", () => {
    assert.deepEqual(machineImage(poolOf({ amiId: "ami-0123456789abcdef0" }), "1.36"), {
      id: "ami-0123456789abcdef0",
    });
    const behind = poolOf({ release: "2025", edition: "Full", kubernetesVersion: "1.35" });
    assert.deepEqual(machineImage(behind, "1.36"), {
      ssmParameter:
        "/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-EKS_Optimized-1.35/image_id",
    });
  });
});

describe("selfManagedTemplateArgs", () => {
  it("adds image, user data, role and security group to the template of managed groups", () => {
    const start = {
      imageId: "ami-1",
      userData: "eA==",
      instanceProfileArn: "arn:p",
      securityGroupId: "sg-1",
    };
    assert.partialDeepStrictEqual(selfManagedTemplateArgs(poolSpec(poolOf()), start, {}), {
      imageId: "ami-1",
      userData: "eA==",
      iamInstanceProfile: { arn: "arn:p" },
      vpcSecurityGroupIds: ["sg-1"],
      blockDeviceMappings: [{ deviceName: "/dev/sda1", ebs: { volumeSize: 128, encrypted: "true" } }],
      metadataOptions: { httpTokens: "required" },
    });
  });
});

describe("autoscalingGroupArgs", () => {
  const groupOf = (change: object, podAddresses?: number) =>
    autoscalingGroupArgs(poolSpec(poolOf(change)), template, placement, podAddresses);

  it("makes a group without a fixed name that starts new machines before it ends old ones", () => {
    assert.deepEqual(groupOf({ count: 3 }), {
      namePrefix: "wina-",
      vpcZoneIdentifiers: ["subnet-a", "subnet-b"],
      minSize: 3,
      maxSize: 3,
      desiredCapacity: 3,
      mixedInstancesPolicy: {
        instancesDistribution: {
          onDemandPercentageAboveBaseCapacity: 100,
          spotAllocationStrategy: "price-capacity-optimized",
        },
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateId: "lt-1", version: "3" },
          overrides: [{ instanceType: "m6i.xlarge" }],
        },
      },
      instanceRefresh: {
        strategy: "Rolling",
        preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 134 },
      },
      tags: [
        { key: "team", value: "platform", propagateAtLaunch: false },
        { key: "kubernetes.io/cluster/orders", value: "owned", propagateAtLaunch: true },
      ],
    });
  });

  it("takes spot capacity of all instance types", () => {
    assert.partialDeepStrictEqual(groupOf({ spot: true, instanceTypes: ["m5.large", "m6i.large"] }), {
      mixedInstancesPolicy: {
        instancesDistribution: { onDemandPercentageAboveBaseCapacity: 0 },
        launchTemplate: { overrides: [{ instanceType: "m5.large" }, { instanceType: "m6i.large" }] },
      },
    });
  });

  it("shows itself to the autoscaler, with what a node of an empty group would be", () => {
    const { tags } = groupOf({ count: undefined, autoscale: { min: 0, max: 4 } }, 224);
    const prefix = "k8s.io/cluster-autoscaler";
    assert.ok(Array.isArray(tags));
    assert.deepEqual(
      tags.slice(2).map((tag) => JSON.stringify(tag)),
      [
        [`${prefix}/enabled`, "true"],
        [`${prefix}/orders`, "owned"],
        [`${prefix}/node-template/label/mullion/pool`, "win"],
        [`${prefix}/node-template/label/mullion/slot`, "a"],
        [`${prefix}/node-template/label/kubernetes.io/os`, "windows"],
        [`${prefix}/node-template/taint/os`, "windows:NoSchedule"],
        [`${prefix}/node-template/resources/vpc.amazonaws.com/PrivateIPv4Address`, "224"],
      ].map(([key, value]) => JSON.stringify({ key, value, propagateAtLaunch: false })),
    );
  });

  it("surges by the percentage, or by the part that so many machines are", () => {
    const surge = (change: object) => {
      const { instanceRefresh } = groupOf(change);
      assert.ok(instanceRefresh !== undefined && "preferences" in instanceRefresh);
      return (instanceRefresh.preferences as { maxHealthyPercentage: number }).maxHealthyPercentage;
    };
    assert.equal(surge({ upgrade: { maxUnavailable: "33%" } }), 133);
    assert.equal(surge({ count: 4, upgrade: { maxUnavailable: "1" } }), 125);
    assert.equal(surge({ count: 0 }), 200);
    assert.equal(surge({ count: 2, upgrade: { maxUnavailable: "5" } }), 200);
  });
});

describe("a self-managed pool", () => {
  it("lets its own role in as Windows nodes before the first machine starts", async () => {
    const config = eksConfigOf({
      ...withWindowsPool({ managed: false, kubelet: { maxPods: 200 } }),
      network: { windowsPrefixDelegation: true },
    });
    const { registrations } = await record(() => new EksPlatform(config.name, config));
    const group = only(registrations, "aws:autoscaling/group:Group");
    const entry = only(registrations, "aws:eks/accessEntry:AccessEntry");
    assert.partialDeepStrictEqual(entry.inputs, { type: "EC2_WINDOWS" });
    const profile = only(registrations, "aws:iam/instanceProfile:InstanceProfile");
    const roleOf = (one: typeof entry, input: string) => one.propertyDependencies.get(input);
    assert.deepEqual(roleOf(entry, "principalArn"), roleOf(profile, "role"));
    assert.ok(group.dependencies.includes(entry.urn));
    const [own] = ofType(registrations, "aws:ec2/launchTemplate:LaunchTemplate").filter(({ name }) =>
      name.includes("-pool-win"),
    );
    assert.ok(own);
    const { userData } = plainInputs(own) as { readonly userData: string };
    assert.match(Buffer.from(userData, "base64").toString(), /Start-EKSBootstrap.*/);
    assert.match(Buffer.from(userData, "base64").toString(), /--max-pods=200/);
    assert.partialDeepStrictEqual(own.inputs, {
      imageId: "ami-0recorded",
      vpcSecurityGroupIds: ["sg-0recorded"],
    });
    const cni = registrations.find(({ inputs }) => inputs["addonName"] === "vpc-cni");
    assert.equal(
      cni?.inputs["configurationValues"],
      '{"enableWindowsIpam":"true","enableWindowsPrefixDelegation":"true"}',
    );
  });
});
