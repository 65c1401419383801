import * as autoscaling from "@pulumi/aws/autoscaling";
import * as ec2 from "@pulumi/aws/ec2";
import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import { eksWindowsMaxPods } from "../../catalogue/instance-types";
import { poolChangeOptions } from "./change-options";
import type { PoolPlacement, PoolSpec, TemplateReference } from "./pool-args";
import { launchTemplateArgs, nodeGroupArgs } from "./pool-args";
import { scaleFromZeroTags } from "./scale-from-zero";

/** Arguments of {@link NodePool}. */
export interface NodePoolArgs extends PoolPlacement {
  readonly pool: PoolSpec;
  /** Whether Windows nodes have ranges of addresses for pods. */
  readonly windowsPrefixDelegation: boolean;
  /** What nodes need before they can join: rights of their role, routes, the network add-on. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** A managed node group with its launch template. */
export class NodePool extends pulumi.ComponentResource {
  readonly nodeGroup: eks.NodeGroup;

  constructor(name: string, args: NodePoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:eks:NodePool", name, {}, opts);
    const { adopted } = args.pool;
    this.nodeGroup = this.createNodeGroup(
      name,
      args,
      adopted === undefined ? this.createTemplate(name, args) : adopted.launchTemplate,
    );
    // The Auto Scaling group of an adopted pool keeps the tags that it has.
    if (adopted === undefined) this.createTags(name, args);
    this.registerOutputs({ nodeGroupName: this.nodeGroup.nodeGroupName });
  }

  private createTemplate(name: string, { pool, tags }: NodePoolArgs): TemplateReference {
    const template = new ec2.LaunchTemplate(`${name}-template`, launchTemplateArgs(pool, tags), {
      parent: this,
    });
    return { id: template.id, version: template.latestVersion.apply(String) };
  }

  private createNodeGroup(
    name: string,
    args: NodePoolArgs,
    template: TemplateReference | undefined,
  ): eks.NodeGroup {
    return new eks.NodeGroup(`${name}-nodes`, nodeGroupArgs(args.pool, template, args), {
      parent: this,
      dependsOn: [...args.dependsOn],
      ...poolChangeOptions(args.pool),
    });
  }

  private createTags(name: string, { pool, windowsPrefixDelegation }: NodePoolArgs): void {
    const [instanceType = ""] = pool.instanceTypes;
    const autoscalingGroupName = this.nodeGroup.resources.apply((resources) => {
      const group = resources[0]?.autoscalingGroups[0]?.name;
      if (group === undefined)
        throw new Error(`EKS names no Auto Scaling group of the pool ${pool.physicalName}`);
      return group;
    });
    const podAddresses = eksWindowsMaxPods(instanceType, { prefixDelegation: windowsPrefixDelegation });
    for (const tag of scaleFromZeroTags(pool, podAddresses)) {
      new autoscaling.Tag(
        `${name}-${tag.name}`,
        { autoscalingGroupName, tag: { key: tag.key, value: tag.value, propagateAtLaunch: false } },
        { parent: this },
      );
    }
  }
}
