import type { CredentialSpecConfig } from "../../../config/schema/gmsa";

/** Version of the plug-in interface on the nodes: there is one. */
const ccgVersion = "1";

/**
 * A credential spec as the webhook and Windows read it, like New-CredentialSpec writes it.
 *
 * @param spec - account and domain
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-gmsa/
 * @see https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/manage-serviceaccounts
 */
export function credentialSpec({ account, domain, plugin }: CredentialSpecConfig) {
  return {
    CmsPlugins: ["ActiveDirectory"],
    ActiveDirectoryConfig: {
      // Once under each name of the domain: programs ask for either.
      GroupManagedServiceAccounts: [domain.dnsName, domain.netBiosName].map((Scope) => ({
        Name: account,
        Scope,
      })),
      ...(plugin === undefined
        ? {}
        : {
            HostAccountConfig: {
              PortableCcgVersion: ccgVersion,
              PluginGUID: plugin.guid,
              PluginInput: plugin.input,
            },
          }),
    },
    DomainJoinConfig: {
      DnsName: domain.dnsName,
      DnsTreeName: domain.forestName ?? domain.dnsName,
      NetBiosName: domain.netBiosName,
      Sid: domain.sid,
      Guid: domain.guid,
      MachineAccountName: account,
    },
  };
}
