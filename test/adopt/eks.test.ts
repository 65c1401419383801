import assert from "node:assert/strict";
import { draftOf, readCluster, trapsOf } from "../../adopt";
import { parseConfig } from "../../config/parse";
import { formatProblem } from "../../config/problem";
import { context } from "../config/base";
import { awsCluster, cniAddOn, file, linuxGroup, machines, ownImageGroup, windowsGroup } from "./clusters";

const found = (...more: readonly unknown[]) =>
  readCluster([awsCluster, linuxGroup, windowsGroup, ...more].map((content) => file(content)));

describe("an EKS cluster that somebody else made", () => {
  it("becomes a configuration that the program takes", () => {
    const { problems } = parseConfig(draftOf(found(cniAddOn), "prod").config, context);
    assert.deepEqual(problems.map(formatProblem), []);
  });

  it("keeps its role, its subnets and its add-ons, and stays without a key of its own", () => {
    const { config } = draftOf(found(cniAddOn), "prod");
    assert.partialDeepStrictEqual(config, {
      region: "eu-west-1",
      cluster: { kubernetesVersion: "1.36", extendedSupport: true, logTypes: ["api"] },
      network: {
        existingSubnetIds: {
          nodes: ["subnet-0123456789abcdea", "subnet-0123456789abcdeb"],
          controlPlane: ["subnet-0123456789abcdea", "subnet-0123456789abcdeb"],
        },
        serviceCidr: "172.20.0.0/16",
      },
      monitoring: { containerInsights: false },
      adopted: {
        cluster: "Old_Cluster",
        roleArn: "arn:aws:iam::111122223333:role/old-cluster",
        addOns: [
          { name: "vpc-cni", configurationValues: '{"enableWindowsIpam":"true"}' },
          { name: "coredns", selfManaged: true },
          { name: "kube-proxy", selfManaged: true },
        ],
      },
    });
    assert.equal(config["encryption"], undefined);
  });

  it("has a Linux group as its system pool, and the others under names that fit", () => {
    const { config } = draftOf(found(), "prod");
    assert.deepEqual(config["systemPool"], {
      instanceTypes: ["m6i.large"],
      autoscale: { min: 1, max: 3 },
      upgrade: { maxUnavailable: "1" },
      adopted: { name: "workers", nodeRoleArn: "arn:aws:iam::111122223333:role/old-linux" },
    });
    assert.deepEqual(config["nodePools"], [
      {
        name: "win2022",
        slot: "a",
        os: "Windows",
        release: "2022",
        edition: "Full",
        instanceTypes: ["m6i.xlarge"],
        count: 2,
        upgrade: { maxUnavailable: "50%" },
        kubernetesVersion: "1.35",
        spot: true,
        labels: { team: "blue" },
        taints: [{ key: "dedicated", value: "iis", effect: "NoSchedule" }],
        adopted: {
          name: "Win-2022",
          nodeRoleArn: "arn:aws:iam::111122223333:role/old-windows",
          launchTemplate: { id: "lt-0123456789abcdef0", version: "3" },
        },
      },
    ]);
  });

  it("has a group as its system pool that is called so, though it is not the first", () => {
    const system = { nodegroup: { ...linuxGroup.nodegroup, nodegroupName: "System-1" } };
    const other = { nodegroup: { ...linuxGroup.nodegroup, nodegroupName: "Apps" } };
    const named = (...groups: readonly unknown[]) =>
      draftOf(readCluster([awsCluster, ...groups].map((content) => file(content))), "prod").pools.find(
        ({ slot }) => slot === "",
      )?.physicalName;
    assert.equal(named(other, system), "System-1");
    assert.equal(named(linuxGroup, other), "Apps");
  });

  it("says that Windows nodes take ranges of addresses, where the add-on has them do so", () => {
    const configurationValues = '{"enableWindowsIpam":"true","enableWindowsPrefixDelegation":"true"}';
    const prefixes = found({ addon: { ...cniAddOn.addon, configurationValues } });
    assert.partialDeepStrictEqual(draftOf(prefixes, "prod").config["network"], {
      windowsPrefixDelegation: true,
    });
    assert.equal(JSON.stringify(draftOf(found(cniAddOn), "prod")).includes("windowsPrefixDelegation"), false);
  });

  it("leaves a group outside that hides its image and size, and says so", () => {
    const cluster = found(ownImageGroup);
    assert.equal(JSON.stringify(draftOf(cluster, "prod").config).includes("golden"), false);
    const [trap] = trapsOf(cluster).filter(({ subject }) => subject === "golden");
    assert.match(trap?.says ?? "", /stays outside of the stack: its launch template says the instance types/);
  });

  it("is told about aws-auth, secrets, the OIDC provider, add-ons and fixed names", () => {
    const said = trapsOf(found()).map(({ subject, says }) => `${subject}: ${says}`);
    for (const words of [
      /^cluster: Rights are in the ConfigMap aws-auth only/,
      /^cluster: Kubernetes secrets are not encrypted/,
      /^cluster: No file names the cluster's OIDC provider/,
      /^cluster: No file names coredns, kube-proxy, vpc-cni: whatever runs of it stays outside/,
      /^cluster: No file names aws-ebs-csi-driver, so the first up installs it/,
      /^cluster: Windows pods get addresses only while the cluster's role has AmazonEKSVPCResourceController/,
      /^workers: Its name is fixed/,
      /^workers: It has no launch template/,
      /^Win-2022: Its name is fixed/,
      /^Win-2022: Its nodes have no taint os=windows/,
    ])
      assert.ok(
        said.some((line) => words.test(line)),
        String(words),
      );
    assert.ok(!said.some((line) => line.startsWith("Win-2022: It has no launch template")));
  });

  it("is told that the policy pack cannot see enable-windows-ipam where the add-on does not set it", () => {
    const isSaid = (...more: readonly unknown[]) =>
      trapsOf(found(...more)).some(({ says }) => says.startsWith("No add-on vpc-cni in the files sets"));
    const { configurationValues, ...without } = cniAddOn.addon;
    assert.match(configurationValues, /enableWindowsIpam/);
    assert.equal(isSaid({ addon: without }), true);
    assert.equal(
      isSaid({ addon: { ...without, configurationValues: '{"enableWindowsIpam":"false"}' } }),
      true,
    );
    assert.equal(isSaid(cniAddOn), false);
    assert.equal(isSaid({ addon: { ...without, configurationValues: "enableWindowsIpam: 'true'" } }), false);
    assert.equal(isSaid(), true, "it stays outside of the stack");
  });

  it("is told of add-ons only where no file names them", () => {
    const named = ["vpc-cni", "kube-proxy", "coredns", "aws-ebs-csi-driver"].map((addonName) => ({
      addon: { ...cniAddOn.addon, addonName },
    }));
    const said = trapsOf(found(...named)).filter(({ says }) => says.startsWith("No file names"));
    assert.deepEqual(
      said.map(({ says }) => says.slice(0, 45)),
      ["No file names the cluster's OIDC provider in "],
    );
    assert.equal(JSON.stringify(draftOf(found(...named), "prod")).includes("selfManaged"), false);
  });

  it("has agents for metrics where it has them already", () => {
    const agents = { ...cniAddOn.addon, addonName: "amazon-cloudwatch-observability" };
    assert.deepEqual(draftOf(found({ addon: agents }), "prod").config["monitoring"], {
      containerInsights: true,
    });
  });
});

