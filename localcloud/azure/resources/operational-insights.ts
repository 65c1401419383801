import { guidOf } from "../../clouds/identifiers";
import { locationIsFixed, locationIsRequired, nameRule } from "../common/naming";
import { badRequest } from "../errors";
import { numberAt, overlay, textAt } from "../../clouds/json";
import type { Put, ResourceType, Rule } from "../resource-type";

/** @see https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
const retentionIsOffered: Rule<Put> = ({ requested }) => {
  const days = numberAt(requested, "properties.retentionInDays") ?? 30;
  const offered =
    textAt(requested, "properties.sku.name") === "Free" ? days === 7 : days >= 30 && days <= 730;
  return offered
    ? undefined
    : badRequest(
        "InvalidParameter",
        `'RetentionInDays' property doesn't match the SKU limits: ${String(days)} is not from 30 to 730.`,
        "retentionInDays",
      );
};

/**
 * Log Analytics workspaces.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const workspace: ResourceType = {
  type: "Microsoft.OperationalInsights/workspaces",
  rules: [
    nameRule("workspace", /^[A-Za-z0-9][-A-Za-z0-9]{2,61}[A-Za-z0-9]$/),
    locationIsRequired,
    locationIsFixed,
    retentionIsOffered,
  ],
  complete: ({ id, requested, cloud, before }) => {
    const created = textAt(before?.body, "properties.createdDate") ?? cloud.now().toISOString();
    return {
      body: overlay(
        {
          properties: {
            customerId: guidOf(`${id.key}#workspace`),
            sku: { name: "PerGB2018", lastSkuUpdate: created },
            retentionInDays: 30,
            features: { legacy: 0, searchVersion: 1, enableLogAccessUsingOnlyResourcePermissions: true },
            workspaceCapping: { dailyQuotaGb: -1, dataIngestionStatus: "RespectQuota" },
            publicNetworkAccessForIngestion: "Enabled",
            publicNetworkAccessForQuery: "Enabled",
            createdDate: created,
            modifiedDate: created,
          },
        },
        requested,
      ),
    };
  },
};
