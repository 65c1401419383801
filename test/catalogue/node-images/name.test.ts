import assert from "node:assert/strict";

import { isNodeImageFamily, nodeImageFamilies, readNodeImageName } from "../../../catalogue/node-images";

describe("readNodeImageName", () => {
  for (const [name, family, day] of [
    ["AKSWindows-2022-containerd-gen2-20348.3207.250214", "AKSWindows-2022", "2025-02-14"],
    ["AKSWindows-2019-containerd-17763.8027.251112", "AKSWindows-2019", "2025-11-12"],
    ["AKSWindows-2025-gen2-26100.33158.260715", "AKSWindows-2025", "2026-07-15"],
    ["AKSWindows-23H2-gen2-25398.1913.251112", "AKSWindows-23H2", "2025-11-12"],
    ["AKSUbuntu-2404gen2containerd-202511.07.0", "AKSUbuntu-2404", "2025-11-07"],
    ["AKSUbuntu-2204gen2arm64containerd-202606.08.1", "AKSUbuntu-2204", "2026-06-08"],
    ["AKSAzureLinux-V3gen2-202510.19.0", "AKSAzureLinux-V3", "2025-10-19"],
    ["1.36-2026.11.12", "EKS-Windows", "2026-11-12"],
    ["1.36.2-20260818", "EKS-AL2023", "2026-08-18"],
  ] as const) {
    it(`reads ${name}`, () => {
      const platform = family.startsWith("AKS") ? "aks" : "eks";
      assert.deepEqual(readNodeImageName(name), { platform, family, day });
      assert.ok(isNodeImageFamily(family));
    });
  }

  for (const name of [
    "",
    "latest",
    "1.52.0-abcdef12",
    "1.36-2026.13.12",
    "AKSWindows-2022-containerd-gen2-20348.3207.250230",
    "AKSUbuntu-2404gen2containerd-2025.07.0",
    "x1.36-2026.11.12",
    "ami-0123456789abcdef0",
  ]) {
    it(`reads no day in ${JSON.stringify(name)}`, () => {
      assert.equal(readNodeImageName(name), undefined);
    });
  }

  it("does not take a property of every object for a line of images", () => {
    assert.equal(isNodeImageFamily("toString"), false);
  });
});

describe("the newest node images", () => {
  for (const [family, { newest, day }] of Object.entries(nodeImageFamilies)) {
    it(`of ${family} have their day in their name`, () => {
      const digits = day.replaceAll("-", "");
      const name = newest.replaceAll(".", "");
      assert.ok(name.includes(digits) || name.includes(digits.slice(2)), `${newest} of ${day}`);
    });
  }
});
