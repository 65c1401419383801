import assert from "node:assert/strict";
import { parseConfig } from "../../config/parse";
import { formatProblem, formatProblems } from "../../config/problem";
import { base, configOf, context, problemsOf, warningsOf, withWindowsPool } from "./base";

describe("parseConfig", () => {
  it("fills in defaults", () => {
    const config = configOf();
    assert.equal(config.name, "mullion-dev");
    assert.equal(config.samples, false);
    assert.deepEqual(config.network, {
      mode: "overlay",
      serviceCidr: "10.0.0.0/16",
      dnsServiceIp: "10.0.0.10",
      policy: "none",
      outboundType: "loadBalancer",
    });
    assert.deepEqual(
      config.nodePools.map(({ slot, upgrade }) => [
        slot,
        upgrade.drainTimeoutInMinutes,
        upgrade.nodeSoakDurationInMinutes,
      ]),
      [
        ["a", 30, 0],
        ["a", 60, 5],
      ],
    );
  });

  it("takes a name of its own before the default", () => {
    assert.equal(configOf({ ...base, name: "orders" }).name, "orders");
  });

  it("refuses a default name that does not fit, and says what to set", () => {
    const { problems } = parseConfig(base, { ...context, defaultName: "mullion-Team_A" });
    assert.deepEqual(problems.map(formatProblem), [
      'name: must be 1 to 40 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen, got "mullion-Team_A"; set a name that fits',
    ]);
  });

  it("names what is missing", () => {
    assert.deepEqual(problemsOf({ ...base, location: undefined }), [
      "location: is missing and must be text; set it",
    ]);
  });

  it("says in words what a value must be", () => {
    assert.deepEqual(problemsOf({ ...base, samples: "yes", nodePools: "x", systemPool: "x" }), [
      'samples: must be true or false, got "yes"; correct it',
      'systemPool: must be a group of settings, got "x"; correct it',
      'nodePools: must be a list, got "x"; correct it',
    ]);
  });

  it("names a key that is missing, and targets when there is none or an unknown one", () => {
    assert.deepEqual(problemsOf({ ...base, systemPool: { count: 3 } }), [
      "systemPool.vmSize: is missing; set it",
    ]);
    assert.match(
      problemsOf({ environment: "dev" }).join("\n"),
      /^target: is missing and must be "aks" or "eks"/,
    );
    assert.match(
      problemsOf({ target: "gke" }).join("\n"),
      /^target: must be "aks" or "eks".*got "gke"; correct it$/,
    );
  });

  it("refuses a setting that exists nowhere", () => {
    assert.deepEqual(problemsOf({ ...base, nodePoolz: [] }), [
      "nodePoolz: is not a setting that Mullion knows here; remove it or correct its name",
    ]);
  });

  it("reports misshapen values and broken rules together", () => {
    assert.deepEqual(problemsOf({ ...withWindowsPool({ release: "2019" }), location: "West Europe" }), [
      'location: must be the name of an Azure region in lower-case letters and digits, got "West Europe"; use for example westeurope (https://learn.microsoft.com/azure/reliability/regions-list)',
      'nodePools[1].release: cannot be used: AKS has no Windows2019 node images for Kubernetes 1.36; the last minor with them is 1.32, got "2019"; choose another release or another Kubernetes version (https://learn.microsoft.com/azure/aks/upgrade-windows-os)',
    ]);
  });

  it("reports everything that is missing in one go", () => {
    assert.equal(problemsOf({ target: "aks" }).length, 4);
  });

  it("compares with the date that it is given, not with the clock", () => {
    const values = { ...withWindowsPool({ release: "2019" }), cluster: { kubernetesVersion: "1.32" } };
    const at = (asOf: typeof context.asOf) => parseConfig(values, { ...context, asOf }).problems.length;
    assert.equal(at("2026-02-28"), 0);
    assert.equal(at("2026-03-01"), 1, "Windows Server 2019 is retired");
    assert.equal(at("2026-04-01"), 2, "and 1.32 has long-term support only");
  });
});

describe("warnings", () => {
  it("are not given for a sound configuration", () => {
    assert.deepEqual(warningsOf(base), []);
  });

  it("name a release that retires within a year", () => {
    const result = parseConfig(base, { ...context, asOf: "2027-06-30" });
    assert.deepEqual(result.problems, []);
    assert.ok(result.config);
    assert.deepEqual(result.warnings.map(formatProblem), []);
    const later = parseConfig(
      { ...base, cluster: { kubernetesVersion: "1.36", longTermSupport: true, tier: "Premium" } },
      { ...context, asOf: "2027-07-01" },
    );
    assert.ok(later.config);
    assert.deepEqual(later.warnings.map(formatProblem), [
      'nodePools[1].release: AKS retires Windows2022 on 2028-06-30 and deletes its node images on 2029-06-30, got "2022"; plan the move to a newer release (https://learn.microsoft.com/azure/aks/upgrade-windows-os)',
    ]);
  });

  it("name a system pool of one node everywhere but in dev", () => {
    const small = { ...base, systemPool: { vmSize: "Standard_D4s_v5", count: 1 } };
    assert.deepEqual(warningsOf(small), []);
    assert.deepEqual(warningsOf({ ...small, environment: "prod" }), [
      "systemPool: should have at least 2 nodes, better 3, and has 1; raise the number of nodes: with one, every upgrade stops DNS (https://learn.microsoft.com/azure/aks/use-system-pools)",
    ]);
    assert.deepEqual(
      warningsOf({ ...base, environment: "prod", systemPool: { vmSize: "Standard_D4s_v5", count: 2 } }),
      [],
    );
  });

  it("name a burstable system pool", () => {
    const burstable = { ...base, environment: "test", systemPool: { vmSize: "Standard_B4s_v2", count: 3 } };
    assert.deepEqual(warningsOf(burstable), [
      'systemPool.vmSize: should not be a burstable size: out of credits, the cluster\'s DNS slows down, got "Standard_B4s_v2"; choose a size of the D series (https://learn.microsoft.com/azure/aks/use-system-pools)',
    ]);
  });

  it("name Calico on Windows Server 2025 alone", () => {
    const network = { policy: "calico" };
    assert.deepEqual(warningsOf({ ...base, network }), []);
    assert.equal(warningsOf({ ...withWindowsPool({ release: "2025" }), network }).length, 1);
  });
});

describe("formatProblems", () => {
  const problem = { path: "a", reason: "must be b", fix: "set it" };

  it("counts them and says that nothing was changed", () => {
    assert.equal(
      formatProblems("Pulumi.dev.yaml", [problem]),
      "Pulumi.dev.yaml has 1 problem; nothing was changed:\n  a: must be b; set it",
    );
    assert.match(formatProblems("Pulumi.dev.yaml", [problem, problem]), /^Pulumi\.dev\.yaml has 2 problems;/);
  });
});
