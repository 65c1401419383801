import type { WindowsRelease } from "../../catalogue/windows-releases";
import type { NodeOs } from "../view";

/** A node pool that a stack's last deployment asked for. */
export interface DeployedPool {
  /** Name in the cloud, which its nodes bear. */
  readonly name: string;
  readonly os: NodeOs;
  /** Windows Server release; absent on Linux and where the state does not say it. */
  readonly windows?: WindowsRelease;
  /** Linux distribution, as the platform names it. */
  readonly linux?: string;
  /** Kubernetes version that was asked for; empty where that is left to the platform. */
  readonly version: string;
  /** Numbers of nodes that were asked for; the same twice where no autoscaler decides. */
  readonly nodes?: { readonly least: number; readonly most: number };
}

/** A range of nodes where both ends are known. */
export function range(least: number | undefined, most: number | undefined): Pick<DeployedPool, "nodes"> {
  return least === undefined || most === undefined ? {} : { nodes: { least, most } };
}
