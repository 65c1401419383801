import * as authorization from "@pulumi/azure-native/authorization";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import { guidOf } from "../guid";
import type { AksNames } from "../names";

/**
 * Roles of Azure by name.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 * @see https://learn.microsoft.com/azure/aks/use-managed-identity for the one that kubelet identities need
 */
const roles = {
  networkContributor: "4d97b98b-1d4f-4787-a291-c67834d212e7",
  keyVaultCryptoUser: "12338af0-0e69-4776-bea7-57ae8d297424",
  managedIdentityOperator: "f1a07417-d97a-45cb-824c-7a7467783830",
} as const;

/** Arguments of {@link Identity}. */
export interface IdentityArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly names: AksNames;
  /** Full id of the subnet that the control plane puts nodes and load balancers into. */
  readonly nodeSubnetId?: pulumi.Input<string> | undefined;
  /** Full id of the subnet that the API server lives in, when it has one. */
  readonly apiServerSubnetId?: pulumi.Input<string>;
  /** Full id of the identity that the control plane gives to nodes, when it is not AKS that makes one. */
  readonly kubeletIdentityId?: string;
  /** Full id of the key vault whose key encrypts secrets, when there is one. */
  readonly keyVaultId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The identity of a control plane with the few rights that it needs. */
export class Identity extends pulumi.ComponentResource {
  /** Full id of the identity. */
  readonly identityId: pulumi.Output<string>;
  /** The rights; a cluster that is created before them fails. */
  readonly rights: readonly pulumi.Resource[];

  constructor(name: string, args: IdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:Identity", name, {}, opts);
    const identity = this.createIdentity(name, args);
    const assign = (role: keyof typeof roles, title: string, scope: pulumi.Input<string> | undefined) =>
      scope === undefined
        ? []
        : [this.assignRole(`${name}-${title}`, guidOf(args.names.cluster, title), identity, role, scope)];
    this.rights = [
      ...assign("networkContributor", "subnet", args.nodeSubnetId),
      ...assign("networkContributor", "api-server-subnet", args.apiServerSubnetId),
      ...assign("managedIdentityOperator", "kubelet-identity", args.kubeletIdentityId),
      ...assign("keyVaultCryptoUser", "key-vault", args.keyVaultId),
    ];
    this.identityId = identity.id;
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
      // A preview that changes tags does not know the principal, and would show all rights as replaced.
      { parent: this, deleteBeforeReplace: true, ignoreChanges: ["tags"] },
    );
  }

  private assignRole(
    name: string,
    roleAssignmentName: string,
    identity: managedidentity.UserAssignedIdentity,
    role: keyof typeof roles,
    scope: pulumi.Input<string>,
  ): authorization.RoleAssignment {
    return new authorization.RoleAssignment(
      name,
      {
        roleAssignmentName,
        principalId: identity.principalId,
        // Without it Azure looks for the principal in the directory, where a fresh one has not arrived yet.
        principalType: "ServicePrincipal",
        roleDefinitionId: pulumi
          .output(scope)
          .apply(
            (id) => `${subscriptionOf(id)}/providers/Microsoft.Authorization/roleDefinitions/${roles[role]}`,
          ),
        scope,
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }
}

/** `/subscriptions/<id>` of a full resource id. */
function subscriptionOf(resourceId: string): string {
  return resourceId.split("/").slice(0, 3).join("/");
}
