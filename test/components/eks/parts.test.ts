import assert from "node:assert/strict";
import fc from "fast-check";
import type { AddOnName } from "../../../components/eks/add-on-settings";
import { addOnSettings } from "../../../components/eks/add-on-settings";
import { clusterArgs } from "../../../components/eks/cluster-args";
import { kubeconfigOf } from "../../../components/eks/kubeconfig";
import { managedPolicyArn } from "../../../components/eks/region";
import { subnetPlan } from "../../../components/eks/subnet-plan";
import { contains, overlap, parseCidr } from "../../../config/cidr";
import { eksBase, eksConfigOf } from "../../config/eks-base";

const argsOf = (change: object) =>
  clusterArgs({
    config: eksConfigOf({ ...eksBase, ...change }),
    roleArn: "arn:role",
    subnetIds: ["subnet-a", "subnet-b"],
    secretsKeyArn: "arn:key",
  });

describe("clusterArgs", () => {
  it("makes a cluster that takes access entries, encrypts secrets, and leaves add-ons to the program", () => {
    assert.deepEqual(argsOf({ name: "orders" }), {
      name: "orders",
      roleArn: "arn:role",
      version: "1.36",
      vpcConfig: {
        subnetIds: ["subnet-a", "subnet-b"],
        endpointPrivateAccess: true,
        endpointPublicAccess: true,
      },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true },
      bootstrapSelfManagedAddons: false,
      encryptionConfig: { provider: { keyArn: "arn:key" }, resources: ["secrets"] },
      enabledClusterLogTypes: ["audit", "authenticator"],
      upgradePolicy: { supportType: "STANDARD" },
      deletionProtection: false,
      tags: {},
    });
  });

  it("protects the cluster in every environment but dev", () => {
    for (const environment of ["dev", "test", "staging", "prod"]) {
      assert.equal(argsOf({ environment }).deletionProtection, environment !== "dev", environment);
    }
  });

  it("closes a private API server, and narrows a public one to the ranges that are named", () => {
    assert.partialDeepStrictEqual(argsOf({ cluster: { kubernetesVersion: "1.36", private: true } }), {
      vpcConfig: { endpointPublicAccess: false },
    });
    const cluster = { kubernetesVersion: "1.36", authorizedIpRanges: ["203.0.113.0/24"] };
    assert.partialDeepStrictEqual(argsOf({ cluster }), {
      vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] },
    });
  });
});

describe("the kubeconfig of an EKS cluster", () => {
  it("asks aws for a token and holds no credentials", () => {
    const text = kubeconfigOf({
      clusterName: "orders",
      region: "eu-west-1",
      endpoint: "https://x",
      certificateAuthority: "Q0E=",
    });
    const exec = {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["eks", "get-token", "--cluster-name", "orders", "--region", "eu-west-1"],
      interactiveMode: "Never",
    };
    assert.deepEqual(JSON.parse(text), {
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "orders", cluster: { server: "https://x", "certificate-authority-data": "Q0E=" } }],
      users: [{ name: "orders", user: { exec } }],
      contexts: [{ name: "orders", context: { cluster: "orders", user: "orders" } }],
      "current-context": "orders",
    });
  });
});

describe("subnetPlan", () => {
  it("gives each zone a quarter for nodes and a sixteenth for load balancers", () => {
    assert.deepEqual(subnetPlan("10.64.0.0/16", "eu-west-1", ["a", "c"]), [
      { zone: "eu-west-1a", letter: "a", nodes: "10.64.0.0/18", edge: "10.64.192.0/20" },
      { zone: "eu-west-1c", letter: "c", nodes: "10.64.64.0/18", edge: "10.64.208.0/20" },
    ]);
  });

  it("makes ranges that are valid, inside the VPC and apart, and changes none when a zone is added", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 24 }), fc.integer({ min: 0, max: 255 }), (bits, second) => {
        const vpc = `10.${String(second)}.0.0/${String(bits)}`;
        const space = parseCidr(vpc);
        const plan = subnetPlan(vpc, "eu-west-1", ["a", "b", "c"]);
        const ranges = plan.flatMap(({ nodes, edge }) => [nodes, edge]).map(parseCidr);
        assert.ok(space);
        for (const [index, range] of ranges.entries()) {
          assert.ok(range && contains(space, range));
          for (const other of ranges.slice(index + 1)) assert.ok(other && !overlap(range, other));
        }
        assert.deepEqual(subnetPlan(vpc, "eu-west-1", ["a", "b"]), plan.slice(0, 2));
      }),
    );
  });
});

describe("settings of add-ons", () => {
  const valuesOf = (addOn: AddOnName, network: object = {}) =>
    addOnSettings[addOn].values?.(eksConfigOf({ ...eksBase, network }));

  it("switch on addresses for Windows pods, as the string that EKS takes", () => {
    assert.deepEqual(valuesOf("vpc-cni"), { enableWindowsIpam: "true" });
  });

  it("give Windows nodes ranges of addresses where the configuration wants them", () => {
    assert.deepEqual(valuesOf("vpc-cni", { windowsPrefixDelegation: true }), {
      enableWindowsIpam: "true",
      enableWindowsPrefixDelegation: "true",
    });
  });

  it("pin to Linux what runs there only", () => {
    const nodeSelector = { "kubernetes.io/os": "linux" };
    assert.deepEqual(valuesOf("coredns"), { nodeSelector });
    assert.deepEqual(valuesOf("aws-ebs-csi-driver"), { controller: { nodeSelector } });
  });
});

describe("managedPolicyArn", () => {
  it("is of the region's partition", () => {
    assert.equal(managedPolicyArn("eu-west-1", "P"), "arn:aws:iam::aws:policy/P");
    assert.equal(managedPolicyArn("cn-north-1", "P"), "arn:aws-cn:iam::aws:policy/P");
    assert.equal(managedPolicyArn("us-gov-west-1", "P"), "arn:aws-us-gov:iam::aws:policy/P");
  });
});
