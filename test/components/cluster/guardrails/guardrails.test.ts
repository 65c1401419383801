import assert from "node:assert/strict";
import { guardrails } from "../../../../components/cluster/guardrails/rules";
import { bindingArgs, policyArgs } from "../../../../components/cluster/guardrails/policy-objects";
import { guardrailSettings, validationActions } from "../../../../components/cluster/guardrails/settings";
import { rules } from "../../../../policy/rules";
import { base, configOf } from "../../../config/base";

const facts = { hostBuilds: [20348], hostProcessNamespaces: [], allowedRegistries: [] };

describe("guardrails", () => {
  it("have name, level and first source of a rule of the pack, each once", () => {
    assert.ok(guardrails.length >= 30);
    assert.deepEqual(
      guardrails.map(({ name }) => name),
      [...new Set(guardrails.map(({ name }) => name))].sort(),
    );
    for (const { name, level, url } of guardrails) {
      const rule = rules.find((one) => one.name === name);
      assert.deepEqual([name, level, url], [rule?.name, rule?.level, rule?.sources[0]]);
    }
  });

  it("deny mandatory rules only, and audit whatever they do", () => {
    assert.deepEqual(validationActions("Deny", "mandatory"), ["Deny", "Audit"]);
    assert.deepEqual(validationActions("Deny", "advisory"), ["Warn", "Audit"]);
    assert.deepEqual(validationActions("Warn", "mandatory"), ["Warn", "Audit"]);
    assert.deepEqual(validationActions("Audit", "mandatory"), ["Audit"]);
  });

  it("are switched to another mode by another binding, so that none is ever changed in place", () => {
    const modes = ["Audit", "Warn", "Deny"] as const;
    for (const guardrail of guardrails) {
      const bindings = modes.map((mode) => bindingArgs(guardrail, { mode, excludedNamespaces: [] }));
      const seen = new Map(
        bindings.map(({ metadata, spec }) => [JSON.stringify(metadata), JSON.stringify(spec)]),
      );
      assert.equal(new Set(seen.values()).size, guardrail.level === "mandatory" ? 3 : 2, guardrail.name);
      assert.equal(seen.size, new Set(seen.values()).size, guardrail.name);
    }
  });

  it("that have nothing to judge are not made", () => {
    const registries = guardrails.find(({ name }) => name === "images-from-allowed-registries");
    assert.ok(registries !== undefined);
    assert.equal(policyArgs(registries, facts), undefined);
    assert.ok(policyArgs(registries, { ...facts, allowedRegistries: ["mcr.microsoft.com"] }) !== undefined);
  });

  it("define each variable before it is used, and none that nobody uses", () => {
    for (const guardrail of guardrails) {
      const { spec } = policyArgs(guardrail, { ...facts, allowedRegistries: ["docker.io"] }) ?? {};
      assert.ok(spec !== undefined && "variables" in spec && Array.isArray(spec.variables), guardrail.name);
      const text = JSON.stringify(spec);
      const defined: string[] = [];
      for (const variable of spec.variables) {
        const { name, expression } = variable as { name: string; expression: string };
        const used = [...expression.matchAll(/variables\.(\w+)/g)].map(([, one]) => one ?? "");
        assert.deepEqual(
          used.filter((one) => !defined.includes(one)),
          [],
          `${guardrail.name}: ${name}`,
        );
        defined.push(name);
        assert.ok(text.includes(`variables.${name}`), `${guardrail.name}: ${name}`);
      }
    }
  });

  it("hold where it matters and speak where people try, unless the stack says otherwise", () => {
    const modeOf = (values: object) =>
      guardrailSettings(configOf({ ...base, ...values }), [{ os: "Windows", hostBuild: 20348 }])?.mode;
    assert.equal(modeOf({ environment: "dev" }), "Warn");
    assert.equal(modeOf({ environment: "test" }), "Warn");
    assert.equal(modeOf({ environment: "staging" }), "Deny");
    assert.equal(modeOf({ environment: "prod" }), "Deny");
    assert.equal(modeOf({ environment: "prod", inCluster: { guardrails: { mode: "Audit" } } }), "Audit");
    assert.equal(modeOf({ inCluster: { guardrails: { mode: "Off" } } }), undefined);
  });

  it("leave out the namespaces of Kubernetes, of the stack's own parts and those that it names", () => {
    const config = configOf({ ...base, inCluster: { guardrails: { excludedNamespaces: ["legacy"] } } });
    const settings = guardrailSettings(config, [{ os: "Windows", hostBuild: 20348 }]);
    const [first] = guardrails;
    assert.ok(settings !== undefined && first !== undefined);
    const text = JSON.stringify(bindingArgs(first, settings));
    for (const name of ["kube-system", "legacy"]) assert.ok(text.includes(`"${name}"`), name);
    assert.equal(guardrailSettings(config, [{ os: "Linux" }]), undefined);
  });
});
