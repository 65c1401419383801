import assert from "node:assert/strict";

import fc from "fast-check";

import { awsNames, azureNames, kubernetesNames, nameProblem, type NameRule } from "../../catalogue/names";

const rules: Readonly<Record<string, NameRule>> = {
  ...Object.fromEntries(Object.entries(azureNames).map(([key, rule]) => [`azure ${key}`, rule])),
  ...Object.fromEntries(Object.entries(awsNames).map(([key, rule]) => [`aws ${key}`, rule])),
  ...Object.fromEntries(Object.entries(kubernetesNames).map(([key, rule]) => [`kubernetes ${key}`, rule])),
};

/** For each rule: names that fit and names that do not, beside those of wrong length. */
const examples: Readonly<
  Record<string, { readonly good: readonly string[]; readonly bad: readonly string[] }>
> = {
  "azure resourceGroup": {
    good: ["rg", "RG-1_(x).y", "_a", "-", "(a)"],
    bad: ["", "rg.", "a b", "a/b", "é"],
  },
  "azure managedCluster": { good: ["a", "aks-1_x", "A1"], bad: ["", "-a", "a-", "_a", "a_", "a.b"] },
  "azure dnsPrefix": { good: ["a", "a-1", "A1"], bad: ["", "-a", "a-", "a_b", "a.b"] },
  "azure nodeResourceGroup": { good: ["rg", "MC_a_b_c", "(a)", "-a"], bad: ["", "_a", "rg.", "a b"] },
  "azure linuxPool": { good: ["a", "sys1"], bad: ["", "1a", "A", "a-b"] },
  "azure windowsPool": { good: ["a", "w2022a"], bad: ["", "1a", "A", "a-b"] },
  "azure virtualNetwork": { good: ["ab", "a.b-c_", "1_"], bad: ["a", "_a", "-a", "a.", "a-"] },
  "azure subnet": { good: ["a", "a.b-c_", "1"], bad: ["", "_a", ".a", "a.", "a-", "a b"] },
  "azure networkSecurityGroup": { good: ["nsg"], bad: ["", "nsg-"] },
  "azure routeTable": { good: ["rt"], bad: ["", "rt-"] },
  "azure publicIpAddress": { good: ["ip"], bad: ["", "ip-"] },
  "azure natGateway": { good: ["nat"], bad: ["", "nat-"] },
  "azure userAssignedIdentity": { good: ["abc", "1-_"], bad: ["ab", "-ab", "_ab", "a.b"] },
  "azure roleAssignment": {
    good: ["6dae42f8-4368-4678-94ff-3960e28e3630", "6DAE42F8-4368-4678-94FF-3960E28E3630"],
    bad: [
      "",
      "6dae42f8-4368-4678-94ff-3960e28e363",
      "6dae42f843684678-94ff-3960e28e3630----",
      "gdae42f8-4368-4678-94ff-3960e28e3630",
    ],
  },
  "azure logAnalyticsWorkspace": { good: ["abcd", "a--b"], bad: ["abc", "-abc", "abc-", "a_bc"] },
  "azure dataCollectionEndpoint": { good: ["a", "a-1"], bad: ["", "-a", "a-", "a_b"] },
  "azure dataCollectionRule": { good: ["a", "a-_1"], bad: ["", "-a", "a-", "_a", "a_", "a.b"] },
  "azure dataCollectionRuleAssociation": { good: ["a", "a-_1"], bad: ["", "-a", "a-"] },
  "azure maintenanceConfiguration": {
    good: ["default", "aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"],
    bad: ["", "weekly", "Default"],
  },
  "azure keyVault": { good: ["abc", "a-b", "a1-b2"], bad: ["ab", "1bc", "a--b", "abc-", "a_b"] },
  "azure diskEncryptionSet": { good: ["a", "_a_"], bad: ["", "a-b", "a.b"] },
  "aws cluster": { good: ["a", "1-_"], bad: ["", "-a", "_a", "a.b"] },
  "aws nodeGroup": { good: ["a", "1-_"], bad: ["", "-a", "_a", "a.b"] },
  "aws role": { good: ["a", "+=,.@-_"], bad: ["", "a b", "a/b"] },
  "aws policy": { good: ["a", "+=,.@-_"], bad: ["", "a b", "a/b"] },
  "aws instanceProfile": { good: ["a", "+=,.@-_"], bad: ["", "a b", "a/b"] },
  "aws launchTemplate": { good: ["abc", "().-/_"], bad: ["ab", "a b c", "a+bc"] },
  "aws securityGroup": { good: ["a", "a b", "._-:/()#,@[]+=&;{}!$*"], bad: ["", "sg-a", "a|b", "ä"] },
  "aws kmsAlias": {
    good: ["alias/a", "alias/a/b_c-d"],
    bad: ["", "alias/", "a", "alias/aws/x", "alias/a b"],
  },
  "kubernetes label": { good: ["a", "1", "a-b", "1a"], bad: ["", "-a", "a-", "A", "a.b", "a_b"] },
  "kubernetes subdomain": {
    good: ["a", "a.b", "a-b.c1"],
    bad: ["", "-a", "a-", "A", "a..b", ".a", "a.", "a.-b", "a-.b", "a_b"],
  },
  "kubernetes labelValue": { good: ["", "a", "A.b_c-1"], bad: ["-a", "a-", ".a", "a.", "a b"] },
};

