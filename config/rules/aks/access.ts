import type { AksConfig } from "../../schema/aks";
import type { Problem } from "../../problem";
import type { Rule } from "../rule";

const localAccountsUrl = "https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad";
const rangesUrl = "https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges";
const gmsaUrl = "https://learn.microsoft.com/azure/aks/use-group-managed-service-accounts";

/** Somebody can sign in, and settings of public and private API servers are not mixed. */
export const access: Rule<AksConfig> = ({ cluster, identity, windows }) => {
  const problems: Problem[] = [];
  if (!identity.localAccounts && identity.entra === undefined) {
    problems.push({
      path: "identity.localAccounts",
      value: false,
      reason: "needs identity.entra, or nobody could sign in",
      fix: "set identity.entra with the administrators' group",
      url: localAccountsUrl,
    });
  }
  if (cluster.private && cluster.authorizedIpRanges.length > 0) {
    problems.push({
      path: "cluster.authorizedIpRanges",
      value: cluster.authorizedIpRanges,
      reason: "has no meaning for a private API server",
      fix: "remove it, or set cluster.private to false",
      url: rangesUrl,
    });
  }
  const gmsa = windows.gmsa ?? {};
  if ((gmsa.dnsServer === undefined) !== (gmsa.rootDomainName === undefined)) {
    problems.push({
      path: "windows.gmsa",
      value: gmsa,
      reason: "must have both dnsServer and rootDomainName, or neither",
      fix: "add the other one, or leave both out where the virtual network's DNS knows the domain",
      url: gmsaUrl,
    });
  }
  return problems;
};
