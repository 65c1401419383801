import { gmsaSpecShape } from "../../../policy/rules/gmsa-spec-shape";
import { kubernetes, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const good = {
  CmsPlugins: ["ActiveDirectory"],
  ActiveDirectoryConfig: { GroupManagedServiceAccounts: [{ Name: "web", Scope: "CORP" }] },
  DomainJoinConfig: {
    DnsName: "corp.example.com",
    DnsTreeName: "corp.example.com",
    Guid: "244818ae-87ac-4fcd-92ec-e79e5252348a",
    MachineAccountName: "web",
    NetBiosName: "CORP",
    Sid: "S-1-5-21-2126449477-2524075714-3094792973",
  },
};
const joined = (changes: Record<string, unknown>) => ({
  ...good,
  DomainJoinConfig: { ...good.DomainJoinConfig, ...changes },
});
const gmsa = (credspec: unknown) => kubernetes("windows.k8s.io/v1:GMSACredentialSpec", { credspec });
const G = 'GMSACredentialSpec "web":';
const lacks = (why: string) =>
  `is missing or lacks what it needs: In a GMSACredentialSpec ${why}. Write the spec with New-CredentialSpec of the PowerShell module CredentialSpec and copy all of it.`;
const rest = "otherwise containers start without the identity. Take it from Get-ADDomain.";

ruleTest(gmsaSpecShape, {
  valid: [
    { name: "a whole spec", resource: gmsa(good) },
    {
      name: "a spec with more than it needs",
      resource: gmsa({
        ...good,
        ActiveDirectoryConfig: {
          ...good.ActiveDirectoryConfig,
          HostAccountConfig: { PortableCcgVersion: "1" },
        },
      }),
    },
  ],
  invalid: [
    {
      name: "no spec",
      resource: gmsa(undefined),
      messages: [`${G} credspec ${lacks("the pods that name it get no identity")}`],
    },
    {
      name: "no plugin",
      resource: gmsa({ ...good, CmsPlugins: [] }),
      messages: [`${G} credspec.CmsPlugins ${lacks("Windows needs the entry ActiveDirectory")}`],
    },
    {
      name: "no accounts",
      resource: gmsa({ ...good, ActiveDirectoryConfig: {} }),
      messages: [
        `${G} credspec.ActiveDirectoryConfig.GroupManagedServiceAccounts ${lacks("it lists the accounts")}`,
      ],
    },
    {
      name: "the SID of an account",
      resource: gmsa(joined({ Sid: "S-1-5-21-1-2-3-1104" })),
      messages: [
        `${G} credspec.DomainJoinConfig.Sid is "S-1-5-21-1-2-3-1104": It must be the SID of the domain, S-1-5-21-…-…-…, without the account's number at its end; ${rest}`,
      ],
    },
    {
      name: "no GUID and a short name with a dot",
      resource: gmsa(joined({ Guid: undefined, NetBiosName: "corp.example" })),
      messages: [
        `${G} credspec.DomainJoinConfig.Guid is not set: It must be the GUID of the domain; ${rest}`,
        `${G} credspec.DomainJoinConfig.NetBiosName is "corp.example": It must be the short name of the domain, at most 15 characters; ${rest}`,
      ],
    },
    {
      name: "a short name of 16 characters and one in place of the DNS name",
      resource: gmsa(joined({ NetBiosName: "A".repeat(16), DnsName: "CORP" })),
      messages: [
        `${G} credspec.DomainJoinConfig.NetBiosName is "${"A".repeat(16)}": It must be the short name of the domain, at most 15 characters; ${rest}`,
        `${G} credspec.DomainJoinConfig.DnsName is "CORP": It must be the DNS name of the domain; ${rest}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown SID",
      resource: gmsa(joined({ Sid: UNKNOWN })),
      messages: [
        `${G} credspec.DomainJoinConfig.Sid is decided only during the deployment, so the rule cannot be proved in preview. A GMSACredentialSpec names Active Directory, the accounts and the domain with its SID.`,
      ],
    },
  ],
});
