import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfig } from "../../../config/parse";
import { readValues } from "../../../config/read";
import type { AksConfig } from "../../../config/schema/aks";
import { configs } from "../../config/arbitrary";
import { configOf, context, withWindowsPool } from "../../config/base";
import { stackConfig } from "../../program/run-program";
import { judge, mandatory, recordProgram } from "../program";
import type { Registration } from "../record";

const findings = async (config: AksConfig, change = (registration: Registration) => registration) =>
  judge((await recordProgram(config)).map(change));

function withoutFips({ inputs }: Registration): Registration["inputs"] {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== "enableFIPS"));
}

describe("the policy pack on the AKS program", function () {
  this.timeout(120_000);

  it("has no mandatory finding on any valid configuration", async () => {
    await fc.assert(
      fc.asyncProperty(configs, async (config) => {
        assert.deepEqual(mandatory(await findings(config)), []);
      }),
      { numRuns: 8 },
    );
  });

  it("would find what a component gets wrong", async () => {
    const config = configOf(withWindowsPool({ release: "2025" }));
    const found = await findings(config, (registration) =>
      registration.type.endsWith(":AgentPool")
        ? { ...registration, inputs: withoutFips(registration) }
        : registration,
    );
    assert.deepEqual(
      found.filter(({ level }) => level === "mandatory").map(({ rule }) => rule.name),
      ["aks-windows-2025-needs-fips"],
    );
  });

  for (const stack of ["staging", "prod"]) {
    it(`has nothing at all to say of the ${stack} stack`, async () => {
      const values = readValues(stackConfig(stack), "mullion");
      const { config } = parseConfig(values, { ...context, defaultName: `mullion-${stack}` });
      assert.ok(config?.target === "aks");
      assert.deepEqual(
        (await findings(config)).map(({ message }) => message),
        [],
      );
    });
  }
});
