import { base36Of, guidOf, hexOf } from "../../clouds/identifiers";
import { locationIsFixed, locationIsRequired, nameRule } from "../common/naming";
import { badRequest, resourceNotFound } from "../errors";
import type { JsonObject } from "../../clouds/json";
import { objectsAt, overlay, textAt, textsAt } from "../../clouds/json";
import { parseResourceId } from "../resource-id";
import type { Put, ResourceType, Rule } from "../resource-type";

const endpointType = "Microsoft.Insights/dataCollectionEndpoints";
const ruleType = "Microsoft.Insights/dataCollectionRules";

const name = nameRule("resource", /^[A-Za-z0-9][-\w.]{1,62}$/);
const placed: readonly Rule<Put>[] = [name, locationIsRequired, locationIsFixed];

/** Refuses a reference to a resource that is not there. */
function referenceRule(find: (body: JsonObject) => readonly (string | undefined)[]): Rule<Put> {
  return ({ cloud, requested }) => {
    const missing = find(requested).find((id) => id !== undefined && cloud.store.find(id) === undefined);
    if (missing === undefined) return undefined;
    const { type, name: missingName, resourceGroup = "" } = parseResourceId(missing);
    return resourceNotFound(type, missingName, resourceGroup);
  };
}

/** Azure Monitor workspaces, which hold Prometheus metrics. @see https://learn.microsoft.com/azure/azure-monitor/metrics/azure-monitor-workspace-overview */
export const azureMonitorWorkspace: ResourceType = {
  type: "microsoft.monitor/accounts",
  rules: placed,
  complete: ({ id, requested }) => {
    const location = textAt(requested, "location") ?? "";
    const managed = `/subscriptions/${id.subscription}/resourceGroups/MA_${id.name}_${location}_managed/providers/Microsoft.Insights`;
    return {
      body: overlay(
        {
          properties: {
            accountId: guidOf(`${id.key}#account`),
            metrics: {
              prometheusQueryEndpoint: `https://${id.name}-${base36Of(id.key, 4)}.${location}.prometheus.monitor.azure.com`,
              internalId: `mac_${guidOf(id.key)}`,
            },
            defaultIngestionSettings: {
              dataCollectionEndpointResourceId: `${managed}/dataCollectionEndpoints/${id.name}`,
              dataCollectionRuleResourceId: `${managed}/dataCollectionRules/${id.name}`,
            },
            publicNetworkAccess: "Enabled",
          },
        },
        requested,
      ),
    };
  },
};

/** Data collection endpoints. @see https://learn.microsoft.com/azure/azure-monitor/essentials/data-collection-endpoint-overview */
export const dataCollectionEndpoint: ResourceType = {
  type: endpointType,
  rules: placed,
  complete: ({ id, requested }) => {
    const host = `${id.name.toLowerCase()}-${base36Of(id.key, 4)}.${textAt(requested, "location") ?? ""}-1`;
    const endpoint = (kind: string) => ({ endpoint: `https://${host}.${kind}.monitor.azure.com` });
    const properties = {
      immutableId: `dce-${hexOf(id.key, 32)}`,
      configurationAccess: endpoint("handler.control"),
      logsIngestion: endpoint("ingest"),
      metricsIngestion: endpoint("metrics.ingest"),
      networkAcls: { publicNetworkAccess: "Enabled" },
    };
    return { body: overlay({ properties }, requested) };
  },
};

const flowsHaveEnds: Rule<Put> = ({ requested }) => {
  const kinds = ["logAnalytics", "monitoringAccounts"];
  const known = new Set(
    kinds
      .flatMap((kind) => objectsAt(requested, `properties.destinations.${kind}`))
      .map((end) => textAt(end, "name")),
  );
  const wrong = objectsAt(requested, "properties.dataFlows")
    .flatMap((flow) => textsAt(flow, "destinations"))
    .find((end) => !known.has(end));
  return wrong === undefined
    ? undefined
    : badRequest(
        "InvalidPayload",
        `Data collection rule is invalid: 'properties.dataFlows' refers to the destination '${wrong}', which is not defined.`,
        "properties.dataFlows",
      );
};

