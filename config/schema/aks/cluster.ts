import * as v from "valibot";
import { aksRefusedAdminUsernames } from "../../../catalogue/aks";
import { parseCidr } from "../../cidr";
import { rule } from "../advice";
import { kubernetesVersion, text, wholeNumber } from "../fields";
import { resourceId } from "./resource-id";

const guid = v.pipe(
  v.string(),
  v.regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    rule("must be a GUID", "copy the object id from Microsoft Entra"),
  ),
);

/** Control plane: version, service level, and who reaches the API server from where. */
export const aksCluster = v.strictObject({
  kubernetesVersion,
  tier: v.optional(
    v.pipe(
      v.picklist(
        ["Free", "Standard", "Premium"],
        rule("must be Free, Standard or Premium", "choose one of them"),
      ),
      v.description("Standard brings an uptime agreement, Premium long-term support"),
    ),
    "Standard",
  ),
  longTermSupport: v.optional(
    v.pipe(v.boolean(), v.description("Two years of support for this Kubernetes minor; needs Premium")),
    false,
  ),
  private: v.optional(
    v.pipe(v.boolean(), v.description("Give the API server an address inside the network only")),
    false,
  ),
  authorizedIpRanges: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.check(
            (range) => parseCidr(range) !== undefined,
            rule("must be an IPv4 range such as 203.0.113.0/24", "correct it"),
          ),
        ),
      ),
      v.description("Who may reach a public API server; empty: everybody"),
    ),
    [],
  ),
  upgradeChannel: v.optional(
    v.pipe(
      v.picklist(
        ["none", "patch", "stable", "rapid", "node-image"],
        rule(
          "must be none, patch, stable, rapid or node-image",
          "choose one of them",
          "https://learn.microsoft.com/azure/aks/auto-upgrade-cluster",
        ),
      ),
      v.description("Kubernetes versions that Azure moves to by itself"),
    ),
    "none",
  ),
  nodeOsUpgradeChannel: v.optional(
    v.pipe(
      v.picklist(
        ["NodeImage", "None"],
        rule(
          "must be NodeImage or None (SecurityPatch does not exist for Windows nodes, and Unmanaged leaves them unpatched)",
          "use NodeImage to get new node images every month",
          "https://learn.microsoft.com/azure/aks/auto-upgrade-node-os-image",
        ),
      ),
      v.description("How nodes get patches of their operating system"),
    ),
    "NodeImage",
  ),
  diskEncryptionSetId: v.optional(
    v.pipe(
      resourceId("disk encryption set", "Microsoft.Compute/diskEncryptionSets"),
      v.description("Encrypt disks with a key of your own"),
    ),
  ),
});

/** Who may sign in. */
export const aksIdentity = v.strictObject({
  entra: v.optional(
    v.pipe(
      v.strictObject({
        adminGroupObjectIds: v.pipe(
          v.array(guid),
          v.nonEmpty(
            rule(
              "must name at least one group",
              "add the object id of the administrators' group, or nobody can administer the cluster",
            ),
          ),
        ),
        azureRbac: v.optional(
          v.pipe(v.boolean(), v.description("Grant rights in Kubernetes by Azure roles")),
          true,
        ),
        tenantId: v.optional(v.pipe(guid, v.description("Default: the tenant of the subscription"))),
      }),
      v.description("Sign in with Microsoft Entra. It cannot be taken away from a cluster again."),
    ),
  ),
  localAccounts: v.optional(
    v.pipe(
      v.boolean(),
      v.description("Allow sign-in with the cluster's own certificates; false needs entra"),
    ),
    true,
  ),
  workloadIdentity: v.optional(
    v.pipe(v.boolean(), v.description("Let pods sign in to Azure without secrets")),
    true,
  ),
  kubeletIdentityId: v.optional(
    v.pipe(
      resourceId("managed identity", "Microsoft.ManagedIdentity/userAssignedIdentities"),
      v.description("Nodes act as this identity, to pull images for instance; default: one that AKS makes"),
    ),
  ),
});

/** What all Windows nodes of the cluster share. Azure takes it when the cluster is created. */
export const aksWindows = v.strictObject({
  adminUsername: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(?!.*\.$)[^\s"/\\[\]:;|=,+*?<>@]{1,20}$/,
        rule("must be 1 to 20 characters without a period at the end", "choose another name"),
      ),
      v.check(
        (name) => !aksRefusedAdminUsernames.some((refused) => refused === name.toLowerCase()),
        rule(`must be none of ${aksRefusedAdminUsernames.join(", ")}`, "choose another name"),
      ),
      v.description("Name of the administrator on Windows nodes. It can never be changed."),
    ),
    "mullionadmin",
  ),
  passwordVersion: v.optional(
    v.pipe(
      wholeNumber(1, 9999, "versions"),
      v.description("Count up to have a new administrator's password made: docs/guides/aks.md"),
    ),
    1,
  ),
  licenseType: v.optional(
    v.pipe(
      v.picklist(
        ["None", "Windows_Server"],
        rule("must be None or Windows_Server", "use Windows_Server for the Azure Hybrid Benefit"),
      ),
      v.description("Windows_Server: licences are brought along (Azure Hybrid Benefit)"),
    ),
    "None",
  ),
  gmsa: v.optional(
    v.pipe(
      v.strictObject({ dnsServer: v.optional(text), rootDomainName: v.optional(text) }),
      v.description(
        "Group managed service accounts; with a DNS server and root domain when the virtual network's DNS does not know the domain",
      ),
    ),
  ),
});

/** Encryption of Kubernetes secrets with a key of a Key Vault. */
export const aksEncryption = v.strictObject({
  keyId: v.pipe(
    v.string(),
    v.regex(
      /^https:\/\/[a-z0-9-]+\.vault\.azure\.net\/keys\/[A-Za-z0-9-]+\/[0-9a-f]{32}$/,
      rule(
        "must be the address of a key with its version",
        "copy it from: az keyvault key show --query key.kid",
        "https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption",
      ),
    ),
  ),
  vaultId: resourceId("key vault", "Microsoft.KeyVault/vaults"),
});
