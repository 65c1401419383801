import {
  RegisterResourceResponse,
  Result,
  type RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { fromStruct, isRecord, toStruct, type PropertyMap } from "../../wire/values";
import { newGoal, type Goal, type RegisterResult } from "../plan/goal";
import { downgradeOutputs, marshal } from "../values/marshal";
import { isProviderType, packageOf, parseProviderReference, parseUrn } from "../values/urn";
import { hashAssets } from "../values/assets";
import { versionInputs, type DefaultProviders } from "./default-providers";
import { aliasesOf, optionsOf, refuseUnsupported, timeoutsOf, valueOf, withDependencies } from "./request";
import type { Transforms } from "./transforms";

/** Turns registrations of the program into goals and the results into answers. */
export class Registrations {
  /** Goals by URN: children take over some of their parent's options. */
  readonly #goals = new Map<string, Goal>();
  readonly #providersOf = new Map<string, Readonly<Record<string, string>>>();

  constructor(
    private readonly programDir: string,
    private readonly transforms: Transforms,
    private readonly defaults: DefaultProviders,
    private readonly register: (goal: Goal) => Promise<RegisterResult>,
  ) {}

  /** Handles one registration from the request to the answer. */
  async handle(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    refuseUnsupported(request);
    const own = request.getTransformsList();
    const { goal, providers } = await this.#goal(request, own);
    const result = await this.register(goal);
    const { urn } = result.state;
    this.#goals.set(urn, goal);
    this.transforms.remember(urn, goal.parent, own);
    if (!goal.custom) this.#providersOf.set(urn, providers);
    return answer(request, goal, result);
  }

  /** The provider that a parent's `providers` option gives for a package, empty for none. */
  providerFrom(parent: string, pkg: string): string {
    return this.#providersOf.get(parent)?.[pkg] ?? "";
  }

  async #goal(
    request: RegisterResourceRequest,
    own: readonly Callback[],
  ): Promise<{ goal: Goal; providers: Record<string, string> }> {
    const identity = {
      type: request.getType(),
      name: request.getName(),
      custom: request.getCustom(),
      parent: request.getParent(),
    };
    const pkg = packageOf(identity.type);
    this.#inherit(request);
    const provider = identity.custom ? this.#provider(request, pkg) : request.getProvider();
    const propertyDependencies = dependenciesByProperty(request);
    const received = fromStruct(request.getObject());
    const given = {
      inputs: own.length > 0 ? withDependencies(received, propertyDependencies) : received,
      options: optionsOf(request, provider),
    };
    const { inputs: transformed, options } = await this.transforms.apply(identity, own, given);
    const found = new Map(
      Object.entries(transformed).map(([name, value]) => {
        const urns = new Set(own.length > 0 ? [] : propertyDependencies[name]);
        return [name, { value: downgradeOutputs(value, urns), urns }] as const;
      }),
    );
    const plain = Object.fromEntries([...found].map(([name, { value }]) => [name, value]));
    const inputs = await hashAssets(plain, this.programDir);
    const byProperty = {
      ...(own.length > 0 ? {} : propertyDependencies),
      ...Object.fromEntries([...found].map(([name, { urns }]) => [name, [...urns]])),
    };
    const dependencies = new Set([
      ...options.getDependsOnList(),
      ...(own.length > 0 ? Object.values(byProperty).flat() : []),
    ]);
    const providers = Object.fromEntries(options.getProvidersMap().toObject());
    const inherited = identity.custom ? {} : { ...this.#providersOf.get(identity.parent), ...providers };
    const goal = newGoal({
      ...identity,
      inputs: isProviderType(identity.type) ? { ...inputs, ...versionInputs(options.getVersion()) } : inputs,
      provider: await this.#reference(identity, options.getProvider(), options.getVersion()),
      dependencies: [...dependencies],
      propertyDependencies: byProperty,
      aliases: aliasesOf(options.getAliasesList()),
      ...(options.hasProtect() ? { protect: options.getProtect() === true } : {}),
      ...(options.hasRetainOnDelete() ? { retainOnDelete: options.getRetainOnDelete() === true } : {}),
      ...(options.hasDeleteBeforeReplace()
        ? { deleteBeforeReplace: options.getDeleteBeforeReplace() === true }
        : {}),
      ignoreChanges: options.getIgnoreChangesList(),
      replaceOnChanges: options.getReplaceOnChangesList(),
      additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
      customTimeouts: timeoutsOf(options.getCustomTimeouts()),
      deletedWith: options.getDeletedWith(),
      replaceWith: options.getReplaceWithList(),
      hideDiff: options.getHideDiffList(),
      replacementTrigger: valueOf(options.getReplacementTrigger()),
      importID: options.getImport(),
    });
    return { goal, providers: inherited };
  }

  #inherit(request: RegisterResourceRequest): void {
    const parent = this.#goals.get(request.getParent());
    if (parent === undefined) return;
    if (request.getDeletedwith() === "") request.setDeletedwith(parent.deletedWith);
    if (!request.hasProtect() && parent.protect !== undefined) request.setProtect(parent.protect);
    if (!request.hasRetainondelete() && parent.retainOnDelete !== undefined)
      request.setRetainondelete(parent.retainOnDelete);
    if (request.getProvider() !== "" || parent.provider === "") return;
    const ofSamePackage =
      packageOf(parseUrn(parseProviderReference(parent.provider).urn).type) === packageOf(request.getType());
    if (!request.getCustom() || ofSamePackage) request.setProvider(parent.provider);
  }

  #provider(request: RegisterResourceRequest, pkg: string): string {
    if (request.getProvider() !== "") return request.getProvider();
    return request.getProvidersMap().get(pkg) ?? this.providerFrom(request.getParent(), pkg);
  }

  async #reference(
    identity: { type: string; custom: boolean },
    given: string,
    version: string,
  ): Promise<string> {
    if (!identity.custom || isProviderType(identity.type)) return "";
    return given === "" ? this.defaults.reference(packageOf(identity.type), version) : given;
  }
}

function dependenciesByProperty(request: RegisterResourceRequest): Record<string, readonly string[]> {
  const result: Record<string, readonly string[]> = {};
  request
    .getPropertydependenciesMap()
    .forEach((dependencies: RegisterResourceRequest.PropertyDependencies, name: string) => {
      result[name] = dependencies.getUrnsList();
    });
  if (Object.keys(result).length > 0) return result;
  // A program that does not say which property depends on what depends with all of them on all of it.
  return Object.fromEntries(
    Object.keys(fromStruct(request.getObject())).map((name) => [name, request.getDependenciesList()]),
  );
}

function answer(
  request: RegisterResourceRequest,
  goal: Goal,
  { state, result, unknown }: RegisterResult,
): RegisterResourceResponse {
  const outputs: PropertyMap =
    goal.custom && isRecord(state.outputs) && result === "success" ? state.outputs : {};
  const response = new RegisterResourceResponse();
  response.setUrn(state.urn);
  response.setId(state.id);
  response.setObject(
    toStruct(
      marshal(outputs, { secrets: request.getAcceptsecrets(), resources: request.getAcceptresources() }),
    ),
  );
  response.setResult(result === "success" ? Result.SUCCESS : Result.FAIL);
  response.setUnknown(unknown);
  return response;
}
