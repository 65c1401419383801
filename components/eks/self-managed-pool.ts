import * as autoscaling from "@pulumi/aws/autoscaling";
import * as ec2 from "@pulumi/aws/ec2";
import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { eksWindowsMaxPods } from "../../catalogue/instance-types";
import type { EksConfig } from "../../config/schema/eks";
import type { EksKubelet } from "../../config/schema/eks/self-managed";
import { autoscalingGroupChangeOptions } from "./change-options";
import type { Cluster } from "./cluster";
import { eksClusterName } from "../names";
import { nodePolicies } from "./node-role";
import type { PoolSpec } from "./pool-args";
import { Role } from "./role";
import type { MachineImage } from "./self-managed-pool-args";
import { autoscalingGroupArgs, kubeletArgs, selfManagedTemplateArgs } from "./self-managed-pool-args";
import { serviceTrust } from "./trust";
import { windowsUserData } from "./user-data";

/** Arguments of {@link SelfManagedPool}. */
export interface SelfManagedPoolArgs {
  readonly pool: PoolSpec;
  readonly image: MachineImage;
  readonly kubelet: EksKubelet;
  readonly config: Pick<EksConfig, "name" | "region" | "tags" | "network" | "adopted">;
  readonly cluster: Pick<Cluster, "clusterName" | "endpoint" | "certificateAuthority" | "securityGroupId">;
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** What nodes need before they can join: routes, the network add-on. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/**
 * Windows nodes that EKS does not manage: an Auto Scaling group with all that a managed group brings by itself. The role
 * is the pool's own, since a role has one access entry, and EKS makes that of managed groups.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-windows-workers.html
 */
export class SelfManagedPool extends pulumi.ComponentResource {
  readonly group: autoscaling.Group;

  constructor(name: string, args: SelfManagedPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:eks:SelfManagedPool", name, {}, opts);
    const role = this.createRole(name, args);
    const entry = this.createAccessEntry(name, args, role);
    const template = this.createTemplate(name, args, this.createProfile(name, args, role));
    this.group = this.createGroup(name, args, template, [...role.attachments, entry]);
    this.registerOutputs({ groupName: this.group.name });
  }

  private createRole(name: string, { config, pool }: SelfManagedPoolArgs): Role {
    return new Role(
      `${name}-node`,
      {
        ...config,
        trust: serviceTrust("ec2.amazonaws.com"),
        policies: nodePolicies,
        // The stack's name and the pool's together do not fit into a role's name.
        namePrefix: `${pool.physicalName}-`,
      },
      { parent: this },
    );
  }

  private createProfile(name: string, { config }: SelfManagedPoolArgs, role: Role): iam.InstanceProfile {
    return new iam.InstanceProfile(
      `${name}-profile`,
      { role: role.roleName, tags: { ...config.tags } },
      { parent: this },
    );
  }

  private createAccessEntry(name: string, args: SelfManagedPoolArgs, role: Role): eks.AccessEntry {
    const { cluster, config } = args;
    return new eks.AccessEntry(
      `${name}-entry`,
      {
        clusterName: cluster.clusterName,
        principalArn: role.arn,
        type: "EC2_WINDOWS",
        tags: { ...config.tags },
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }

  private createTemplate(
    name: string,
    args: SelfManagedPoolArgs,
    profile: iam.InstanceProfile,
  ): ec2.LaunchTemplate {
    const { pool, cluster, config } = args;
    const start = {
      imageId: this.imageId(args),
      userData: userData(args),
      instanceProfileArn: profile.arn,
      securityGroupId: cluster.securityGroupId,
    };
    return new ec2.LaunchTemplate(`${name}-template`, selfManagedTemplateArgs(pool, start, config.tags), {
      parent: this,
    });
  }

  private imageId({ image }: SelfManagedPoolArgs): pulumi.Input<string> {
    if ("id" in image) return image.id;
    // `value` would be a secret, and hide in every preview which image is coming.
    return ssm.getParameterOutput({ name: image.ssmParameter }, { parent: this }).insecureValue;
  }

  private createGroup(
    name: string,
    args: SelfManagedPoolArgs,
    template: ec2.LaunchTemplate,
    rights: readonly pulumi.Resource[],
  ): autoscaling.Group {
    const { pool, config, subnetIds } = args;
    const [instanceType = ""] = pool.instanceTypes;
    const prefixDelegation = config.network.windowsPrefixDelegation;
    return new autoscaling.Group(
      `${name}-nodes`,
      autoscalingGroupArgs(
        pool,
        { id: template.id, version: template.latestVersion.apply(String) },
        { clusterName: eksClusterName(config), subnetIds, tags: config.tags },
        eksWindowsMaxPods(instanceType, { prefixDelegation }),
      ),
      { parent: this, dependsOn: [...args.dependsOn, ...rights], ...autoscalingGroupChangeOptions(pool) },
    );
  }
}

function userData({ pool, kubelet, config, cluster }: SelfManagedPoolArgs): pulumi.Output<string> {
  return pulumi
    .all([cluster.clusterName, cluster.endpoint, cluster.certificateAuthority])
    .apply(([clusterName, endpoint, certificateAuthority]) => {
      const { serviceCidr } = config.network;
      const args = kubeletArgs(pool, kubelet);
      const script = windowsUserData({
        clusterName,
        endpoint,
        certificateAuthority,
        serviceCidr,
        kubeletArgs: args,
      });
      return Buffer.from(script).toString("base64");
    });
}
