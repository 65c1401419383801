import assert from "node:assert/strict";
import fc from "fast-check";
import { Baseline } from "../../../components/cluster/baseline";
import { Samples } from "../../../components/cluster/samples";
import { EksPlatform } from "../../../components/eks/platform";
import { parseConfig } from "../../../config/parse";
import { readValues } from "../../../config/read";
import type { EksConfig } from "../../../config/schema/eks";
import type { Declaration, Diagnostic } from "../../../policy/judge";
import { Judge } from "../../../policy/judge";
import { rules } from "../../../policy/rules";
import { readSettings } from "../../../policy/settings";
import { context } from "../../config/base";
import { eksConfigs } from "../../config/eks-arbitrary";
import { eksConfigOf } from "../../config/eks-base";
import { stackConfig } from "../../program/run-program";
import type { Registration } from "../record";
import { record } from "../record";

/** What the policy pack says of the whole program, as the engine would ask it. */
async function findings(config: EksConfig, change = (all: readonly Registration[]) => all) {
  const { registrations } = await record(() => {
    const platform = new EksPlatform(config.name, config);
    new Baseline(`${config.name}-baseline`, { platform, namespaces: config.namespaces });
    if (config.samples) new Samples(`${config.name}-samples`, { platform });
  });
  const judge = new Judge(rules, readSettings(new Map(), context.asOf));
  const declarations = change(registrations).map(declaration);
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
