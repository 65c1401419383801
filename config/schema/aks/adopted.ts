import * as v from "valibot";
import { azureNames } from "../../../catalogue/names";
import { keep } from "../adopted";
import { rule } from "../advice";
import { resourceId } from "./resource-id";

function nameOf(kind: "resourceGroup" | "managedCluster" | "linuxPool") {
  const { pattern, rule: words } = azureNames[kind];
  return v.pipe(v.string(), v.regex(pattern, rule(`must be ${words}`, "copy it from az aks show")));
}

/** A cluster that was made by other means: its group, network and identity are used and never managed. */
export const aksAdopted = v.pipe(
  v.strictObject({
    resourceGroup: v.pipe(nameOf("resourceGroup"), v.description("Resource group of the cluster")),
    cluster: v.pipe(nameOf("managedCluster"), v.description("Name of the cluster in Azure")),
    identityId: v.optional(
      v.pipe(
        resourceId("managed identity", "Microsoft.ManagedIdentity/userAssignedIdentities"),
        v.description("Identity of the control plane; default: the one that belongs to the cluster"),
      ),
    ),
    managedNetwork: v.optional(
      v.pipe(
        v.boolean(),
        v.description("true: AKS made the network; false: nodes are in network.existingSubnetId"),
      ),
      false,
    ),
    keep,
  }),
  v.description("This cluster was made by other means and taken over; mullion adopt writes this"),
);

/** A node pool that was made by other means: its name in Azure never changes. */
export const aksAdoptedPool = v.optional(
  v.pipe(
    v.strictObject({
      name: v.pipe(nameOf("linuxPool"), v.description("Name of the pool in Azure")),
      keep,
    }),
    v.description("This pool was made by other means and taken over; mullion adopt writes this"),
  ),
);
