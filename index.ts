import * as pulumi from "@pulumi/pulumi";
import { Baseline } from "./components/cluster/baseline";
import { createInCluster } from "./components/cluster/in-cluster";
import { Samples } from "./components/cluster/samples";
import { createPlatform } from "./components/create-platform";
import { loadConfig } from "./config/load";

const config = loadConfig();

export = async () => {
  const platform = await createPlatform(config);
  const { namespaces } = new Baseline(`${config.name}-baseline`, {
    platform,
    namespaces: config.namespaces,
    protectClasses: config.environment !== "dev",
  });
  createInCluster(config, { platform, namespaces });
  if (config.samples) new Samples(`${config.name}-samples`, { platform });

  // One object, since an export that has no value on a target would be warned of.
  return {
    /** Name of the cluster in the cloud. */
    clusterName: platform.clusterName,

    /** Version that the control plane runs, with its patch where the cloud says it. */
    kubernetesVersion: platform.kubernetesVersion,

    /** The node pools: name, name in the cloud, operating system, and on Windows release and build of the hosts. */
    pools: platform.pools.map(({ name, physicalName, os, release, hostBuild }) => {
      return { name, physicalName, os, release, hostBuild };
    }),

    /** Credentials of the cluster for kubectl. Secret. */
    kubeconfig: pulumi.secret(platform.kubeconfig),

    /** Password of the administrator on Windows nodes, of the current `windows.passwordVersion`; on AKS only. Secret. */
    ...(platform.windowsAdminPassword === undefined
      ? {}
      : { windowsAdminPassword: pulumi.secret(platform.windowsAdminPassword) }),
  };
};
