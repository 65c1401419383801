import type * as azure from "@pulumi/azure-native";
import type { AlertRule, Rules } from "../cluster/monitoring/alert";

type RuleArgs = azure.types.input.alertsmanagement.PrometheusRuleArgs;

/**
 * Severity of alerts in Azure Monitor, from 0 for the worst.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview#severity
 */
const severities = { critical: 1, warning: 2 } as const satisfies Record<AlertRule["severity"], number>;

/** Most rules of a group. @see https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-rule-groups#limits */
export const rulesPerGroup = 20;

/**
 * Rules in the form of Azure's managed Prometheus: series first, since alerts read them.
 *
 * @param rules - series and alerts
 */
export function azureRules({ recordings, alerts }: Rules): readonly RuleArgs[] {
  return [
    ...recordings.map(({ record, expression }) => ({ record, expression, enabled: true })),
    ...alerts.map(({ alert, expression, forMinutes, severity, summary, description }) => ({
      alert,
      expression,
      for: `PT${String(forMinutes)}M`,
      severity: severities[severity],
      labels: { severity },
      annotations: { summary, description },
      enabled: true,
    })),
  ];
}
