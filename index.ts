import * as pulumi from "@pulumi/pulumi";
import { AksPlatform } from "./components/aks/platform";
import { Baseline } from "./components/cluster/baseline";
import { Samples } from "./components/cluster/samples";
import { loadConfig } from "./config/load";

const config = loadConfig();
const platform = new AksPlatform(config.name, config);
new Baseline(`${config.name}-baseline`, { platform, namespaces: config.namespaces });
if (config.samples) new Samples(`${config.name}-samples`, { platform });

/** Name of the cluster in the cloud. */
export const clusterName = platform.clusterName;

/** Version that the control plane runs, with its patch. */
export const kubernetesVersion = platform.kubernetesVersion;

/** The node pools: name, name in the cloud, operating system, and on Windows release and build of the hosts. */
export const pools = platform.pools.map(({ name, physicalName, os, release, hostBuild }) => {
  return { name, physicalName, os, release, hostBuild };
});

/** Credentials of the cluster for kubectl. Secret. */
export const kubeconfig = pulumi.secret(platform.kubeconfig);

/** Password of the administrator on Windows nodes, of the current `windows.passwordVersion`. Secret. */
export const windowsAdminPassword = pulumi.secret(platform.windowsAdminPassword);
