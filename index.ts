import * as pulumi from "@pulumi/pulumi";
import { Baseline } from "./components/cluster/baseline";
import { Samples } from "./components/cluster/samples";
import { createPlatform } from "./components/create-platform";
import { loadConfig } from "./config/load";

const config = loadConfig();
const platform = createPlatform(config);
new Baseline(`${config.name}-baseline`, { platform, namespaces: config.namespaces });
if (config.samples) new Samples(`${config.name}-samples`, { platform });

/** Name of the cluster in the cloud. */
export const clusterName = platform.clusterName;

/** Version that the control plane runs, with its patch where the cloud says it. */
export const kubernetesVersion = platform.kubernetesVersion;

/** The node pools: name, name in the cloud, operating system, and on Windows release and build of the hosts. */
export const pools = platform.pools.map(({ name, physicalName, os, release, hostBuild }) => {
  return { name, physicalName, os, release, hostBuild };
});

/** Credentials of the cluster for kubectl. Secret. */
export const kubeconfig = pulumi.secret(platform.kubeconfig);

/** Password of the administrator on Windows nodes, of the current `windows.passwordVersion`, on AKS. Secret. */
export const windowsAdminPassword =
  platform.windowsAdminPassword === undefined ? undefined : pulumi.secret(platform.windowsAdminPassword);
