import {
  ResourceInvokeResponse,
  TransformInvokeOptions,
  type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { CheckFailure } from "@pulumi/pulumi/proto/provider_pb";
import { fromStruct, toStruct } from "../../wire/values";
import type { Deployment } from "../deployment";
import { messageOf, Unsupported } from "../failure";
import type { Provider } from "../plugins/provider";
import type { DefaultProviders } from "../program/default-providers";
import type { Registrations } from "../program/registration";
import type { Transforms } from "../program/transforms";
import { marshal } from "../values/marshal";
import { packageOf } from "../values/urn";

/** Calls the functions of providers for the program. */
export class Invokes {
  constructor(
    private readonly deployment: Pick<Deployment, "providers" | "dryRun">,
    private readonly transforms: Transforms,
    private readonly defaults: DefaultProviders,
    private readonly registrations: Registrations,
  ) {}

  /** Handles one call from the request to the answer. */
  async handle(request: ResourceInvokeRequest): Promise<ResourceInvokeResponse> {
    const token = request.getTok();
    if (request.getPackageref() !== "") throw new Unsupported("a parameterized package");
    const { args, options } = await this.transforms.applyToInvoke(token, {
      args: fromStruct(request.getArgs()),
      options: this.#options(request),
    });
    const provider = await this.#provider(token, options);
    const { result, failures } = await provider
      .invoke(token, args, this.deployment.dryRun)
      .catch((error: unknown) => {
        throw new Error(`invocation of ${token} returned an error: ${messageOf(error)}`, { cause: error });
      });
    const response = new ResourceInvokeResponse();
    response.setReturn(toStruct(marshal(result, { secrets: true, resources: request.getAcceptresources() })));
    response.setFailuresList(
      failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)),
    );
    return response;
  }

  #options(request: ResourceInvokeRequest): TransformInvokeOptions {
    const options = new TransformInvokeOptions();
    const given = request.getProvider();
    const inherited = this.registrations.providerFrom(request.getParent(), packageOf(request.getTok()));
    options.setProvider(given === "" ? inherited : given);
    options.setVersion(request.getVersion());
    return options;
  }

  async #provider(token: string, options: TransformInvokeOptions): Promise<Provider> {
    const given = options.getProvider();
    const reference =
      given === "" ? await this.defaults.reference(packageOf(token), options.getVersion()) : given;
    const provider = this.deployment.providers.get(reference);
    if (provider === undefined) throw new Error(`Invoke: unknown provider '${reference}'`);
    return provider;
  }
}
