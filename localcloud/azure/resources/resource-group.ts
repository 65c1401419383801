import { locationIsFixed, locationIsRequired, nameRule, plainLocation } from "../common/naming";
import { textOf } from "../../clouds/json";
import { resourceGroupType } from "../resource-id";
import type { ResourceType } from "../resource-type";

/**
 * Resource groups. Deleting one deletes everything in it, clusters first: they hold on to networks.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const resourceGroup: ResourceType = {
  type: resourceGroupType,
  rules: [
    nameRule("resource group", /^[-\w.()]{0,89}[-\w()]$/, "InvalidResourceGroup"),
    locationIsRequired,
    locationIsFixed,
  ],
  complete: ({ requested }) => ({
    body: { ...requested, location: plainLocation(textOf(requested["location"])), properties: {} },
  }),
  remove: async ({ cloud, resource }, work) => {
    const inside = cloud.store.below(resource.id);
    const owners = inside.filter(
      (candidate) => cloud.types.get(candidate.type.toLowerCase())?.remove !== undefined,
    );
    for (const owner of owners) {
      if (cloud.store.find(owner.id) === undefined) continue;
      const type = cloud.types.get(owner.type.toLowerCase());
      await type?.remove?.(
        { cloud, resource: owner, query: { "ignore-pod-disruption-budget": "true" } },
        work,
      );
      cloud.store.remove(owner.id);
    }
  },
};
