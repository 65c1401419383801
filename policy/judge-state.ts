import { type Declaration, type Diagnostic, Judge } from "./judge";
import type { Rule } from "./rule";
import type { Settings } from "./settings";
import { decrypted, type Json } from "./wire";

/** A resource of a deployment of version 3, as `pulumi stack export` writes it; what no rule looks at is left out. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** What the program asked for; secrets encrypted, or in the clear after `--show-secrets`. */
  readonly inputs?: Json;
  readonly parent?: string;
  /** `URN::ID` of the provider. */
  readonly provider?: string;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  /** Only read, not made by the program. */
  readonly external?: boolean;
  /** Replaced already, and waits for its end. */
  readonly delete?: boolean;
}

/**
 * What rules have against a stack as it was deployed: the same judgement that a preview gets, over the inputs in the
 * state. What is encrypted there stays so: a rule that needs it says that it cannot be proved.
 *
 * The state does not keep `deleteBeforeReplace`; it counts as false.
 *
 * @throws {ParameterError} when a rule's configuration does not fit its schema.
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go (ResourceV3; read 2026-11-23)
 */
export function judgeState(
  resources: readonly StateResource[],
  rules: readonly Rule[],
  settings: Settings,
): Diagnostic[] {
  const judge = new Judge(rules, settings);
  const declarations = resources
    .filter((resource) => resource.external !== true && resource.delete !== true)
    .map(declarationOf);
  return [...declarations.flatMap((one) => judge.resource(one)), ...judge.stack(declarations)];
}

function declarationOf(resource: StateResource): Declaration {
  const { urn, type, inputs = {}, parent = "", provider = "" } = resource;
  const properties = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, decrypted(value)]),
  );
  const dependencies = Object.entries(resource.propertyDependencies ?? {});
  const providerUrn = provider.slice(0, provider.lastIndexOf("::"));
  return {
    type,
    name: urn.slice(urn.lastIndexOf("::") + "::".length),
    urn,
    properties,
    options: {
      protect: resource.protect ?? false,
      ignoreChanges: resource.ignoreChanges ?? [],
      deleteBeforeReplace: false,
      ...(parent === "" ? {} : { parent }),
    },
    propertyDependencies: new Map(dependencies.map(([name, urns]) => [name, urns ?? []])),
    ...(providerUrn === "" ? {} : { providerUrn }),
  };
}
