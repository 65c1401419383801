/** A query of a panel. */
export interface PanelQuery {
  /** PromQL. */
  readonly expression: string;
  /** Name of each line, with labels in double braces. */
  readonly legend: string;
}

/** What a dashboard shows in one place. */
export interface Panel {
  readonly title: string;
  /** `timeseries` draws lines, `stat` shows the newest value, `table` one row for each series. */
  readonly kind: "timeseries" | "stat" | "table";
  /** Unit as Grafana names it. */
  readonly unit: "percentunit" | "bytes" | "Bps" | "short" | "s";
  readonly queries: readonly PanelQuery[];
}

/** A dashboard: rows of panels that share the width. */
export interface DashboardSpec {
  /** Stays when the title changes: links go to it. */
  readonly uid: string;
  readonly title: string;
  readonly rows: readonly (readonly Panel[])[];
}

/** Columns of Grafana's grid. */
const gridWidth = 24;
const rowHeight = 8;

/**
 * A dashboard as Grafana imports it. Its data source is a variable, so it works with any Prometheus.
 *
 * @param spec - what it shows
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function dashboardJson({ uid, title, rows }: DashboardSpec): string {
  const placed = rows.flatMap((panels, row) =>
    panels.map((panel, column) => ({ panel, row, column, of: panels.length })),
  );
  return JSON.stringify(
    {
      uid,
      title,
      tags: ["mullion", "windows"],
      schemaVersion: 39,
      editable: false,
      refresh: "1m",
      time: { from: "now-6h", to: "now" },
      templating: {
        list: [{ name: "datasource", type: "datasource", query: "prometheus", label: "Data source" }],
      },
      panels: placed.map(({ panel, row, column, of }, index) => {
        const width = gridWidth / of;
        return panelJson(panel, index + 1, { x: column * width, y: row * rowHeight, w: width, h: rowHeight });
      }),
    },
    null,
    2,
  );
}

interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function panelJson({ title, kind, unit, queries }: Panel, id: number, gridPos: GridPosition) {
  const ratio = unit === "percentunit" ? { min: 0, max: 1 } : { min: 0 };
  return {
    id,
    type: kind,
    title,
    gridPos,
    datasource: { type: "prometheus", uid: "${datasource}" },
    fieldConfig: { defaults: { unit, ...ratio }, overrides: [] },
    targets: queries.map(({ expression, legend }, index) => ({
      refId: String.fromCharCode(65 + index),
      expr: expression,
      legendFormat: legend,
      ...(kind === "timeseries" ? {} : { instant: true }),
      ...(kind === "table" ? { format: "table" } : {}),
    })),
  };
}
