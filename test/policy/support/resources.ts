import type { Declaration } from "../../../policy/judge";
import type { ResourceOptions } from "../../../policy/resource";
import type { Json } from "../../../policy/wire";

/** A resource of a test: what differs from the usual. */
export interface TestResource {
  readonly type: string;
  readonly properties: Json;
  /** @default "test" */
  readonly name?: string;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly parent?: string;
  /** Name of another resource of the test behind a top-level property, by property. */
  readonly from?: Readonly<Record<string, TestResource>>;
  /** The provider resource. */
  readonly provider?: TestResource;
}

/** What stands for a value that is decided only during the deployment. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Marks a value as secret. */
export function secret(value: unknown): Json {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** The resource as the engine would send it. */
export function declare(resource: TestResource): Declaration {
  const { type, properties, name = "test", from = {}, provider } = resource;
  return {
    type,
    name,
    urn: urnOf(resource),
    properties,
    options: optionsOf(resource),
    propertyDependencies: new Map(
      Object.entries(from).map(([property, other]) => [property, [urnOf(other)]]),
    ),
    ...(provider === undefined ? {} : { providerUrn: urnOf(provider) }),
  };
}

function optionsOf({ protect, ignoreChanges, deleteBeforeReplace, parent }: TestResource): ResourceOptions {
  return {
    protect: protect ?? false,
    ignoreChanges: ignoreChanges ?? [],
    deleteBeforeReplace: deleteBeforeReplace ?? false,
    ...(parent === undefined ? {} : { parent }),
  };
}

/** The URN of a test's resource. */
export function urnOf({ type, name = "test" }: TestResource): string {
  return `urn:pulumi:dev::shop::${type}::${name}`;
}

/** An AKS node pool; Linux, of mode User, unless the properties say otherwise. */
export function aksPool(properties: Json, rest: Partial<TestResource> = {}): TestResource {
  return {
    type: "azure-native:containerservice:AgentPool",
    properties: { agentPoolName: "pool1", resourceName: "prod", mode: "User", ...properties },
    ...rest,
  };
}

/** A Windows node pool of AKS that breaks no rule. */
export function aksWindowsPool(properties: Json = {}, rest: Partial<TestResource> = {}): TestResource {
  return aksPool({ agentPoolName: "win22a", osType: "Windows", osSKU: "Windows2022", ...properties }, rest);
}

/** An AKS cluster that breaks no rule. */
export function aksCluster(properties: Json = {}, rest: Partial<TestResource> = {}): TestResource {
  return {
    type: "azure-native:containerservice:ManagedCluster",
    properties: {
      resourceName: "prod",
      kubernetesVersion: "1.36",
      agentPoolProfiles: [{ name: "system", mode: "System", osType: "Linux", osSKU: "Ubuntu", count: 3 }],
      ...properties,
    },
    protect: true,
    ...rest,
  };
}

/** An EKS node group; Amazon Linux unless the properties say otherwise. */
export function eksNodeGroup(properties: Json = {}, rest: Partial<TestResource> = {}): TestResource {
  return {
    type: "aws:eks/nodeGroup:NodeGroup",
    properties: { clusterName: "prod", amiType: "AL2023_x86_64_STANDARD", ...properties },
    ...rest,
  };
}

/** A Kubernetes object. */
export function kubernetes(type: string, properties: Json, rest: Partial<TestResource> = {}): TestResource {
  return { type: `kubernetes:${type}`, properties: { metadata: { name: "web" }, ...properties }, ...rest };
}

/** A bare pod with this spec. */
export function pod(spec: Json, rest: Partial<TestResource> = {}): TestResource {
  return kubernetes("core/v1:Pod", { spec }, rest);
}

/** A Deployment whose pods have this spec. */
export function deployment(spec: Json, rest: Partial<TestResource> = {}): TestResource {
  return kubernetes("apps/v1:Deployment", { spec: { replicas: 2, template: { spec } } }, rest);
}

/** A StatefulSet whose pods have this spec. */
export function statefulSet(spec: Json, own: Json = {}): TestResource {
  return kubernetes("apps/v1:StatefulSet", { spec: { template: { spec }, ...own } });
}

/** A CronJob whose pods have this spec. */
export function cronJob(spec: Json): TestResource {
  return kubernetes("batch/v1:CronJob", { spec: { jobTemplate: { spec: { template: { spec } } } } });
}

/** A container with a Windows image of Server 2022. */
export function windowsContainer(properties: Json = {}): Json {
  return { name: "app", image: "mcr.microsoft.com/windows/servercore:ltsc2022", ...properties };
}

/** A pod spec for Windows that breaks no rule. */
export function windowsSpec(properties: Json = {}): Json {
  return {
    os: { name: "windows" },
    nodeSelector: { "kubernetes.io/os": "windows" },
    tolerations: [{ key: "os", operator: "Equal", value: "windows", effect: "NoSchedule" }],
    containers: [windowsContainer({ resources: { limits: { cpu: "1", memory: "800Mi" } } })],
    ...properties,
  };
}

/** A pod spec for Linux that breaks no rule. */
export function linuxSpec(properties: Json = {}): Json {
  return {
    nodeSelector: { "kubernetes.io/os": "linux" },
    containers: [{ name: "app", image: "nginx:1.29.3" }],
    ...properties,
  };
}

/** An EKS cluster that breaks no rule about Windows. */
export function eksCluster(properties: Json = {}, rest: Partial<TestResource> = {}): TestResource {
  return {
    type: "aws:eks/cluster:Cluster",
    properties: { name: "prod", version: "1.36", ...properties },
    protect: true,
    ...rest,
  };
}

/** A managed Windows node group of EKS. */
export function eksWindowsGroup(properties: Json = {}, rest: Partial<TestResource> = {}): TestResource {
  return eksNodeGroup(
    { nodeGroupName: "win", amiType: "WINDOWS_CORE_2022_x86_64", ...properties },
    { name: "windows", ...rest },
  );
}

/** The vpc-cni add-on with these configuration values. */
export function vpcCni(configurationValues: string | undefined, properties: Json = {}): TestResource {
  return {
    type: "aws:eks/addon:Addon",
    name: "cni",
    properties: { clusterName: "prod", addonName: "vpc-cni", configurationValues, ...properties },
  };
}
