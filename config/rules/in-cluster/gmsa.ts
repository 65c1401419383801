import type { Problem } from "../../problem";
import type { CredentialSpecConfig } from "../../schema/gmsa";
import type { StackConfig } from "../../schema/stack";
import type { Rule } from "../rule";

const gmsaUrl = "https://kubernetes.io/docs/tasks/configure-pod-container/configure-gmsa/";
const aksGmsaUrl = "https://learn.microsoft.com/azure/aks/use-group-managed-service-accounts";
const path = "inCluster.gmsa";

/** Identities need Windows nodes, and on AKS they need its own webhook instead of another. */
const whereItWorks: Rule<StackConfig> = (config) => {
  const { gmsa } = config.inCluster;
  if (gmsa === undefined) return [];
  const problems: Problem[] = [];
  if (!config.nodePools.some(({ os }) => os === "Windows")) {
    problems.push({
      path,
      reason: "needs Windows nodes, and the stack has none",
      fix: "add a Windows pool, or remove it",
      url: gmsaUrl,
    });
  }
  if (config.target === "aks" && config.windows.gmsa === undefined) {
    problems.push({
      path,
      reason: "needs windows.gmsa on AKS, which brings definition and webhook",
      fix: "set windows.gmsa to {} or to the domain's DNS server and name",
      url: aksGmsaUrl,
    });
  }
  if (config.target === "aks" && gmsa.certManager !== undefined) {
    problems.push({
      path: `${path}.certManager`,
      value: gmsa.certManager,
      reason: "has no meaning on AKS, whose webhook has its own certificate",
      fix: "remove it",
      url: aksGmsaUrl,
    });
  }
  return problems;
};

/** Each spec has its own name, and its users live in namespaces of the stack. */
const specs: Rule<StackConfig> = ({ inCluster: { gmsa }, namespaces }) =>
  (gmsa?.credentialSpecs ?? []).flatMap((spec, index, all) => [
    ...uniqueName(spec, index, all),
    ...sameDomain(spec, index, all),
    ...spec.usedBy.flatMap(({ namespace }, user) => {
      if (namespaces.some(({ name }) => name === namespace)) return [];
      return {
        path: `${path}.credentialSpecs[${String(index)}].usedBy[${String(user)}].namespace`,
        value: namespace,
        reason: "must be one of namespaces",
        fix: "add it there, or correct the name",
      };
    }),
  ]);

function uniqueName(
  { name }: CredentialSpecConfig,
  index: number,
  all: readonly CredentialSpecConfig[],
): readonly Problem[] {
  const first = all.findIndex((other) => other.name === name);
  if (first === index) return [];
  return [
    {
      path: `${path}.credentialSpecs[${String(index)}].name`,
      value: name,
      reason: `must be unique, but credentialSpecs[${String(first)}] has the same name`,
      fix: "rename one of them",
    },
  ];
}

/** One domain is described in one way: a SID beside another name is a slip of the hand that Windows reports only as "access denied". */
function sameDomain(
  { domain }: CredentialSpecConfig,
  index: number,
  all: readonly CredentialSpecConfig[],
): readonly Problem[] {
  const first = all.findIndex((other) => other.domain.sid === domain.sid);
  const other = all[first]?.domain;
  if (other === undefined) return [];
  const parts = ["dnsName", "netBiosName", "guid"] as const;
  return parts
    .filter((part) => domain[part].toLowerCase() !== other[part].toLowerCase())
    .map((part) => ({
      path: `${path}.credentialSpecs[${String(index)}].domain.${part}`,
      value: domain[part],
      reason: `must be ${other[part]}, as in credentialSpecs[${String(first)}], whose domain has the same SID`,
      fix: "correct one of them",
      url: gmsaUrl,
    }));
}

/** Rules about identities of Active Directory. */
export const gmsaRules: readonly Rule<StackConfig>[] = [whereItWorks, specs];