/** Kinds whose names are not free text. */
const fixedForms = ["azure roleAssignment", "azure maintenanceConfiguration"];

/** A name of a length that uses nothing but what every rule but two allows. */
const filled = (key: string, length: number): string =>
  key === "aws kmsAlias" ? `alias/${"a".repeat(length - 6)}` : "a".repeat(length);

describe("the rules for names", () => {
  it("all have examples", () => {
    assert.deepEqual(Object.keys(examples).sort(), Object.keys(rules).sort());
    assert.ok(Object.keys(rules).length >= 28);
  });

  for (const [key, rule] of Object.entries(rules)) {
    const { good, bad } = examples[key] ?? { good: [], bad: [] };

    it(`take and refuse the right names of ${key}`, () => {
      assert.ok(good.length > 0 && bad.length > 0);
      for (const name of good) assert.equal(nameProblem(rule, name), undefined, name);
      for (const name of bad) {
        assert.equal(
          nameProblem(rule, name),
          `must be ${rule.rule}, got "${name}" (${String(name.length)} characters)`,
        );
      }
    });

    if (!fixedForms.includes(key)) {
      it(`draw the line at both lengths of ${key}`, () => {
        assert.equal(nameProblem(rule, filled(key, rule.maxLength)), undefined);
        assert.notEqual(nameProblem(rule, filled(key, rule.maxLength + 1)), undefined);
        if (rule.minLength > 0) assert.equal(nameProblem(rule, filled(key, rule.minLength)), undefined);
        if (rule.minLength > 7)
          assert.notEqual(nameProblem(rule, filled(key, rule.minLength - 1)), undefined);
      });
    }

    it(`never let a name of ${key} be longer or shorter than the rule says`, () => {
      fc.assert(
        fc.property(fc.stringMatching(/^[a-z0-9/._-]{0,300}$/), (name) => {
          if (nameProblem(rule, name) !== undefined) return true;
          return name.length >= rule.minLength && name.length <= rule.maxLength;
        }),
      );
    });

    it(`say the lengths of ${key} in words`, () => {
      const words =
        fixedForms.includes(key) || rule.minLength === 0 || key === "aws kmsAlias"
          ? ""
          : `${String(rule.minLength)} to ${String(rule.maxLength)} `;
      assert.ok(rule.rule.startsWith(words), rule.rule);
      assert.match(rule.what, /^[A-Za-z]/);
    });
  }
});
