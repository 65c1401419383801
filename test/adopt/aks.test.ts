import assert from "node:assert/strict";
import { draftOf, readCluster, trapsOf } from "../../adopt";
import { parseConfig } from "../../config/parse";
import { formatProblem } from "../../config/problem";
import { context } from "../config/base";
import { azCluster, file } from "./clusters";

const found = (change: object = {}) => readCluster([file({ ...azCluster, ...change })]);
const draft = (change: object = {}) => draftOf(found(change), "prod");
const trapsAbout = (subject: string, change: object = {}) =>
  trapsOf(found(change))
    .filter((trap) => trap.subject === subject)
    .map(({ says }) => says);

describe("an AKS cluster that somebody else made", () => {
  it("becomes a configuration that the program takes", () => {
    const { problems } = parseConfig(draft().config, context);
    assert.deepEqual(problems.map(formatProblem), []);
  });

  it("keeps its group, its name and the network that AKS made", () => {
    assert.deepEqual(draft().config["adopted"], {
      resourceGroup: "legacy-rg",
      cluster: "old",
      managedNetwork: true,
    });
  });

  it("says its own identity and subnet, where it has them", () => {
    const subnet =
      "/subscriptions/s/resourceGroups/n/providers/Microsoft.Network/virtualNetworks/v/subnets/s";
    const identityId =
      "/subscriptions/s/resourceGroups/n/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i";
    const { config } = draft({
      identity: { type: "UserAssigned", userAssignedIdentities: { [identityId]: { clientId: "c" } } },
      agentPoolProfiles: azCluster.agentPoolProfiles.map((pool) => ({ ...pool, vnetSubnetId: subnet })),
    });
    assert.partialDeepStrictEqual(config, {
      network: { existingSubnetId: subnet },
      adopted: { resourceGroup: "legacy-rg", cluster: "old", identityId },
    });
  });

  it("has the first Linux system pool as its system pool, wherever it stands", () => {
    const agentPoolProfiles = [...azCluster.agentPoolProfiles].reverse();
    assert.deepEqual(draft({ agentPoolProfiles }).config["systemPool"], draft().config["systemPool"]);
    assert.deepEqual(draft().config["systemPool"], {
      vmSize: "Standard_D4s_v5",
      autoscale: { min: 2, max: 5 },
      osDiskGiB: 128,
      zones: ["1", "2"],
      maxPods: 250,
    });
  });

  it("has its other pools under names that fit, with all that there are words for", () => {
    assert.deepEqual(draft().config["nodePools"], [
      {
        name: "npwin",
        slot: "a",
        os: "Windows",
        release: "2022",
        vmSize: "Standard_D4s_v5",
        count: 2,
        osDiskGiB: 128,
        maxPods: 30,
        kubernetesVersion: "1.35",
        upgrade: { maxSurge: "10%" },
        adopted: { name: "npwin" },
      },
      {
        name: "batch",
        slot: "a",
        os: "Linux",
        osSku: "AzureLinux",
        vmSize: "Standard_D4s_v5",
        autoscale: { min: 0, max: 4 },
        labels: { team: "blue" },
        taints: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }],
        spot: { maxPrice: -1 },
        adopted: { name: "batcha" },
      },
    ]);
  });

  for (const [title, change, says] of [
    ["kubenet", { networkProfile: { networkPlugin: "kubenet" } }, /networkPlugin is kubenet/],
    ["Cilium", { networkProfile: { networkDataplane: "cilium" } }, /is cilium/],
    ["Azure's network policies", { networkProfile: { networkPolicy: "azure" } }, /ended on 2026-09-30/],
    ["no windowsProfile", { windowsProfile: null }, /made without windowsProfile/],
    ["a service principal", { servicePrincipalProfile: { clientId: "guid" } }, /service principal/],
    ["local accounts", {}, /Local accounts are on/],
    ["a password that nobody knows", {}, /read the password/],
    ["an OIDC issuer that is off", {}, /OIDC issuer is off/],
  ] as const) {
    it(`is told about ${title}`, () => {
      assert.ok(trapsAbout("cluster", change).some((sentence) => says.test(sentence)));
    });
  }

  it("is not told about what it does not have", () => {
    const change = {
      disableLocalAccounts: true,
      aadProfile: { adminGroupObjectIds: ["g"] },
      oidcIssuerProfile: { enabled: true },
    };
    assert.deepEqual(
      trapsAbout("cluster", change).filter((sentence) => !sentence.includes("password")),
      [],
    );
  });

  it("is told of each pool what cannot change, and the way out", () => {
    assert.deepEqual(
      trapsAbout("npwin").map((sentence) => sentence.split(" ").slice(0, 6).join(" ")),
      [
        "The name has no slot letter",
        "Its nodes have no taint os=windows:NoSchedule:",
        "Its nodes have no label mullion/pool,",
      ],
    );
    assert.deepEqual(trapsAbout("batcha").length, 1, "its name ends with a slot letter");
    assert.ok(trapsOf(found()).every(({ wayOut, url }) => wayOut !== "" && url !== ""));
  });
});
