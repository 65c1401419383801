import type * as kubernetes from "@pulumi/kubernetes";

/** Group of the custom resource. */
export const gmsaGroup = "windows.k8s.io";

type Schema = kubernetes.types.input.apiextensions.v1.JSONSchemaProps;

const text: Schema = { type: "string" };

const group = (properties: Record<string, Schema>): Schema => ({ type: "object", properties });
const list = (items: Schema): Schema => ({ type: "array", items });

const credentialSpecSchema = group({
  CmsPlugins: list(text),
  ActiveDirectoryConfig: group({
    GroupManagedServiceAccounts: list(group({ Name: text, Scope: text })),
    HostAccountConfig: group({ PluginGUID: text, PluginInput: text, PortableCcgVersion: text }),
  }),
  DomainJoinConfig: group({
    DnsName: text,
    DnsTreeName: text,
    Guid: text,
    MachineAccountName: text,
    NetBiosName: text,
    Sid: text,
  }),
});

/**
 * The definition of GMSACredentialSpec. An object of this program and not of the chart: Helm never updates definitions,
 * and deletes none of them.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-gmsa/
 * @see https://github.com/kubernetes-sigs/windows-gmsa/tree/master/charts/gmsa/crds (read 2026-11-23)
 */
export function credentialSpecDefinition(): kubernetes.types.input.apiextensions.v1.CustomResourceDefinition {
  return {
    metadata: {
      name: `gmsacredentialspecs.${gmsaGroup}`,
      // The API server refuses definitions in groups of Kubernetes without it.
      annotations: {
        "api-approved.kubernetes.io":
          "https://github.com/kubernetes/enhancements/tree/master/keps/sig-windows/689-windows-gmsa",
      },
    },
    spec: {
      group: gmsaGroup,
      scope: "Cluster",
      names: { kind: "GMSACredentialSpec", plural: "gmsacredentialspecs" },
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: { openAPIV3Schema: group({ credspec: credentialSpecSchema }) },
        },
      ],
    },
  };
}
