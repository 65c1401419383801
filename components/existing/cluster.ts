import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ExistingConfig } from "../../config/schema/existing";
import { today } from "../../config/today";
import { inspect } from "./inspect/inspect";
import { expand, KubeconfigError, readKubeconfig } from "./inspect/kubeconfig";

/** Arguments of {@link Cluster}. */
export interface ClusterArgs {
  readonly config: ExistingConfig;
}

/** A cluster that exists already, and a way into it that opens only once it has been looked at. */
export class Cluster extends pulumi.ComponentResource {
  readonly clusterName: pulumi.Output<string>;
  readonly kubernetesVersion: pulumi.Output<string>;
  /** Secret. */
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: kubernetes.Provider;

  constructor(name: string, { config }: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:existing:Cluster", name, {}, opts);
    const inspected = pulumi.output(inspect(config, today()));
    const { path, content, context } = config.kubeconfig;
    this.provider = new kubernetes.Provider(
      `${name}-kubernetes`,
      {
        // Everything in the cluster waits for the provider, and the provider for the look at the cluster. A path stays a
        // path: no credentials in the state, and none that have run out by the next destroy.
        kubeconfig:
          content === undefined
            ? inspected.apply(() => providerPath(path ?? ""))
            : pulumi.secret(inspected.apply(() => content)),
        ...(context === undefined ? {} : { context }),
        // Another cluster is another cluster, whoever asks; another file, user or address of the same one is not.
        clusterIdentifier: inspected.apply((found) => found?.clusterId),
      },
      { parent: this },
    );
    this.clusterName = pulumi.output(config.name);
    this.kubernetesVersion = inspected.apply(
      (found) => found?.serverVersion ?? config.cluster.kubernetesVersion,
    );
    this.kubeconfig = pulumi.secret(inspected.apply(() => textOf(config)));
    this.registerOutputs({ clusterName: this.clusterName, kubernetesVersion: this.kubernetesVersion });
  }
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
