import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "./region";

/** Arguments of {@link Role}. */
export interface RoleArgs {
  readonly region: string;
  /** Trust policy as JSON. */
  readonly trust: pulumi.Input<string>;
  /** Policies that AWS maintains, by name, with their path where they have one. */
  readonly policies: readonly string[];
  /** Beginning of the role's name, at most 38 characters; default: the component's name. */
  readonly namePrefix?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * An IAM role with policies of AWS. Its name is made up anew for each role: an access entry that was made for a role of
 * the same name does not fit its successor.
 *
 * @see https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3329
 */
export class Role extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;
  /** The policies at the role: who uses the role needs them, and needs them until the end. */
  readonly attachments: readonly iam.RolePolicyAttachment[];

  constructor(name: string, args: RoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:eks:Role", name, {}, opts);
    const role = new iam.Role(
      `${name}-role`,
      {
        ...(args.namePrefix === undefined ? {} : { namePrefix: args.namePrefix }),
        assumeRolePolicy: args.trust,
        tags: { ...args.tags },
      },
      { parent: this },
    );
    this.attachments = args.policies.map((policy) => this.attach(name, args.region, policy, role));
    this.arn = role.arn;
    this.roleName = role.name;
    this.registerOutputs({ arn: this.arn });
  }

  private attach(name: string, region: string, policy: string, role: iam.Role): iam.RolePolicyAttachment {
    return new iam.RolePolicyAttachment(
      `${name}-${policy.slice(policy.lastIndexOf("/") + 1)}`,
      { role: role.name, policyArn: managedPolicyArn(region, policy) },
      { parent: this },
    );
  }
}
