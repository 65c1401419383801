import * as containerservice from "@pulumi/azure-native/containerservice";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { clusterChangeOptions } from "./change-options";
import type { ClusterSpec } from "./cluster-args";
import { managedClusterArgs } from "./cluster-args";

/** Arguments of {@link Cluster}. */
export interface ClusterArgs extends Omit<ClusterSpec, "windowsAdminPassword"> {
  /** Whether the engine refuses to delete or replace the cluster. */
  readonly protect: boolean;
  /** What must exist before the cluster: the rights of its identity. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** An AKS cluster with its system pool, and a way into it. */
export class Cluster extends pulumi.ComponentResource {
  /** Full id; known in every preview but that of a replacement. */
  readonly clusterId: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  /** Version that the control plane runs, with its patch. */
  readonly kubernetesVersion: pulumi.Output<string>;
  /** Secret. With Entra it asks kubelogin for a token, else it holds the cluster's own certificate. */
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: kubernetes.Provider;
  /** Secret: the password of this `passwordVersion`. Azure has it from the creation of the cluster, or from `az aks update`. */
  readonly windowsAdminPassword: pulumi.Output<string>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:Cluster", name, {}, opts);
    this.windowsAdminPassword = this.createPassword(name, args.config.windows.passwordVersion);
    const cluster = this.createCluster(name, args);
    this.kubeconfig = readKubeconfig(cluster, args, this);
    this.provider = this.createProvider(name, cluster);
    this.clusterId = cluster.id;
    this.clusterName = cluster.name;
    this.kubernetesVersion = cluster.currentKubernetesVersion;
    this.registerOutputs({ clusterName: this.clusterName, kubernetesVersion: this.kubernetesVersion });
  }

  private createPassword(name: string, version: number): pulumi.Output<string> {
    const password = new random.RandomPassword(
      `${name}-windows-admin-password`,
      {
        // Azure wants 8 to 123 characters and its guide 14; none that a shell or a CSV file would change.
        length: 32,
        minLower: 1,
        minUpper: 1,
        minNumeric: 1,
        minSpecial: 1,
        overrideSpecial: "-_.+",
        keepers: { version: String(version) },
      },
      { parent: this, additionalSecretOutputs: ["result"] },
    );
    return pulumi.secret(password.result);
  }

  private createCluster(name: string, args: ClusterArgs): containerservice.ManagedCluster {
    const { protect, dependsOn, ...spec } = args;
    return new containerservice.ManagedCluster(
      `${name}-aks`,
      managedClusterArgs({ ...spec, windowsAdminPassword: this.windowsAdminPassword }),
      {
        parent: this,
        protect,
        dependsOn: [...dependsOn],
        ...clusterChangeOptions(spec.config.systemPool, spec.config.adopted),
      },
    );
  }

  private createProvider(name: string, cluster: containerservice.ManagedCluster): kubernetes.Provider {
    return new kubernetes.Provider(
      `${name}-kubernetes`,
      {
        kubeconfig: this.kubeconfig,
        // Known in every preview but that of a replacement, so only a new cluster replaces what is inside.
        clusterIdentifier: cluster.id,
      },
      { parent: this },
    );
  }
}

/**
 * The credentials of a cluster. The call takes plain names, so it is answered in previews too as long as the cluster
 * is not being replaced; the `dependsOn` makes it wait for a cluster that does not exist yet.
 */
function readKubeconfig(
  cluster: containerservice.ManagedCluster,
  { names, config }: ClusterArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const credentials = containerservice.listManagedClusterUserCredentialsOutput(
    {
      resourceGroupName: names.resourceGroup,
      resourceName: names.cluster,
      ...(config.identity.entra === undefined ? {} : { format: "exec" }),
    },
    { parent, dependsOn: [cluster] },
  );
  const kubeconfig = credentials.apply(({ kubeconfigs }) => {
    const first = kubeconfigs[0];
    if (first === undefined)
      throw new Error(`Azure returned no credentials for the cluster ${names.cluster}`);
    return Buffer.from(first.value, "base64").toString("utf8");
  });
  return pulumi.secret(kubeconfig);
}
