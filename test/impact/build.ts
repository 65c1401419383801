import type { JsonMap } from "../../impact/json";

/** The AKS cluster that most tests start from. */
export const cluster = {
  type: "azure-native:containerservice:ManagedCluster",
  name: "shop",
  inputs: {
    resourceGroupName: "rg-shop",
    resourceName: "aks-shop-prod",
    location: "westeurope",
    dnsPrefix: "shop",
    kubernetesVersion: "1.36",
    agentPoolProfiles: [
      {
        name: "system",
        mode: "System",
        osType: "Linux",
        osSKU: "AzureLinux",
        vmSize: "Standard_D4s_v5",
        count: 3,
        orchestratorVersion: "1.35",
      },
    ],
    networkProfile: { networkPlugin: "azure", networkPluginMode: "overlay", networkPolicy: "calico" },
    windowsProfile: { adminUsername: "azureuser", adminPassword: "[secret]" },
    tags: { team: "shop" },
  },
} as const satisfies Resource;

/** The Windows pool that most tests start from. */
export const windowsPool = {
  type: "azure-native:containerservice:AgentPool",
  name: "win",
  inputs: {
    resourceGroupName: "rg-shop",
    resourceName: "aks-shop-prod",
    agentPoolName: "win22a",
    mode: "User",
    osType: "Windows",
    osSKU: "Windows2022",
    vmSize: "Standard_D8s_v5",
    count: 6,
    maxPods: 60,
    orchestratorVersion: "1.35",
    upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 30 },
  },
} as const satisfies Resource;

/** A Linux pool. */
export const linuxPool = {
  type: "azure-native:containerservice:AgentPool",
  name: "linux",
  inputs: {
    resourceGroupName: "rg-shop",
    resourceName: "aks-shop-prod",
    agentPoolName: "linux",
    mode: "User",
    osType: "Linux",
    osSKU: "AzureLinux",
    vmSize: "Standard_D4s_v5",
    enableAutoScaling: true,
    minCount: 2,
    maxCount: 5,
    orchestratorVersion: "1.35",
  },
} as const satisfies Resource;

/** A resource as a program declares it. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly inputs: JsonMap;
}

/** What a step may say besides its inputs. */
export interface StepOptions {
  readonly op?: string;
  /** Protected; `taken-away` or `given` by this very deployment. */
  readonly protect?: true | "taken-away" | "given";
  readonly replaceReasons?: readonly string[];
  readonly diffReasons?: readonly string[];
  readonly detailedDiff?: JsonMap | null;
  /** The replacement makes the new object first. */
  readonly createFirst?: boolean;
  readonly propertyDependencies?: JsonMap;
  readonly provider?: string;
  readonly custom?: boolean;
  /** What the cloud filled in, besides the inputs. */
  readonly outputs?: JsonMap;
}

const stack = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";

/** URN of a resource in the stack `shop/prod`. */
export function urnOf({ type, name }: Pick<Resource, "type" | "name">): string {
  return `urn:pulumi:prod::shop::${type}::${name}`;
}

/** A step of `pulumi preview --json` from inputs `old` to `next`; either may be absent. */
export function step(
  resource: Pick<Resource, "type" | "name">,
  old: JsonMap | undefined,
  next: JsonMap | undefined,
  options: StepOptions = {},
): JsonMap {
  const urn = urnOf(resource);
  const state = (inputs: JsonMap, more: JsonMap): JsonMap => ({
    urn,
    custom: options.custom ?? true,
    type: resource.type,
    inputs,
    parent: stack,
    ...(options.provider === undefined ? {} : { provider: options.provider }),
    ...(options.propertyDependencies === undefined
      ? {}
      : { propertyDependencies: options.propertyDependencies }),
    ...more,
  });
  const op = options.op ?? (old === undefined ? "create" : next === undefined ? "delete" : "update");
  return {
    op,
    urn,
    ...(old === undefined
      ? {}
      : {
          oldState: state(old, {
            id: `id-${resource.name}`,
            outputs: { ...old, ...options.outputs },
            ...(protects(options, "taken-away") ? { protect: true } : {}),
            ...(options.createFirst === true ? { delete: true } : {}),
          }),
        }),
    ...(next === undefined
      ? {}
      : { newState: state(next, protects(options, "given") ? { protect: true } : {}) }),
    ...(options.diffReasons === undefined ? {} : { diffReasons: options.diffReasons }),
    ...(options.replaceReasons === undefined ? {} : { replaceReasons: options.replaceReasons }),
    detailedDiff: options.detailedDiff ?? null,
  };
}

function protects({ protect }: StepOptions, also: "taken-away" | "given"): boolean {
  return protect === true || protect === also;
}

/** A step that changes some inputs of a resource. */
export function edit(resource: Resource, changes: JsonMap, options: StepOptions = {}): JsonMap {
  return step(resource, resource.inputs, { ...resource.inputs, ...changes }, options);
}

/** A step that leaves a resource as it is. */
export function same(resource: Resource): JsonMap {
  return step(resource, resource.inputs, resource.inputs, { op: "same" });
}

/** The text of `pulumi preview --json` with these steps. */
export function preview(...steps: readonly JsonMap[]): string {
  const root = {
    op: "same",
    urn: stack,
    oldState: { urn: stack, custom: false, type: "pulumi:pulumi:Stack" },
    newState: { urn: stack, custom: false, type: "pulumi:pulumi:Stack" },
  };
  return JSON.stringify({ steps: [root, ...steps], changeSummary: {} });
}