/** Data collection rules. @see https://learn.microsoft.com/azure/azure-monitor/essentials/data-collection-rule-structure */
export const dataCollectionRule: ResourceType = {
  type: ruleType,
  rules: [
    ...placed,
    referenceRule((body) => [
      textAt(body, "properties.dataCollectionEndpointId"),
      ...objectsAt(body, "properties.destinations.logAnalytics").map((end) =>
        textAt(end, "workspaceResourceId"),
      ),
      ...objectsAt(body, "properties.destinations.monitoringAccounts").map((end) =>
        textAt(end, "accountResourceId"),
      ),
    ]),
    flowsHaveEnds,
  ],
  complete: ({ id, requested }) => ({
    body: overlay({ properties: { immutableId: `dcr-${hexOf(id.key, 32)}` } }, requested),
  }),
};

/** What binds a rule to a resource, for instance to a cluster. @see https://learn.microsoft.com/azure/azure-monitor/essentials/data-collection-rule-associations */
export const dataCollectionRuleAssociation: ResourceType = {
  type: "Microsoft.Insights/dataCollectionRuleAssociations",
  rules: [
    referenceRule((body) =>
      ["dataCollectionRuleId", "dataCollectionEndpointId"].map((name) => textAt(body, `properties.${name}`)),
    ),
    ({ id, requested }) => {
      const forEndpoint = id.name === "configurationAccessEndpoint";
      const has =
        textAt(
          requested,
          `properties.${forEndpoint ? "dataCollectionEndpointId" : "dataCollectionRuleId"}`,
        ) !== undefined;
      return has
        ? undefined
        : badRequest(
            "InvalidPayload",
            `Data collection rule association '${id.name}' needs ${forEndpoint ? "dataCollectionEndpointId" : "dataCollectionRuleId"}; only the one named configurationAccessEndpoint binds an endpoint.`,
          );
    },
  ],
  complete: ({ requested }) => ({ body: requested }),
};

/** Where a resource's own logs and metrics go. @see https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings */
export const diagnosticSetting: ResourceType = {
  type: "Microsoft.Insights/diagnosticSettings",
  rules: [
    referenceRule((body) => [textAt(body, "properties.workspaceId")]),
    ({ requested }) => {
      const ends = ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"];
      return ends.some((end) => textAt(requested, `properties.${end}`) !== undefined)
        ? undefined
        : badRequest("BadRequest", "At least one data sink needs to be specified.", "properties");
    },
    ({ requested }) => {
      const lists = ["logs", "metrics"].flatMap((list) => objectsAt(requested, `properties.${list}`));
      return lists.length > 0
        ? undefined
        : badRequest(
            "BadRequest",
            "At least one log or metric category needs to be specified.",
            "properties",
          );
    },
  ],
  complete: ({ requested }) => ({ body: overlay({ properties: { logs: [], metrics: [] } }, requested) }),
};

/** Groups of Prometheus rules. @see https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-rule-groups */
export const prometheusRuleGroup: ResourceType = {
  type: "Microsoft.AlertsManagement/prometheusRuleGroups",
  rules: [
    nameRule("rule group", /^[^/\\#?]{1,260}$/),
    locationIsRequired,
    locationIsFixed,
    referenceRule((body) => textsAt(body, "properties.scopes")),
    ({ requested }) => {
      const wrong = objectsAt(requested, "properties.rules").findIndex(
        (rule) => (textAt(rule, "record") === undefined) === (textAt(rule, "alert") === undefined),
      );
      return wrong < 0
        ? undefined
        : badRequest(
            "BadRequest",
            `Rule ${String(wrong)} must have either record or alert.`,
            `properties.rules[${String(wrong)}]`,
          );
    },
  ],
  complete: ({ requested }) => ({
    body: overlay({ properties: { enabled: true, interval: "PT1M" } }, requested),
  }),
};
