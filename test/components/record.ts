import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import type { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import type { PropertyMap } from "../../localcloud/wire/values";
import { fromStruct, unwrapSecrets } from "../../localcloud/wire/values";

/** A registration as the engine would get it. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; empty for the top. */
  readonly parent: string;
  readonly custom: boolean;
  /** Inputs as on the wire: secrets are marked. */
  readonly inputs: PropertyMap;
  readonly protect: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly dependencies: readonly string[];
  /** URNs behind each input. */
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
  /** `urn::id` of the provider; empty for a default provider. */
  readonly provider: string;
}

/** Everything that some code registered. */
export interface Recording<T> {
  readonly result: T;
  /** By URN, so that two recordings compare whatever the order of registration was. */
  readonly registrations: readonly Registration[];
}

const kubeconfig = Buffer.from("apiVersion: v1\nkind: Config\n").toString("base64");

/** Outputs that only a cloud knows, by type. */
const serverOutputs: Readonly<Record<string, PropertyMap>> = {
  "azure-native:containerservice:ManagedCluster": { currentKubernetesVersion: "1.36.2" },
  "random:index/randomPassword:RandomPassword": { result: "canary-Passw0rd-canary" },
  "aws:eks/cluster:Cluster": {
    arn: "arn:aws:eks:eu-west-1:111122223333:cluster/recorded",
    endpoint: "https://recorded.gr7.eu-west-1.eks.amazonaws.com",
    certificateAuthority: { data: "Y2VydGlmaWNhdGU=" },
    identities: [{ oidcs: [{ issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/RECORDED" }] }],
    vpcConfig: { clusterSecurityGroupId: "sg-0recorded" },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    nodeGroupName: "recorded-group",
    resources: [{ autoscalingGroups: [{ name: "eks-recorded-group" }] }],
  },
  "aws:ec2/launchTemplate:LaunchTemplate": { latestVersion: 1 },
};

/**
 * Runs code that creates resources against an engine that only takes notes.
 *
 * @param create - creates resources; what it answers is in the recording
 */
export async function record<T>(create: () => T | Promise<T>): Promise<Recording<T>> {
  void pulumi.runtime.setMocks(cloud, "mullion", "dev");
  const { registrations, failures } = noteRegistrations(pulumi.runtime.getMonitor());
  const result = await create();
  await pulumi.runtime.disconnect(false);
  // A registration that failed would only be missing otherwise, and a test that looks for nothing would pass.
  if (failures.length > 0) throw new AggregateError(failures, "registrations failed");
  registrations.sort((a, b) => (a.urn < b.urn ? -1 : 1));
  return { result, registrations };
}

type Reply = (error: unknown, response: RegisterResourceResponse | undefined) => void;

/** Makes the mock monitor keep each registration with its options, which mocks do not get to see. */
function noteRegistrations(monitor: unknown) {
  if (!(monitor instanceof MockMonitor)) throw new Error("the mock monitor is not in place");
  const registrations: Registration[] = [];
  const failures: unknown[] = [];
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request: RegisterResourceRequest, reply: Reply) =>
    register(request, (error: unknown, response: RegisterResourceResponse | undefined) => {
      if (response === undefined) failures.push(error);
      else registrations.push(note(response.getUrn(), request));
      reply(error, response);
    });
  return { registrations, failures };
}

const cloud: pulumi.runtime.Mocks = {
  newResource: ({ type, name, inputs }) => {
    const made: Record<string, unknown> = type.startsWith("aws:")
      ? { arn: `arn:aws:recorded:::${name}`, name: `${name}-0a1b2c3` }
      : {};
    const state: Record<string, unknown> = {
      ...made,
      ...(inputs as Record<string, unknown>),
      ...serverOutputs[type],
    };
    if (type.startsWith("azure-native:")) state["name"] = state[nameInputOf(type)];
    return { id: `/id/${name}`, state };
  },
  call: ({ token, inputs }) => {
    if (token === "aws:ssm/getParameter:getParameter") {
      return { ...(inputs as object), value: "ami-0recorded", insecureValue: "ami-0recorded" };
    }
    if (token !== "azure-native:containerservice:listManagedClusterUserCredentials") {
      throw new Error(`the recording knows no function ${token}`);
    }
    return { kubeconfigs: [{ name: "clusterUser", value: kubeconfig }] };
  },
};

/** The input that Azure returns as the output `name`. */
function nameInputOf(type: string): string {
  const kind = type.slice(type.lastIndexOf(":") + 1);
  if (kind === "ManagedCluster") return "resourceName";
  return `${kind.charAt(0).toLowerCase()}${kind.slice(1)}Name`;
}

function note(urn: string, request: RegisterResourceRequest): Registration {
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    inputs: fromStruct(request.getObject()),
    protect: request.getProtect() ?? false,
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    dependencies: [...request.getDependenciesList()].sort(),
    propertyDependencies: propertyDependenciesOf(request),
    provider: request.getProvider(),
  };
}

function propertyDependenciesOf(request: RegisterResourceRequest): ReadonlyMap<string, readonly string[]> {
  const dependencies = new Map<string, readonly string[]>();
  request
    .getPropertydependenciesMap()
    .forEach((urns, property) => dependencies.set(property, urns.getUrnsList()));
  return dependencies;
}

/**
 * The only registration of a type.
 *
 * @throws Error when there is none or more than one
 */
export function only(registrations: readonly Registration[], type: string): Registration {
  const found = ofType(registrations, type);
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(`${String(found.length)} registrations of ${type}`);
  return first;
}

/** All registrations of a type, by URN. */
export function ofType(registrations: readonly Registration[], type: string): Registration[] {
  return registrations.filter((registration) => registration.type === type);
}

/** The inputs of a registration with secrets shown. */
export function plainInputs({ inputs }: Registration): unknown {
  return unwrapSecrets(inputs);
}

/** The value of an output. */
export async function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}
