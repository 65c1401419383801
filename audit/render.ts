import { renderMarkdown, renderTerminal, type Paint } from "../impact";
import { markdownTable, plain } from "../impact/formats/markdown-text";
import type { Audit } from "./audit";
import type { NextUpgrade } from "./next-upgrade";
import { capacityCells, capacityColumns, headline, upgradeTitle } from "./words";

/**
 * The audit for a terminal.
 *
 * @param audit - from `auditStack` or `auditCluster`
 * @param paint - adds colour
 */
export function renderText(audit: Audit, paint: Paint = (_, text) => text): string {
  const styles = { mandatory: "red", advisory: "yellow" } as const;
  const lines = [
    paint("bold", headline(audit)),
    ...audit.findings.flatMap(({ rule, level, resource, message }) => [
      `  ${paint(styles[level], level)} ${rule} (${resource})`,
      `    ${message}`,
    ]),
    ...section(
      "Not judged",
      audit.notJudged.map(
        ({ what, count, types, why }) =>
          `${what}${count === 0 ? "" : ` (${String(count)})`}: ${listed(types)}. ${why}`,
      ),
      paint,
    ),
    ...audit.upgrades.flatMap((upgrade) => upgradeText(upgrade, paint)),
    ...section("Capacity", table(audit), paint),
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * The audit as GitHub Markdown.
 *
 * @param audit - from `auditStack` or `auditCluster`
 */
export function renderAuditMarkdown(audit: Audit): string {
  const { findings, notJudged, upgrades, capacity } = audit;
  const parts = [
    `## Audit\n\n${plain(headline(audit))}, as of ${audit.asOf}`,
    ...(findings.length === 0
      ? []
      : [
          markdownTable(
            ["Level", "Rule", "Resource", "Finding"],
            findings.map(({ level, rule, resource, message }) => [level, rule, resource, message].map(plain)),
          ),
        ]),
    ...(notJudged.length === 0
      ? []
      : [
          `### Not judged\n\n${notJudged.map(({ what, count, types, why }) => `- ${plain(what)} (${String(count)}): ${plain(listed(types))}. ${plain(why)}`).join("\n")}`,
        ]),
    ...upgrades.map(
      (upgrade) =>
        `### Next upgrade of ${plain(upgradeTitle(upgrade))}\n\n${
          upgrade.report === undefined
            ? sentences(upgrade)
                .map((one) => `- ${plain(one)}`)
                .join("\n")
            : renderMarkdown(upgrade.report)
        }`,
    ),
    ...(capacity.length === 0
      ? []
      : [
          `### Capacity\n\n${markdownTable(
            capacityColumns,
            capacity.map((row) => capacityCells(row).map(plain)),
          )}`,
        ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function upgradeText(upgrade: NextUpgrade, paint: Paint): readonly string[] {
  const title = ["", paint("bold", `Next upgrade of ${upgradeTitle(upgrade)}`)];
  if (upgrade.report === undefined) return [...title, ...sentences(upgrade).map((one) => `  ${one}`)];
  const lines = renderTerminal(upgrade.report, paint).trimEnd().split("\n");
  return [...title, ...lines.map((line) => (line === "" ? "" : `  ${line}`))];
}

function sentences({ cannotTell, says = [], urls = [] }: NextUpgrade): readonly string[] {
  return [...(cannotTell === undefined ? [] : [cannotTell]), ...says, ...urls];
}

/** Most types that are written out. */
const mostTypes = 6;

function listed(types: readonly string[]): string {
  const more = types.length - mostTypes;
  return `${types.slice(0, mostTypes).join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}

function table({ capacity }: Audit): readonly string[] {
  if (capacity.length === 0) return [];
  const rows = [capacityColumns, ...capacity.map(capacityCells)];
  const widths = capacityColumns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function section(title: string, lines: readonly string[], paint: Paint): readonly string[] {
  return lines.length === 0 ? [] : ["", paint("bold", title), ...lines.map((line) => `  ${line}`)];
}
