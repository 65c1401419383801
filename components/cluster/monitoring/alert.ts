/** A series that Prometheus computes ahead of time. */
export interface RecordingRule {
  /** Name of the series. */
  readonly record: string;
  /** PromQL. */
  readonly expression: string;
}

/** Something that somebody should look at. */
export interface AlertRule {
  readonly alert: string;
  /** PromQL; every series that it answers is one alert. */
  readonly expression: string;
  /** How long it must hold before anybody is told, in minutes. */
  readonly forMinutes: number;
  /** `critical` wakes somebody up, `warning` waits for the morning. */
  readonly severity: "warning" | "critical";
  /** One sentence with the object's name. */
  readonly summary: string;
  /** What it means and what to do. */
  readonly description: string;
}

/** A group of rules as Prometheus reads them from files, from PrometheusRule objects and from chart values. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

/** Rules of one kind of monitoring: series first, since alerts read them. */
export interface Rules {
  readonly recordings: readonly RecordingRule[];
  readonly alerts: readonly AlertRule[];
}

/**
 * Rules in the form of Prometheus.
 *
 * @param name - name of the group
 * @param rules - series and alerts
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export function ruleGroup(name: string, { recordings, alerts }: Rules): RuleGroup {
  return {
    name,
    rules: [
      ...recordings.map(({ record, expression }) => ({ record, expr: expression })),
      ...alerts.map(({ alert, expression, forMinutes, severity, summary, description }) => ({
        alert,
        expr: expression,
        for: `${String(forMinutes)}m`,
        labels: { severity },
        annotations: { summary, description },
      })),
    ],
  };
}
