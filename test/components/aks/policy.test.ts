import assert from "node:assert/strict";
import fc from "fast-check";
import { AksPlatform } from "../../../components/aks/platform";
import { Baseline } from "../../../components/cluster/baseline";
import { Samples } from "../../../components/cluster/samples";
import { parseConfig } from "../../../config/parse";
import { readValues } from "../../../config/read";
import type { AksConfig } from "../../../config/schema/aks";
import type { Declaration, Diagnostic } from "../../../policy/judge";
import { Judge } from "../../../policy/judge";
import { rules } from "../../../policy/rules";
import { readSettings } from "../../../policy/settings";
import { configs } from "../../config/arbitrary";
import { configOf, context, withWindowsPool } from "../../config/base";
import { stackConfig } from "../../program/run-program";
import type { Registration } from "../record";
import { record } from "../record";

/** What the policy pack says of the whole program, as the engine would ask it. */
async function findings(config: AksConfig, change = (registration: Registration) => registration) {
  const { registrations } = await record(() => {
    const platform = new AksPlatform(config.name, config);
    new Baseline(`${config.name}-baseline`, { platform, namespaces: config.namespaces });
    if (config.samples) new Samples(`${config.name}-samples`, { platform });
  });
  const judge = new Judge(rules, readSettings(new Map(), context.asOf));
  const declarations = registrations.map(change).map(declaration);
  return [...declarations.flatMap((one) => judge.resource(one)), ...judge.stack(declarations)];
}

function declaration(registration: Registration): Declaration {
  const { type, name, urn, inputs, protect, ignoreChanges, deleteBeforeReplace, parent } = registration;
  const { propertyDependencies, provider } = registration;
  const options = { protect, ignoreChanges, deleteBeforeReplace, ...(parent === "" ? {} : { parent }) };
  const providerUrn = provider.slice(0, provider.lastIndexOf("::"));
  return {
    ...{ type, name, urn, options, propertyDependencies, properties: inputs },
    ...(provider === "" ? {} : { providerUrn }),
  };
}

function withoutFips({ inputs }: Registration): Registration["inputs"] {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== "enableFIPS"));
}

const mandatory = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.filter(({ level }) => level === "mandatory").map(({ message }) => message);

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
