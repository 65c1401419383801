import { newCrypter } from "../../localcloud/engine/state/secrets";
import type { PropertyMap } from "../../localcloud/wire/values";
import { Signature, SIGNATURE } from "../../localcloud/wire/values";

/** The passphrase of the states of tests. */
export const passphrase = "passphrase of the tests";

/** One key for all states of a process: making one takes half a second. */
let crypter: ReturnType<typeof newCrypter> | undefined;

/** A resource of a state file. */
export function resource(type: string, name: string, fields: PropertyMap = {}): PropertyMap {
  return {
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
    type,
    custom: true,
    inputs: {},
    outputs: {},
    ...fields,
  };
}

/** A kubeconfig whose token, and server's name, are given. */
export function kubeconfig(server: string, token: string, user: PropertyMap = { token }): string {
  return JSON.stringify({
    "current-context": "here",
    contexts: [{ name: "here", context: { cluster: "c", user: "u" } }],
    clusters: [{ name: "c", cluster: { server } }],
    users: [{ name: "u", user }],
  });
}

/** A deployment of version 3 with a passphrase provider. */
export interface TestState {
  readonly resources?: readonly PropertyMap[];
  /** Becomes the encrypted output `kubeconfig`. */
  readonly kubeconfig?: string;
  /** Another encrypted output, which nobody needs. */
  readonly other?: string;
}

/** What `pulumi stack export` would write. */
export async function exportOf({
  resources = [],
  kubeconfig: secretText,
  other,
}: TestState): Promise<string> {
  const key = await (crypter ??= newCrypter(passphrase));
  const hidden = (text: string) => ({
    [SIGNATURE]: Signature.Secret,
    ciphertext: key.encrypt(JSON.stringify(text)),
  });
  const outputs = {
    ...(secretText === undefined ? {} : { kubeconfig: hidden(secretText) }),
    ...(other === undefined ? {} : { windowsAdminPassword: hidden(other) }),
  };
  const stack = resource("pulumi:pulumi:Stack", "shop-dev", { custom: false, outputs });
  return JSON.stringify({
    version: 3,
    deployment: {
      manifest: { time: "2026-11-20T08:00:00Z", magic: "", version: "v3.265.0" },
      secrets_providers: { type: "passphrase", state: { salt: key.salt } },
      resources: [stack, ...resources],
    },
  });
}

/** The resources of a small AKS stack: a Linux system pool within the cluster, a Windows pool of its own. */
export const aksResources: readonly PropertyMap[] = [
  resource("azure-native:containerservice:ManagedCluster", "aks", {
    inputs: {
      resourceName: "aks-shop",
      kubernetesVersion: "1.36",
      networkProfile: { networkPolicy: "azure" },
      agentPoolProfiles: [{ name: "system", osType: "Linux", osSKU: "AzureLinux", count: 3, mode: "System" }],
    },
  }),
  resource("azure-native:containerservice:AgentPool", "win", {
    inputs: {
      resourceName: "aks-shop",
      agentPoolName: "win22a",
      osType: "Windows",
      osSKU: "Windows2022",
      enableAutoScaling: true,
      minCount: 1,
      maxCount: 4,
      orchestratorVersion: "1.36",
    },
  }),
];

/** The resources of a small EKS stack: a managed Windows group, and machines that EKS does not manage. */
export const eksResources: readonly PropertyMap[] = [
  resource("aws:eks/cluster:Cluster", "eks", { inputs: { name: "eks-shop", version: "1.35" } }),
  resource("aws:eks/nodeGroup:NodeGroup", "win", {
    inputs: {
      amiType: "WINDOWS_CORE_2022_x86_64",
      version: "1.35",
      scalingConfig: { minSize: 2, maxSize: 2 },
    },
    outputs: { nodeGroupName: "win22a-2026112" },
  }),
  resource("aws:autoscaling/group:Group", "own", {
    parent: "urn:pulumi:dev::shop::mullion:eks:SelfManagedPool::own",
    inputs: { namePrefix: "owna-", minSize: 1, maxSize: 3 },
  }),
  resource("aws:autoscaling/group:Group", "other", {
    inputs: { namePrefix: "web-", minSize: 1, maxSize: 3 },
  }),
];
