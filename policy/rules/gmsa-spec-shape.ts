import { resourceRule } from "../rule";
import { resourcesOf } from "../scopes/resources";
import type { View } from "../view";

/** SID of a domain, without the relative identifier that an account's SID ends with. */
const DOMAIN_SID = /^S-1-5-21-\d+-\d+-\d+$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MAX_NETBIOS = 15;

/** A credential spec has the parts without which Windows cannot use it. */
export const gmsaSpecShape = resourceRule({
  name: "gmsa-spec-shape",
  level: "mandatory",
  description: "A GMSACredentialSpec names Active Directory, the accounts and the domain with its SID.",
  sources: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-gmsa/",
    "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/manage-serviceaccounts",
  ],
  scope: resourcesOf("kubernetes:windows.k8s.io:GMSACredentialSpec"),
  *check({ props }) {
    const spec = props.get("credspec");
    if (spec === undefined) {
      yield* missing(props, "credspec", "the pods that name it get no identity");
      return;
    }
    if (!spec.strings("CmsPlugins").includes("ActiveDirectory")) {
      yield* missing(spec, "CmsPlugins", "Windows needs the entry ActiveDirectory");
    }
    if (spec.list("ActiveDirectoryConfig", "GroupManagedServiceAccounts").length === 0) {
      yield* missing(
        spec.get("ActiveDirectoryConfig") ?? spec,
        "GroupManagedServiceAccounts",
        "it lists the accounts",
      );
    }
    yield* domain(spec);
  },
});

function* missing(view: View, property: string, why: string) {
  yield {
    field: view.pathTo(property),
    problem: "is missing or lacks what it needs",
    reason: `In a GMSACredentialSpec ${why}`,
    fix: "Write the spec with New-CredentialSpec of the PowerShell module CredentialSpec and copy all of it",
  };
}

const domainChecks = [
  {
    property: "Sid",
    isFine: (text: string) => DOMAIN_SID.test(text),
    rule: "the SID of the domain, S-1-5-21-…-…-…, without the account's number at its end",
  },
  { property: "Guid", isFine: (text: string) => GUID.test(text), rule: "the GUID of the domain" },
  {
    property: "NetBiosName",
    isFine: (text: string) => /^[^.]+$/.test(text) && text.length <= MAX_NETBIOS,
    rule: `the short name of the domain, at most ${MAX_NETBIOS} characters`,
  },
  { property: "DnsName", isFine: (text: string) => text.includes("."), rule: "the DNS name of the domain" },
] as const;

function* domain(spec: View) {
  for (const { property, isFine, rule } of domainChecks) {
    const value = spec.string("DomainJoinConfig", property);
    if (value !== undefined && isFine(value)) continue;
    yield {
      field: spec.pathTo("DomainJoinConfig", property),
      problem: value === undefined ? "is not set" : `is "${value}"`,
      reason: `It must be ${rule}; otherwise containers start without the identity`,
      fix: "Take it from Get-ADDomain",
    };
  }
}
