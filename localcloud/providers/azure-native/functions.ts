import type { PropertyMap } from "../../wire/values";
import type { InvokeResult } from "../provider";
import { Unsupported } from "../provider";
import { toOutputs } from "./convert";
import type { Configuration } from "./provider";
import { pathParameters, resourceId, resourceSpecs } from "./resources";
import { schema } from "./schema/schema";

/** What functions may do. */
export interface FunctionContext {
  readonly configuration: Configuration;
  readonly get: (id: string) => Promise<PropertyMap>;
  readonly post: (
    id: string,
    action: string,
    query: Readonly<Record<string, string>>,
  ) => Promise<PropertyMap>;
}

/** POST actions by function token: the resource that they act on, and the action. */
const actions: Readonly<Record<string, { readonly on: string; readonly action: string }>> = {
  "azure-native:containerservice:listManagedClusterUserCredentials": {
    on: "azure-native:containerservice:ManagedCluster",
    action: "listClusterUserCredential",
  },
  "azure-native:containerservice:listManagedClusterAdminCredentials": {
    on: "azure-native:containerservice:ManagedCluster",
    action: "listClusterAdminCredential",
  },
};

/** The tenant and the principal of whoever runs the local cloud, when the configuration names none. */
const nobody = "00000000-0000-4000-8000-000000000000";

/**
 * Calls a function of the package: `getClientConfig`, the credentials of clusters, and `get<Resource>` for each
 * resource of the stand-in.
 *
 * @throws Unsupported for any other function.
 */
export async function invokeFunction(
  context: FunctionContext,
  token: string,
  args: PropertyMap,
): Promise<InvokeResult> {
  const { configuration } = context;
  if (token === "azure-native:authorization:getClientConfig") {
    const { clientId = nobody, tenantId = nobody, subscriptionId } = configuration;
    return { value: { clientId, objectId: clientId, subscriptionId, tenantId } };
  }
  const values = { ...args, subscriptionId: configuration.subscriptionId };
  const action = actions[token];
  const getter = token.replace(/:get([A-Z]\w*)$/, ":$1");
  const target = action?.on ?? (getter === token ? undefined : getter);
  const spec = target === undefined ? undefined : resourceSpecs[target];
  if (target === undefined || spec === undefined) {
    const getters = Object.keys(resourceSpecs).map((name) => name.replace(/:([A-Z]\w*)$/, ":get$1"));
    throw new Unsupported(
      `the local cloud does not support the function ${token}; it supports ${[...Object.keys(actions), ...getters].join(", ")}`,
    );
  }
  const missing = pathParameters(spec).find((name) => !(name in values));
  if (missing !== undefined)
    return { value: {}, failures: [{ property: missing, reason: `missing required property '${missing}'` }] };
  const id = resourceId(spec, values);
  if (action !== undefined) return { value: await context.post(id, action.action, textArguments(args)) };
  const body = await context.get(id);
  const shape = schema().resources[target];
  const outputs = toOutputs(shape?.outputs ?? {}, body, schema().outputTypes);
  return { value: { ...outputs, id: body["id"] ?? id, azureApiVersion: shape?.apiVersion ?? "" } };
}

function textArguments(args: PropertyMap): Record<string, string> {
  return Object.fromEntries(
    Object.entries(args).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
