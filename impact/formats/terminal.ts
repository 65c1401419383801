import type { EffectClass } from "../../catalogue/impact";
import type { Explanation, Judgement, PolicyRow, PoolRow, Report } from "../report/report";
import { daysLeft, effectTitle, headFacts, noiseSentence, poolDifferences, showNodes } from "./words";
import { legible } from "./legible";
import { wrap } from "./wrap";

/** Colours that the terminal format asks for, as `util.styleText` names them. */
type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";

/** Writes text in a style; the identity where there is no colour. */
export type Paint = (style: Style, text: string) => string;

/**
 * The report for a terminal of 80 columns.
 *
 * @param raw - from `analyse`
 * @param paint - adds colour; leave it out for none
 * @returns the text, with a line feed at its end
 */
export function renderTerminal(raw: Report, paint: Paint = (_, text) => text): string {
  const report = legible(raw);
  const lines = [
    ...head(report, paint),
    ...report.changes.flatMap((change) => ["", ...explanation(change, paint)]),
    ...pools(report.pools, paint),
    ...cascades(report, paint),
    ...windowsCalendar(report, paint),
    ...policy(report, paint),
    ...waivers(report, paint),
    ...footer(report, paint),
  ];
  return `${lines.join("\n")}\n`;
}

const verdictStyles: Readonly<Record<Judgement, Style>> = { SAFE: "green", REVIEW: "yellow", BLOCK: "red" };

const effectStyles: Readonly<Record<EffectClass, Style>> = {
  noise: "dim",
  metadata: "green",
  scheduling: "yellow",
  scale: "green",
  rolling: "yellow",
  "manual-follow-up": "yellow",
  "pool-replace": "yellow",
  refused: "red",
  "cluster-replace": "red",
  irreversible: "red",
  unclassified: "yellow",
};

function head(report: Report, paint: Paint): readonly string[] {
  const { verdict, why } = report.summary;
  const facts = headFacts(report);
  const label = Math.max(...facts.map(([name]) => name.length));
  return [
    `${paint("bold", `${report.project}/${report.stack}`)}  ${paint(verdictStyles[verdict], paint("bold", verdict))}  ${paint("dim", `as of ${report.asOf}`)}`,
    ...wrap(why, "", ""),
    "",
    ...facts.flatMap(([name, value]) => wrap(value, `${name.padEnd(label)}  `, " ".repeat(label + 2))),
  ];
}

function explanation(change: Explanation, paint: Paint): readonly string[] {
  const { what, pulumi, platform, instead } = change.sentences;
  const badge = effectTitle(change.effect, change.operation);
  const codes = change.codes.length === 0 ? "" : ` (${change.codes.join(", ")})`;
  return [
    paint(
      effectStyles[change.effect],
      paint("bold", `${badge}${codes}${change.waived === undefined ? "" : ", waived"}`),
    ),
    ...wrap(what, "  ", "  "),
    ...wrap(pulumi, "  Pulumi:   ", "            "),
    ...wrap(platform, "  Platform: ", "            "),
    ...(instead === "" ? [] : wrap(instead, "  Instead:  ", "            ")),
    ...change.references
      .slice(0, 1)
      .flatMap(({ url }) => (url === undefined ? [] : [paint("dim", `  ${url}`)])),
  ];
}

function pools(rows: readonly PoolRow[], paint: Paint): readonly string[] {
  if (rows.length === 0) return [];
  return ["", paint("bold", "Node pools"), ...rows.flatMap((row) => poolLines(row, paint))];
}

function poolLines(row: PoolRow, paint: Paint): readonly string[] {
  const title = `  ${row.title} (${row.os})`;
  if (!row.touched) return [paint("dim", `${title}: not touched`)];
  const drained = row.drained.max === 0 ? "no node drained" : `${showNodes(row.drained)} drained`;
  const settings = [
    row.surge === "" ? "" : `surge ${row.surge}`,
    row.drainTimeout === "" ? "" : `drain timeout ${row.drainTimeout}`,
  ].filter((part) => part !== "");
  return [
    `${title}: ${paint(effectStyles[row.effect], effectTitle(row.effect, row.providerSays))}`,
    ...poolDifferences(row).flatMap((text) => wrap(text, "    ", "      ")),
    ...wrap([`cause ${row.cause}`, drained, ...settings].join(", "), "    ", "      "),
    ...(row.workloads.length === 0 ? [] : wrap(`bound to it: ${row.workloads.join(", ")}`, "    ", "      ")),
    ...(row.budgetRisk === "" ? [] : wrap(row.budgetRisk, "    ", "      ")),
  ];
}

function cascades(report: Report, paint: Paint): readonly string[] {
  if (report.cascades.length === 0) return [];
  return section(
    "Unknown configuration",
    report.cascades.flatMap(({ says }) => wrap(says, "  ", "  ")),
    paint,
  );
}

function windowsCalendar(report: Report, paint: Paint): readonly string[] {
  if (report.calendar.length === 0) return [];
  const lines = report.calendar.flatMap((row) => [
    ...wrap(
      `${row.title}: ${row.image || "no image named"}, Kubernetes ${row.minors}${row.ends === "" ? "" : `, ends ${row.ends}`}${daysLeft(row)}`,
      "  ",
      "    ",
    ),
    ...wrap(row.next, "    ", "    "),
  ]);
  return section(`Windows calendar, as of ${report.asOf}`, lines, paint);
}

function policy({ policy: delta }: Report, paint: Paint): readonly string[] {
  if (delta.introduced.length + delta.fixed.length + delta.unchanged === 0) return [];
  const lines = [
    ...delta.introduced.flatMap((row) => policyLine(delta.compared ? "new" : row.level, row)),
    ...delta.fixed.flatMap((row) => policyLine("fixed", row)),
    ...(delta.unchanged === 0 ? [] : [`  ${String(delta.unchanged)} unchanged`]),
  ];
  return section("Policy findings", lines, paint);
}

function policyLine(word: string, { policy: name, resource, message }: PolicyRow): readonly string[] {
  return wrap(`${word}: ${name} on "${resource}": ${message}`, "  ", "    ");
}

function waivers(report: Report, paint: Paint): readonly string[] {
  if (report.waivers.length === 0) return [];
  const lines = report.waivers.flatMap((row) =>
    wrap(`${row.state}: ${row.class} until ${row.expires}, ${row.reason} (${row.urn})`, "  ", "    "),
  );
  return section("Waivers", lines, paint);
}

function footer(report: Report, paint: Paint): readonly string[] {
  if (report.noise === 0) return [];
  return ["", paint("dim", noiseSentence(report.noise))];
}

function section(title: string, lines: readonly string[], paint: Paint): readonly string[] {
  return ["", paint("bold", title), ...lines];
}
