import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import type { EksIdentity } from "../../config/schema/eks/cluster";
import { partitionOf } from "./region";

/** Arguments of {@link Access}. */
export interface AccessArgs {
  readonly clusterName: pulumi.Input<string>;
  readonly region: string;
  readonly identity: EksIdentity;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Rights in the cluster that EKS keeps a policy for.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html
 */
const accessPolicies = {
  admins: "AmazonEKSClusterAdminPolicy",
  viewers: "AmazonEKSViewPolicy",
} as const satisfies Record<keyof EksIdentity, string>;

/** Who may sign in to the cluster, beside whoever creates it. */
export class Access extends pulumi.ComponentResource {
  constructor(name: string, args: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:eks:Access", name, {}, opts);
    for (const arn of args.identity.admins) this.admit(name, args, arn, accessPolicies.admins);
    for (const arn of args.identity.viewers) this.admit(name, args, arn, accessPolicies.viewers);
    this.registerOutputs({});
  }

  private admit(name: string, args: AccessArgs, principalArn: string, policy: string): void {
    const { clusterName, region, tags } = args;
    // The account and the path with the name: together they are the same only for the same principal.
    const principal = principalArn.split(":").slice(4).join("-").replaceAll("/", "-");
    const entry = new eks.AccessEntry(
      `${name}-${principal}`,
      { clusterName, principalArn, type: "STANDARD", tags: { ...tags } },
      { parent: this, deleteBeforeReplace: true },
    );
    new eks.AccessPolicyAssociation(
      `${name}-${principal}`,
      {
        clusterName,
        principalArn: entry.principalArn,
        policyArn: `arn:${partitionOf(region)}:eks::aws:cluster-access-policy/${policy}`,
        accessScope: { type: "cluster" },
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }
}
