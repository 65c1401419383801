import * as v from "valibot";
import { rule } from "./advice";
import { namespaceName, objectName } from "./fields";

const gmsaUrl = "https://kubernetes.io/docs/tasks/configure-pod-container/configure-gmsa/";
const accountsUrl =
  "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/manage-serviceaccounts";
const namingUrl =
  "https://learn.microsoft.com/troubleshoot/windows-server/active-directory/naming-conventions-for-computer-domain-site-ou";

const guid = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const dnsName = /^(?=.{1,255}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,62}$/;

/** An Active Directory domain, as Get-ADDomain prints it. */
const domain = v.strictObject({
  dnsName: v.pipe(
    v.string(),
    v.regex(
      dnsName,
      rule("must be the DNS name of the domain", "use for example corp.contoso.com", namingUrl),
    ),
    v.description("DNS name of the domain: Get-ADDomain, DNSRoot"),
  ),
  forestName: v.optional(
    v.pipe(
      v.string(),
      v.regex(dnsName, rule("must be the DNS name of the forest", "use for example contoso.com", namingUrl)),
      v.description("DNS name of the forest's root: Get-ADDomain, Forest; default: the domain's"),
    ),
  ),
  netBiosName: v.pipe(
    v.string(),
    v.regex(
      // Every character that NetBIOS forbids, and the full stop, which makes it a DNS name.
      /^[^\\/:*?"<>|.\s]{1,15}$/,
      rule(
        "must be the short name of the domain, 1 to 15 characters without a full stop",
        "use for example CONTOSO",
        namingUrl,
      ),
    ),
    v.description("Short name of the domain: Get-ADDomain, NetBIOSName"),
  ),
  sid: v.pipe(
    v.string(),
    v.regex(
      /^S-1-5-21-\d+-\d+-\d+$/,
      rule(
        "must be the SID of the domain, S-1-5-21 and three numbers, without the account's number at its end",
        "copy it from: (Get-ADDomain).DomainSID.Value",
        gmsaUrl,
      ),
    ),
    v.description("SID of the domain: Get-ADDomain, DomainSID"),
  ),
  guid: v.pipe(
    v.string(),
    v.regex(guid, rule("must be the GUID of the domain", "copy it from: (Get-ADDomain).ObjectGUID", gmsaUrl)),
    v.description("GUID of the domain: Get-ADDomain, ObjectGUID"),
  ),
});

/** How nodes that are no members of the domain get the account's password. */
const plugin = v.strictObject({
  guid: v.pipe(
    v.string(),
    v.regex(
      /^\{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}$/,
      rule(
        "must be the GUID of a plug-in in braces",
        "copy it from the plug-in's documentation",
        accountsUrl,
      ),
    ),
    v.description("The plug-in of the Container Credential Guard on the nodes, a GUID in braces"),
  ),
  input: v.pipe(
    v.string(),
    v.nonEmpty(rule("must not be empty", "say where the plug-in finds the password", accountsUrl)),
    v.description("Where the plug-in finds the password, in its own form; an address, never the password"),
  ),
});

const credentialSpec = v.strictObject({
  name: v.pipe(objectName, v.description("Name that pods refer to")),
  account: v.pipe(
    v.string(),
    v.regex(
      /^[^\\/[\]:;|=,+*?<>"$\s]{1,15}$/,
      rule(
        "must be the name of the account, 1 to 15 characters without the dollar sign",
        "copy it from Get-ADServiceAccount",
        accountsUrl,
      ),
    ),
    v.description("Group-managed service account, without the dollar sign"),
  ),
  domain,
  plugin: v.optional(
    v.pipe(plugin, v.description("For nodes that are not members of the domain; default: they are")),
  ),
  usedBy: v.pipe(
    v.array(
      v.strictObject({
        namespace: namespaceName,
        serviceAccount: v.optional(v.pipe(objectName, v.description("Default: default")), "default"),
      }),
    ),
    v.nonEmpty(rule("must name at least one service account", "add the namespace of its pods", gmsaUrl)),
    v.description("Service accounts whose pods may take this identity"),
  ),
});

/** Identities of Active Directory for Windows pods. */
export const gmsa = v.strictObject({
  certManager: v.optional(
    v.pipe(
      v.picklist(
        ["install", "present"],
        rule("must be install or present", "use present where cert-manager is in the cluster already"),
      ),
      v.description(
        "Where the webhook's certificate comes from; on AKS the platform has its own webhook; default: install",
      ),
    ),
  ),
  credentialSpecs: v.pipe(
    v.array(credentialSpec),
    v.nonEmpty(rule("must have at least one entry", "add one, or remove gmsa", gmsaUrl)),
    v.description("Accounts of Active Directory, and whose pods may use them"),
  ),
});

/** A checked set of identities. */
export type GmsaConfig = v.InferOutput<typeof gmsa>;
/** A checked identity. */
export type CredentialSpecConfig = GmsaConfig["credentialSpecs"][number];
