import { Baseline } from "../../components/cluster/baseline";
import { createInCluster } from "../../components/cluster/in-cluster";
import { Samples } from "../../components/cluster/samples";
import { createPlatform } from "../../components/create-platform";
import type { StackConfig } from "../../config/schema/stack";
import type { Declaration, Diagnostic } from "../../policy/judge";
import { Judge } from "../../policy/judge";
import { rules } from "../../policy/rules";
import { readSettings } from "../../policy/settings";
import { context } from "../config/base";
import type { Registration } from "./record";
import { record } from "./record";

/** Everything that `index.ts` registers for a configuration. */
export async function recordProgram(config: StackConfig): Promise<readonly Registration[]> {
  const { registrations } = await record(async () => {
    const platform = await createPlatform(config);
    const { namespaces } = new Baseline(`${config.name}-baseline`, {
      platform,
      namespaces: config.namespaces,
      protectClasses: config.environment !== "dev",
    });
    createInCluster(config, { platform, namespaces });
    if (config.samples) new Samples(`${config.name}-samples`, { platform });
  });
  return registrations;
}

/** What the policy pack says of registrations, as the engine would ask it. */
export function judge(registrations: readonly Registration[]): readonly Diagnostic[] {
  const pack = new Judge(rules, readSettings(new Map(), context.asOf));
  const declarations = registrations.map(declaration);
  return [...declarations.flatMap((one) => pack.resource(one)), ...pack.stack(declarations)];
}

/** The findings among these that stop a deployment. */
export function mandatory(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.filter(({ level }) => level === "mandatory").map(({ message }) => message);
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
