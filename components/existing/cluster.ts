import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ExistingConfig } from "../../config/schema/existing";
import type { Inspected } from "./inspect/inspect";
import { expand, KubeconfigError, readKubeconfig } from "./inspect/kubeconfig";

/** Arguments of {@link Cluster}. */
export interface ClusterArgs {
  readonly config: ExistingConfig;
  /** What a look at the cluster showed; absent when nobody looked. */
  readonly inspected: Inspected | undefined;
}

/** A cluster that exists already, and a way into it. */
export class Cluster extends pulumi.ComponentResource {
  readonly clusterName: pulumi.Output<string>;
  readonly kubernetesVersion: pulumi.Output<string>;
  /** Secret. */
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: kubernetes.Provider;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:existing:Cluster", name, {}, opts);
    const { config, inspected } = args;
    this.clusterName = pulumi.output(config.name);
    this.kubernetesVersion = pulumi.output(inspected?.serverVersion ?? config.cluster.kubernetesVersion);
    this.kubeconfig = pulumi.secret(textOf(config));
    this.provider = new kubernetes.Provider(`${name}-kubernetes`, providerArgs(args), { parent: this });
    this.registerOutputs({ clusterName: this.clusterName, kubernetesVersion: this.kubernetesVersion });
  }
}

function providerArgs({ config, inspected }: ClusterArgs): kubernetes.ProviderArgs {
  const { path = "", content, context } = config.kubeconfig;
  return {
    // A path stays a path: no credentials in the provider's state, and none that have run out by the next destroy.
    kubeconfig: content === undefined ? providerPath(path) : pulumi.secret(content),
    ...(context === undefined ? {} : { context }),
    // Another cluster is another cluster, whoever asks; another file, user or address of the same one is not.
    ...(inspected === undefined ? {} : { clusterIdentifier: inspected.clusterId }),
  };
}

/** A path that means the same from every folder: a provider does not start in the program's. */
function providerPath(path: string): string {
  return path.startsWith("~") ? path : expand(path);
}

/** The kubeconfig; empty in a preview that does without. */
function textOf({ kubeconfig }: ExistingConfig): string {
  try {
    return readKubeconfig(kubeconfig);
  } catch (error) {
    if (error instanceof KubeconfigError) return "";
    throw error;
  }
}
