import assert from "node:assert/strict";

import {
  aksLinuxOnlyFeatures,
  aksNetworkFacts,
  aksNetworkPolicies,
  aksReservedRanges,
  aksWindowsNetworkPolicySupport,
  aksWindowsNetworkSupport,
  aksWindowsSkus,
} from "../../../catalogue/aks";
import { impactRows } from "../../../catalogue/impact";
import type { IsoDate } from "../../../catalogue/source";

describe("aksWindowsNetworkSupport", () => {
  const ok = {
    verdict: "ok",
    reason: "Azure CNI with the azure data plane supports Windows pools.",
    source: ["aks-windows-best-practices"],
  };
  const plugin = (name: string): object => ({
    verdict: "deny",
    reason: `Windows pools need networkPlugin "azure", not "${name}" (AzureCNIOnlyForWindows).`,
    source: ["aks-windows-best-practices", "aks-windows-vs-linux"],
  });

  it("takes Azure CNI, said or left out", () => {
    assert.deepEqual(aksWindowsNetworkSupport({ networkPlugin: "azure", networkDataplane: "azure" }), ok);
    assert.deepEqual(aksWindowsNetworkSupport({}), ok);
  });

  it("refuses kubenet and a network of one's own", () => {
    assert.deepEqual(aksWindowsNetworkSupport({ networkPlugin: "kubenet" }), plugin("kubenet"));
    assert.deepEqual(
      aksWindowsNetworkSupport({ networkPlugin: "none", networkDataplane: "cilium" }),
      plugin("none"),
    );
  });

  it("refuses the Cilium data plane", () => {
    assert.deepEqual(aksWindowsNetworkSupport({ networkPlugin: "azure", networkDataplane: "cilium" }), {
      verdict: "deny",
      reason: 'A cluster with networkDataplane "cilium" takes no Windows pools.',
      source: ["aks-cilium"],
    });
  });
});

describe("aksWindowsNetworkPolicySupport", () => {
  const cases: readonly (readonly [string, string, IsoDate, string, string])[] = [
    ["none", "Windows2025", "2026-11-23", "ok", 'networkPolicy "none" works with Windows2025 pools.'],
    ["calico", "Windows2022", "2026-11-23", "ok", 'networkPolicy "calico" works with Windows2022 pools.'],
    [
      "calico",
      "Windows2025",
      "2026-11-23",
      "warn",
      'Windows2025 is not on the list of Windows releases for networkPolicy "calico" (Windows2019, Windows2022).',
    ],
    [
      "azure",
      "Windows2022",
      "2026-09-30",
      "warn",
      'AKS ends networkPolicy "azure" for Windows on 2026-09-30.',
    ],
    [
      "azure",
      "Windows2022",
      "2026-10-01",
      "deny",
      'AKS ended networkPolicy "azure" for Windows on 2026-09-30; use calico or none.',
    ],
    [
      "azure",
      "Windows2025",
      "2026-09-30",
      "deny",
      'networkPolicy "azure" does not work on Windows2025 pools.',
    ],
    [
      "cilium",
      "Windows2022",
      "2026-11-23",
      "deny",
      'networkPolicy "cilium" does not work on Windows2022 pools.',
    ],
    [
      "weave",
      "Windows2022",
      "2026-11-23",
      "deny",
      '"weave" is not a networkPolicy of AKS (none, calico, azure, cilium).',
    ],
    [
      "toString",
      "Windows2022",
      "2026-11-23",
      "deny",
      '"toString" is not a networkPolicy of AKS (none, calico, azure, cilium).',
    ],
  ];
  for (const [policy, sku, asOf, verdict, reason] of cases) {
    it(`judges ${policy} with ${sku} on ${asOf}: ${verdict}`, () => {
      const answer = aksWindowsNetworkPolicySupport(policy, sku, asOf);
      assert.deepEqual([answer.verdict, answer.reason], [verdict, reason]);
      const known = Object.hasOwn(aksNetworkPolicies, policy);
      assert.deepEqual(
        answer.source,
        known
          ? aksNetworkPolicies[policy as keyof typeof aksNetworkPolicies].source
          : ["aks-rest-2025-09-01"],
      );
    });
  }

  it("keeps every engine under its own name, with SKUs that exist", () => {
    for (const [name, row] of Object.entries(aksNetworkPolicies)) {
      assert.equal(row.networkPolicy, name);
      for (const sku of row.windowsSkus) assert.ok(Object.hasOwn(aksWindowsSkus, sku));
    }
  });
});

describe("the ranges of AKS", () => {
  it("are those of the sources", () => {
    assert.deepEqual(aksReservedRanges, ["169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24"]);
    const { source, ...facts } = aksNetworkFacts;
    assert.equal(source.length, 4);
    assert.deepEqual(facts, {
      podCidr: "10.244.0.0/16",
      serviceCidr: "10.0.0.0/16",
      dnsServiceIP: "10.0.0.10",
      serviceCidrLargerThanPrefix: 12,
      overlayNodePrefix: 24,
      azureAddressesPerSubnet: 5,
    });
  });
});

describe("aksLinuxOnlyFeatures", () => {
  it("name properties that the impact table knows", () => {
    const covered = (type: "aks:AgentPool" | "aks:ManagedCluster", path: string): boolean =>
      impactRows[type].some((row) => path === row.path || path.startsWith(`${row.path}.`));
    for (const row of aksLinuxOnlyFeatures) {
      if ("poolProperty" in row) assert.ok(covered("aks:AgentPool", row.poolProperty), row.poolProperty);
      if ("clusterProperty" in row)
        assert.ok(covered("aks:ManagedCluster", row.clusterProperty), row.clusterProperty);
      assert.match(row.note, /^[A-Za-z].*\.$/);
    }
    assert.equal(aksLinuxOnlyFeatures.length, 15);
  });
});
