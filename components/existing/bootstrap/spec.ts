import type { KubeadmBootstrap, Rke2Bootstrap } from "../../../config/schema/existing/bootstrap";
import type { ExistingNodePool } from "../../../config/schema/existing/pools";

/** A pool of Windows machines. */
export type WindowsPool = Extract<ExistingNodePool, { readonly os: "Windows" }>;

/** What a script that joins Windows machines is made from; nothing of it is secret. */
export interface BootstrapSpec<Settings = KubeadmBootstrap | Rke2Bootstrap> {
  /** Name of the cluster, for the reader. */
  readonly clusterName: string;
  readonly pool: WindowsPool;
  readonly settings: Settings;
  /** Whether the network is Calico with BGP, which needs Windows' own routing service. */
  readonly bgp: boolean;
}
