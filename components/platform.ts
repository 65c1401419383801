import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { WindowsRelease } from "../catalogue/windows-releases";
import type { OsName } from "./os";
import type { Room } from "./room";

/** A node pool as the rest of the program sees it, on any target. */
export interface PlatformPool {
  /** Name in the configuration and in the pool label; the same in both slots. */
  readonly name: string;
  /** Name in the cloud; on EKS the cloud's provider ends it. */
  readonly physicalName: pulumi.Input<string>;
  readonly os: OsName;
  /** Windows Server release; absent on Linux. */
  readonly release?: WindowsRelease;
  /** Build of the hosts, for example 20348; absent on Linux. */
  readonly hostBuild?: number;
  /** The resource that exists once the pool can take pods. */
  readonly ready: pulumi.Resource;
}

/** How the platform provides block storage. */
export interface BlockStorage {
  /** Name of the CSI driver. */
  readonly provisioner: string;
  /** Parameters of a StorageClass, without the file system. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether the kinds of volume snapshots are there, and the driver takes snapshots. */
  readonly snapshots?: boolean;
}

/** How the platform provides shares that several pods mount. */
export type ShareStorage = Omit<BlockStorage, "snapshots">;

/** What a target gives to the half of the program that works inside the cluster. */
export interface Platform {
  readonly clusterName: pulumi.Output<string>;
  /** Version that the control plane runs, with its patch. */
  readonly kubernetesVersion: pulumi.Output<string>;
  /** Secret. */
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: kubernetes.Provider;
  readonly pools: readonly PlatformPool[];
  /** What pods find on all Windows nodes together; absent where nobody knows the machines. */
  readonly windowsRoom?: Room;
  /** Disks; absent where the cluster has no driver that makes any. */
  readonly blockStorage?: BlockStorage;
  /** Shares; absent where there are none. */
  readonly shareStorage?: ShareStorage;
  /** Secret: the password of the administrator on Windows nodes, where the target wants one. */
  readonly windowsAdminPassword?: pulumi.Output<string>;
}
