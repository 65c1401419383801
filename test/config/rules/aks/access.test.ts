import { base } from "../../base";
import { ruleTest, withGroup } from "../rule-test";

const kubeletIdentityId =
  "/subscriptions/s/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes";

ruleTest("access to the cluster", [
  {
    title: "takes local accounts without Entra",
    values: base,
  },
  {
    title: "takes Entra without local accounts",
    values: {
      ...base,
      identity: {
        localAccounts: false,
        entra: { adminGroupObjectIds: ["11111111-2222-3333-4444-555555555555"] },
      },
    },
  },
  {
    title: "refuses neither",
    values: { ...base, identity: { localAccounts: false } },
    lines: [
      "identity.localAccounts: needs identity.entra, or nobody could sign in, got false; set identity.entra with the administrators' group (https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad)",
    ],
  },
  {
    title: "refuses Entra without administrators",
    values: { ...base, identity: { entra: { adminGroupObjectIds: [] } } },
    lines: [
      "identity.entra.adminGroupObjectIds: must name at least one group, got []; add the object id of the administrators' group, or nobody can administer the cluster",
    ],
  },
  {
    title: "refuses a group that is no object id",
    values: { ...base, identity: { entra: { adminGroupObjectIds: ["admins"] } } },
    lines: [
      'identity.entra.adminGroupObjectIds[0]: must be a GUID, got "admins"; copy the object id from Microsoft Entra',
    ],
  },
  {
    title: "takes ranges for a public API server",
    values: withGroup(base, "cluster", { authorizedIpRanges: ["203.0.113.0/24"] }),
  },
  {
    title: "refuses ranges for a private API server",
    values: withGroup(base, "cluster", { private: true, authorizedIpRanges: ["203.0.113.0/24"] }),
    lines: [
      'cluster.authorizedIpRanges: has no meaning for a private API server, got ["203.0.113.0/24"]; remove it, or set cluster.private to false (https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges)',
    ],
  },
  {
    title: "takes gMSA without DNS server",
    values: { ...base, windows: { gmsa: {} } },
  },
  {
    title: "takes gMSA with DNS server and domain",
    values: { ...base, windows: { gmsa: { dnsServer: "10.0.0.4", rootDomainName: "corp.example" } } },
  },
  {
    title: "refuses gMSA with one of them",
    values: { ...base, windows: { gmsa: { dnsServer: "10.0.0.4" } } },
    lines: [
      'windows.gmsa: must have both dnsServer and rootDomainName, or neither, got {"dnsServer":"10.0.0.4"}; add the other one, or leave both out where the virtual network\'s DNS knows the domain (https://learn.microsoft.com/azure/aks/use-group-managed-service-accounts)',
    ],
  },
  {
    title: "takes the identity that nodes act as",
    values: { ...base, identity: { kubeletIdentityId } },
  },
  {
    title: "refuses an identity that is no id",
    values: { ...base, identity: { kubeletIdentityId: "nodes" } },
    lines: [
      'identity.kubeletIdentityId: must be the full id of a managed identity, got "nodes"; copy it from the Azure portal or from: az resource show --query id',
    ],
  },
  {
    title: "refuses a user name that Azure refuses",
    values: { ...base, windows: { adminUsername: "Root" } },
    lines: [
      'windows.adminUsername: must be none of administrator, admin, user, user1, test, user2, test1, user3, admin1, 1, 123, a, actuser, adm, admin2, aspnet, backup, console, david, guest, john, owner, root, server, sql, support, support_388945a0, sys, test2, test3, user4, user5, got "Root"; choose another name',
    ],
  },
  {
    title: "refuses a user name that is too long",
    values: { ...base, windows: { adminUsername: "a".repeat(21) } },
    lines: [
      'windows.adminUsername: must be 1 to 20 characters without a period at the end, got "aaaaaaaaaaaaaaaaaaaaa"; choose another name',
    ],
  },
  {
    title: "refuses a range that does not start with its first address",
    values: withGroup(base, "cluster", { authorizedIpRanges: ["203.0.113.1/24"] }),
    lines: [
      'cluster.authorizedIpRanges[0]: must be an IPv4 range such as 203.0.113.0/24, got "203.0.113.1/24"; correct it',
    ],
  },
]);
