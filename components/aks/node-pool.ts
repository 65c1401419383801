import * as containerservice from "@pulumi/azure-native/containerservice";
import * as pulumi from "@pulumi/pulumi";
import { windowsReleases } from "../../catalogue/windows-releases";
import type { AksNodePool } from "../../config/schema/aks/pools";
import { aksPoolName } from "../names";
import { osFamily } from "../os";
import type { PlatformPool } from "../platform";
import { poolChangeOptions } from "./change-options";
import type { PoolPlacement } from "./pool-args";
import { agentPoolArgs } from "./pool-args";

/** Arguments of {@link NodePool}. */
export interface NodePoolArgs extends PoolPlacement {
  readonly pool: AksNodePool;
}

/** A node pool beside the system pool: a resource of its own, so that it changes without the cluster. */
export class NodePool extends pulumi.ComponentResource {
  /** The pool as the half of the program inside the cluster sees it. */
  readonly description: PlatformPool;

  constructor(name: string, args: NodePoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:NodePool", name, {}, opts);
    const agentPool = this.createAgentPool(name, args);
    this.description = describePool(args.pool, agentPool);
    this.registerOutputs({ physicalName: this.description.physicalName });
  }

  private createAgentPool(name: string, args: NodePoolArgs): containerservice.AgentPool {
    const { pool } = args;
    return new containerservice.AgentPool(`${name}-agents`, agentPoolArgs(pool, osFamily(pool.os), args), {
      parent: this,
      ...poolChangeOptions(pool),
    });
  }
}

function describePool(pool: AksNodePool, ready: pulumi.Resource): PlatformPool {
  const common = { name: pool.name, physicalName: aksPoolName(pool), os: pool.os, ready };
  switch (pool.os) {
    case "Linux":
      return common;
    case "Windows":
      return { ...common, release: pool.release, hostBuild: windowsReleases[pool.release].build };
  }
}
