import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import type { AksNames } from "../names";

/** Arguments of {@link Identity}. */
export interface IdentityArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly names: AksNames;
  /** Full id of the subnet that the control plane puts nodes and load balancers into. */
  readonly nodeSubnetId: pulumi.Input<string>;
  /** Full id of the key vault whose key encrypts secrets, when there is one. */
  readonly keyVaultId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The identity of a control plane. */
export class Identity extends pulumi.ComponentResource {
  /** Full id of the identity. */
  readonly identityId: pulumi.Output<string>;
  /** The rights; a cluster that is created before them fails. */
  readonly rights: readonly pulumi.Resource[] = [];

  constructor(name: string, args: IdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:Identity", name, {}, opts);
    this.identityId = this.createIdentity(name, args).id;
    this.registerOutputs({ identityId: this.identityId });
  }

  private createIdentity(name: string, args: IdentityArgs): managedidentity.UserAssignedIdentity {
    return new managedidentity.UserAssignedIdentity(
      `${name}-identity`,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        resourceName: args.names.identity,
        tags: { ...args.tags },
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }
}