describe("machines that EKS does not manage", () => {
  const own = machines("own-win", { "kubernetes.io/cluster/Old_Cluster": "owned" });
  const subjects = (...more: readonly unknown[]) => trapsOf(found(...more)).map(({ subject }) => subject);

  it("stay outside of the stack, by name", () => {
    assert.deepEqual(draftOf(found({ AutoScalingGroups: [own] }), "prod"), draftOf(found(), "prod"));
    const [trap] = trapsOf(found({ AutoScalingGroups: [own] })).filter(
      ({ subject }) => subject === "own-win",
    );
    assert.match(trap?.says ?? "", /^It stays outside of the stack: an Auto Scaling group that EKS does not/);
    assert.match(trap?.wayOut ?? "", /^Leave it and its access entry/);
  });

  it("are not told of where EKS manages them, or where they belong to another cluster or none", () => {
    const AutoScalingGroups = [
      machines("eks-workers", {
        "eks:nodegroup-name": "workers",
        "kubernetes.io/cluster/Old_Cluster": "owned",
      }),
      machines("other", { "kubernetes.io/cluster/Other": "owned" }),
      machines("web", { team: "blue" }),
    ];
    assert.deepEqual(subjects({ AutoScalingGroups }), subjects());
  });

  it("are found in the state of the program that made them", () => {
    const tags = [{ key: "kubernetes.io/cluster/Old_Cluster", value: "owned", propagateAtLaunch: true }];
    const outputs = { name: "own-win", tags };
    const group = { type: "aws:autoscaling/group:Group", id: "own-win", outputs };
    assert.ok(subjects({ deployment: { resources: [group] } }).includes("own-win"));
    const gone = { ...group, outputs: { ...outputs, tags: [] } };
    assert.ok(!subjects({ deployment: { resources: [gone] } }).includes("own-win"));
  });

  it("are Windows machines to the warnings about Windows, though nothing says so", () => {
    const linuxOnly = (...more: readonly unknown[]) =>
      readCluster([awsCluster, linuxGroup, ...more].map((content) => file(content)));
    const isSaid = (cluster: ReturnType<typeof readCluster>) =>
      trapsOf(cluster).some(({ says }) => says.includes("AmazonEKSVPCResourceController"));
    assert.equal(isSaid(linuxOnly()), false);
    assert.equal(isSaid(linuxOnly({ AutoScalingGroups: [own] })), true);
  });
});
