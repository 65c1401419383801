import assert from "node:assert/strict";
import { draftOf, readCluster, trapsOf } from "../../adopt";
import { parseConfig } from "../../config/parse";
import { formatProblem } from "../../config/problem";
import { context } from "../config/base";
import { awsCluster, cniAddOn, file, linuxGroup, ownImageGroup, windowsGroup } from "./clusters";

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
        addOns: ["vpc-cni"],
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
      /^cluster: No file names an add-on/,
      /^cluster: Windows nodes need enable-windows-ipam/,
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
});
