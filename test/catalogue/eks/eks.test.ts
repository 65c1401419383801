import assert from "node:assert/strict";

import {
  eksAddons,
  eksLinuxOnlyFeatures,
  eksReleaseVersionMinor,
  eksWindowsAmiList,
  eksWindowsAmis,
  eksWindowsAmiSupport,
  eksWindowsNeeds,
  eksWindowsSsmParameter,
  isEksWindowsAmiType,
} from "../../../catalogue/eks";
import type { KubernetesMinor } from "../../../catalogue/kubernetes-minors";

describe("eksWindowsAmis", () => {
  it("covers two editions of three releases", () => {
    assert.equal(eksWindowsAmiList.length, 6);
  });

  for (const row of eksWindowsAmiList) {
    it(`says the same edition and year in the type and in the SSM parameter of ${row.amiType}`, () => {
      const fromType = /^WINDOWS_(CORE|FULL)_(\d{4})_x86_64$/.exec(row.amiType);
      const fromParameter =
        /^\/aws\/service\/ami-windows-latest\/Windows_Server-(\d{4})-English-(Core|Full)-EKS_Optimized-\{minor\}\/image_id$/.exec(
          row.ssmParameter,
        );
      assert.deepEqual(
        [fromType?.[1], fromType?.[2]],
        [fromParameter?.[2]?.toUpperCase(), fromParameter?.[1]],
      );
      assert.deepEqual([row.edition, row.release], [fromType?.[1], fromType?.[2]]);
      assert.equal(eksWindowsAmis[row.amiType], row);
    });
  }
});

describe("isEksWindowsAmiType", () => {
  it("knows the Windows types and nothing else", () => {
    assert.equal(isEksWindowsAmiType("WINDOWS_CORE_2022_x86_64"), true);
    for (const type of [
      "AL2023_x86_64_STANDARD",
      "WINDOWS_CORE_2016_x86_64",
      "windows_core_2022_x86_64",
      "",
      "toString",
    ]) {
      assert.equal(isEksWindowsAmiType(type), false, type);
    }
  });
});

describe("eksWindowsAmiSupport", () => {
  const source = ["eksctl-ami", "eks-windows-ami"];
  const cases: readonly (readonly [string, KubernetesMinor, string, string, readonly string[]])[] = [
    [
      "WINDOWS_CORE_2025_x86_64",
      "1.34",
      "deny",
      "EKS has WINDOWS_CORE_2025_x86_64 AMIs from Kubernetes 1.35 on, not for 1.34.",
      source,
    ],
    [
      "WINDOWS_CORE_2025_x86_64",
      "1.35",
      "ok",
      "EKS has WINDOWS_CORE_2025_x86_64 AMIs for Kubernetes 1.35.",
      source,
    ],
    [
      "WINDOWS_FULL_2022_x86_64",
      "1.22",
      "deny",
      "EKS has WINDOWS_FULL_2022_x86_64 AMIs from Kubernetes 1.23 on, not for 1.22.",
      source,
    ],
    [
      "WINDOWS_FULL_2022_x86_64",
      "1.23",
      "ok",
      "EKS has WINDOWS_FULL_2022_x86_64 AMIs for Kubernetes 1.23.",
      source,
    ],
    [
      "WINDOWS_FULL_2022_x86_64",
      "1.36",
      "ok",
      "EKS has WINDOWS_FULL_2022_x86_64 AMIs for Kubernetes 1.36.",
      source,
    ],
    [
      "WINDOWS_CORE_2019_x86_64",
      "1.34",
      "ok",
      "EKS has WINDOWS_CORE_2019_x86_64 AMIs for Kubernetes 1.34.",
      source,
    ],
    [
      "WINDOWS_CORE_2019_x86_64",
      "1.35",
      "warn",
      "Kubernetes 1.35 no longer lists Windows Server 2019 (the last minor is 1.34); EKS still has WINDOWS_CORE_2019_x86_64 AMIs.",
      ["k8s-windows-intro", ...source],
    ],
  ];
  for (const [type, minor, verdict, reason, sources] of cases) {
    it(`judges ${type} at ${minor}: ${verdict}`, () => {
      assert.deepEqual(eksWindowsAmiSupport(type, minor), { verdict, reason, source: sources });
    });
  }

  it("denies what is no Windows type, with the list", () => {
    const { verdict, reason, source: sources } = eksWindowsAmiSupport("AL2023_x86_64_STANDARD", "1.36");
    assert.equal(verdict, "deny");
    assert.equal(
      reason,
      `"AL2023_x86_64_STANDARD" is not a Windows amiType of EKS (${Object.keys(eksWindowsAmis).join(", ")}).`,
    );
    assert.deepEqual(sources, ["eksctl-ami"]);
  });
});

describe("eksWindowsSsmParameter", () => {
  it("puts the minor in", () => {
    assert.equal(
      eksWindowsSsmParameter("WINDOWS_FULL_2022_x86_64", "1.36"),
      "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-EKS_Optimized-1.36/image_id",
    );
  });
});

describe("eksReleaseVersionMinor", () => {
  const valid: Readonly<Record<string, string>> = {
    "1.24-2023.02.14": "1.24",
    "1.36-2026.11.12": "1.36",
    "1.16.8-20200531": "1.16",
    "1.36.1-20261112": "1.36",
  };
  for (const [text, minor] of Object.entries(valid)) {
    it(`reads ${minor} out of ${text}`, () => {
      assert.equal(eksReleaseVersionMinor(text), minor);
    });
  }

  for (const text of [
    "",
    "1.36",
    "1.36-20261112",
    "1.36.1-2026.11.12",
    "1.06-2026.11.12",
    "ami-0123456789abcdef0",
    "x1.36-2026.11.12",
    "1.36-2026.11.12x",
    "2.36-2026.11.12",
  ]) {
    it(`reads nothing out of ${JSON.stringify(text)}`, () => {
      assert.equal(eksReleaseVersionMinor(text), undefined);
    });
  }
});

describe("what Windows needs on EKS", () => {
  it("is the policies, the IPAM setting, the access entry and the selector", () => {
    assert.deepEqual(eksWindowsNeeds.clusterRolePolicies.value, [
      "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
      "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController",
    ]);
    assert.deepEqual(eksWindowsNeeds.ipamSetting.value, {
      configMap: "amazon-vpc-cni",
      key: "enable-windows-ipam",
      addonKey: "enableWindowsIpam",
      on: "true",
    });
    assert.equal(eksWindowsNeeds.accessEntryType.value, "EC2_WINDOWS");
    assert.deepEqual(eksWindowsNeeds.nodeSelector.value, { "kubernetes.io/os": "windows" });
  });

  it("names every add-on by its key, and floors as versions", () => {
    for (const [name, row] of Object.entries(eksAddons)) {
      assert.equal(row.addonName, name);
      for (const floor of [
        "windowsFloor" in row ? row.windowsFloor : undefined,
        "windows2025Floor" in row ? row.windows2025Floor : undefined,
      ]) {
        if (floor !== undefined) assert.match(floor, /^\d+\.\d+\.\d+$/);
      }
    }
    assert.equal(eksAddons["aws-ebs-csi-driver"].windows2025Floor, "1.56.0");
    assert.equal(eksAddons["amazon-cloudwatch-observability"].windowsFloor, "1.5.0");
  });

  it("lists features once", () => {
    const features = eksLinuxOnlyFeatures.map(({ feature }) => feature);
    assert.equal(new Set(features).size, features.length);
    assert.equal(features.length, 13);
  });
});
