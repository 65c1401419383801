import type { JsonObject } from "../../clouds/json";
import { valueAt } from "../../clouds/json";

/**
 * The kind of gMSA credential specs, which AKS brings once `windowsProfile.gmsaProfile` is on. Its fields are not checked
 * here, and no webhook gives pods their identity.
 *
 * @param body - a cluster as Azure has it
 * @returns nothing for a cluster without gMSA
 * @see https://learn.microsoft.com/azure/aks/use-group-managed-service-accounts
 */
export function gmsaKind(body: JsonObject): readonly object[] {
  if (valueAt(body, "properties.windowsProfile.gmsaProfile.enabled") !== true) return [];
  return [
    {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: {
        name: "gmsacredentialspecs.windows.k8s.io",
        // The API server takes no definition below *.k8s.io without the review that it came from.
        annotations: {
          "api-approved.kubernetes.io":
            "https://github.com/kubernetes/enhancements/tree/master/keps/sig-windows/689-windows-gmsa",
        },
      },
      spec: {
        group: "windows.k8s.io",
        scope: "Cluster",
        names: { kind: "GMSACredentialSpec", plural: "gmsacredentialspecs" },
        versions: [
          {
            name: "v1",
            served: true,
            storage: true,
            schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
          },
        ],
      },
    },
  ];
}
