import { base } from "../../base";
import { eksBase } from "../../eks-base";
import { ruleTest } from "../rule-test";

const domain = {
  dnsName: "corp.contoso.com",
  netBiosName: "CORP",
  sid: "S-1-5-21-2126449477-2524075714-3094792973",
  guid: "244818ae-87ac-4fcd-92ec-e79e5252348a",
};
const spec = { name: "orders-web", account: "orders-web", domain, usedBy: [{ namespace: "orders" }] };
const namespaces = [{ name: "orders" }];

const eksWith = (change: object, ...others: readonly object[]) => ({
  ...eksBase,
  namespaces,
  inCluster: { gmsa: { credentialSpecs: [{ ...spec, ...change }, ...others] } },
});
const withDomain = (change: object) => eksWith({ domain: { ...domain, ...change } });
const first = "inCluster.gmsa.credentialSpecs[0]";
const onAks = { ...base, namespaces, inCluster: { gmsa: { credentialSpecs: [spec] } } };
const gmsaUrl = "https://kubernetes.io/docs/tasks/configure-pod-container/configure-gmsa/";
const aksUrl = "https://learn.microsoft.com/azure/aks/use-group-managed-service-accounts";
const namingUrl =
  "https://learn.microsoft.com/troubleshoot/windows-server/active-directory/naming-conventions-for-computer-domain-site-ou";
const accountsUrl =
  "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/manage-serviceaccounts";

ruleTest("where identities work", [
  { title: "takes them on EKS", values: eksWith({}) },
  { title: "takes them on AKS with windows.gmsa", values: { ...onAks, windows: { gmsa: {} } } },
  {
    title: "refuses them on AKS without it",
    values: onAks,
    lines: [
      `inCluster.gmsa: needs windows.gmsa on AKS, which brings definition and webhook; set windows.gmsa to {} or to the domain's DNS server and name (${aksUrl})`,
    ],
  },
  {
    title: "refuses a certificate for a webhook that is not there",
    values: {
      ...onAks,
      windows: { gmsa: {} },
      inCluster: { gmsa: { certManager: "present", credentialSpecs: [spec] } },
    },
    lines: [
      `inCluster.gmsa.certManager: has no meaning on AKS, whose webhook has its own certificate, got "present"; remove it (${aksUrl})`,
    ],
  },
  {
    title: "refuses them without Windows nodes",
    values: { ...eksWith({}), nodePools: [eksBase.nodePools[0]] },
    lines: [
      `inCluster.gmsa: needs Windows nodes, and the stack has none; add a Windows pool, or remove it (${gmsaUrl})`,
    ],
  },
]);

ruleTest("a credential spec", [
  {
    title: "takes a plug-in, a forest and the longest short names",
    values: eksWith({
      account: "a".repeat(15),
      domain: { ...domain, forestName: "contoso.com", netBiosName: "N".repeat(15) },
      plugin: { guid: "{859E1386-BDB4-49E8-85C7-3070B13920E1}", input: "https://vault.example/orders" },
    }),
  },
  {
    title: "refuses the SID of the account, which is the domain's with a number at its end",
    values: withDomain({ sid: `${domain.sid}-1104` }),
    lines: [
      `${first}.domain.sid: must be the SID of the domain, S-1-5-21 and three numbers, without the account's number at its end, got "${domain.sid}-1104"; copy it from: (Get-ADDomain).DomainSID.Value (${gmsaUrl})`,
    ],
  },
  {
    title: "refuses a short name of 16 characters",
    values: withDomain({ netBiosName: "N".repeat(16) }),
    lines: [
      `${first}.domain.netBiosName: must be the short name of the domain, 1 to 15 characters without a full stop, got "NNNNNNNNNNNNNNNN"; use for example CONTOSO (${namingUrl})`,
    ],
  },
  {
    title: "refuses the DNS name as short name, and the short name as DNS name",
    values: withDomain({ netBiosName: domain.dnsName, dnsName: domain.netBiosName }),
    lines: [
      `${first}.domain.dnsName: must be the DNS name of the domain, got "CORP"; use for example corp.contoso.com (${namingUrl})`,
      `${first}.domain.netBiosName: must be the short name of the domain, 1 to 15 characters without a full stop, got "corp.contoso.com"; use for example CONTOSO (${namingUrl})`,
    ],
  },
  {
    title: "refuses an account with its dollar sign, and one of 16 characters",
    values: eksWith({ account: "orders-web$" }, { ...spec, name: "long", account: "a".repeat(16) }),
    lines: [
      `${first}.account: must be the name of the account, 1 to 15 characters without the dollar sign, got "orders-web$"; copy it from Get-ADServiceAccount (${accountsUrl})`,
      `inCluster.gmsa.credentialSpecs[1].account: must be the name of the account, 1 to 15 characters without the dollar sign, got "aaaaaaaaaaaaaaaa"; copy it from Get-ADServiceAccount (${accountsUrl})`,
    ],
  },
  {
    title: "refuses a spec that nobody may use",
    values: eksWith({ usedBy: [] }),
    lines: [
      `${first}.usedBy: must name at least one service account, got []; add the namespace of its pods (${gmsaUrl})`,
    ],
  },
  {
    title: "refuses a namespace that the stack does not make",
    values: eksWith({ usedBy: [{ namespace: "orders" }, { namespace: "order" }] }),
    lines: [
      `${first}.usedBy[1].namespace: must be one of namespaces, got "order"; add it there, or correct the name`,
    ],
  },
  {
    title: "refuses a name twice",
    values: eksWith({}, spec),
    lines: [
      'inCluster.gmsa.credentialSpecs[1].name: must be unique, but credentialSpecs[0] has the same name, got "orders-web"; rename one of them',
    ],
  },
  {
    title: "takes two accounts of one domain, whatever the case of its names",
    values: eksWith({}, { ...spec, name: "two", domain: { ...domain, netBiosName: "corp" } }),
  },
  {
    title: "refuses one SID with two names",
    values: eksWith({}, { ...spec, name: "two", domain: { ...domain, netBiosName: "OTHER" } }),
    lines: [
      `inCluster.gmsa.credentialSpecs[1].domain.netBiosName: must be CORP, as in credentialSpecs[0], whose domain has the same SID, got "OTHER"; correct one of them (${gmsaUrl})`,
    ],
  },
]);
