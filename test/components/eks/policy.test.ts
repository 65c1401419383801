import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfig } from "../../../config/parse";
import { readValues } from "../../../config/read";
import type { EksConfig } from "../../../config/schema/eks";
import type { Diagnostic } from "../../../policy/judge";
import { context } from "../../config/base";
import { eksConfigs } from "../../config/eks-arbitrary";
import { eksConfigOf, withWindowsPool } from "../../config/eks-base";
import { stackConfig } from "../../program/run-program";
import { judge, recordProgram } from "../program";
import type { Registration } from "../record";

const findings = async (config: EksConfig, change = (all: readonly Registration[]) => all) =>
  judge(change(await recordProgram(config)));

const mandatory = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.filter(({ level }) => level === "mandatory").map(({ rule }) => rule.name);

const without = (part: string) => (all: readonly Registration[]) =>
  all.filter(({ name }) => !name.includes(part));

describe("the policy pack on the EKS program", function () {
  this.timeout(240_000);

  it("has no mandatory finding on any valid configuration", async () => {
    await fc.assert(
      fc.asyncProperty(eksConfigs, async (config) => {
        assert.deepEqual(mandatory(await findings(config)), []);
      }),
      { numRuns: 4 },
    );
  });

  it("would find each part of the Windows bundle that a component left out", async () => {
    const config = eksConfigOf();
    assert.deepEqual(mandatory(await findings(config, without("AmazonEKSVPCResourceController"))), [
      "eks-vpc-resource-controller-policy",
    ]);
    assert.deepEqual(mandatory(await findings(config, without("-vpc-cni-addon"))), [
      "eks-windows-ipam-enabled",
    ]);
    const noLinux = (all: readonly Registration[]) => without("-pool-linux")(without("-pool-system")(all));
    assert.deepEqual(mandatory(await findings(config, noLinux)), ["eks-windows-needs-linux-group"]);
  });

  it("would find a self-managed pool whose nodes nothing lets in", async () => {
    const config = eksConfigOf(withWindowsPool({ managed: false }));
    assert.deepEqual(mandatory(await findings(config)), []);
    assert.deepEqual(mandatory(await findings(config, without("-pool-wina-entry"))), [
      "eks-self-managed-windows-access-entry",
    ]);
  });

  it("has nothing at all to say of the eks-prod stack", async () => {
    const values = readValues(stackConfig("eks-prod"), "mullion");
    const { config } = parseConfig(values, { ...context, defaultName: "mullion-eks-prod" });
    assert.ok(config?.target === "eks");
    assert.deepEqual(
      (await findings(config)).map(({ message }) => message),
      [],
    );
  });
});
