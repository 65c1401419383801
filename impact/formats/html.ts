import type { EffectClass } from "../../catalogue/impact";
import type { Explanation, Judgement, PolicyRow, PoolRow, Reference, Report } from "../report/report";
import { htmlStyle } from "./html-style";
import { definitions, htmlTable, text } from "./html-text";
import { legible } from "./legible";
import { arrow, daysLeft, effectTitle, headFacts, noiseSentence, showNodes } from "./words";

/** Most changes that are written out; a page of more is read by nobody. */
const mostChanges = 500;

type Tone = "red" | "amber" | "green";

const verdictTones: Readonly<Record<Judgement, Tone>> = { SAFE: "green", REVIEW: "amber", BLOCK: "red" };

const effectTones: Readonly<Record<EffectClass, Tone>> = {
  noise: "green",
  metadata: "green",
  scheduling: "amber",
  scale: "green",
  rolling: "amber",
  "manual-follow-up": "amber",
  "pool-replace": "amber",
  refused: "red",
  "cluster-replace": "red",
  irreversible: "red",
  unclassified: "amber",
};

/**
 * The report as one HTML page that needs nothing else: no script, no font, no request.
 *
 * @param raw - from `analyse`
 */
export function renderHtml(raw: Report): string {
  const report = legible(raw);
  const title = `Impact on ${report.project}/${report.stack}: ${report.summary.verdict}`;
  const body = [
    head(report),
    changes(report),
    pools(report.pools),
    cascades(report),
    windowsCalendar(report),
    policy(report),
    waivers(report),
    report.noise === 0 ? "" : `<p class="soft">${text(noiseSentence(report.noise))}</p>`,
  ].filter((part) => part !== "");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
${body.join("\n")}
</main>
</body>
</html>
`;
}

function head(report: Report): string {
  const { verdict, why } = report.summary;
  const facts = headFacts(report).map(([name, value]) => [text(name), text(value)] as const);
  return `<header class="verdict ${verdictTones[verdict]}">
<h1>Impact on ${text(`${report.project}/${report.stack}`)}</h1>
<p><strong class="mark">${verdict}</strong></p>
<p>${text(why)}</p>
${definitions(facts)}
<p class="soft">Support and retirement as of ${report.asOf}.</p>
</header>`;
}

function changes(report: Report): string {
  if (report.changes.length === 0) return "";
  const shown = report.changes.slice(0, mostChanges).map(change);
  const more = report.changes.length - shown.length;
  const note =
    more === 0 ? "" : `\n<p>${String(more)} milder changes are left out here; the JSON report has them.</p>`;
  return `<h2>What changes</h2>\n${shown.join("\n")}${note}`;
}

function change(row: Explanation): string {
  const { what, pulumi, platform, instead } = row.sentences;
  const tone = row.waived === undefined ? effectTones[row.effect] : "green";
  const codes = row.codes.map((code) => ` <code>${text(code)}</code>`).join("");
  const sentences = [
    ["Pulumi", text(pulumi)],
    ["The platform", text(platform)],
    ...(instead === "" ? [] : [["Instead", text(instead)] as const]),
    ...(row.waived === undefined ? [] : [["Waived", text(row.waived)] as const]),
    ...(row.references.length === 0 ? [] : [["Read in", row.references.map(reference).join("; ")] as const]),
  ] as const;
  return `<details class="card ${tone}"${tone === "green" ? "" : " open"}>
<summary><span class="mark">${effectTitle(row.effect, row.operation)}${row.waived === undefined ? "" : ", waived"}</span>${codes} <h3>${text(what)}</h3></summary>
<dl>${sentences.map(([term, meaning]) => `<dt>${term}</dt><dd>${meaning}</dd>`).join("")}</dl>
</details>`;
}

function reference({ title, url, read }: Reference): string {
  const name = url === undefined ? text(title) : `<a href="${text(url)}" rel="noreferrer">${text(title)}</a>`;
  return `${name} (${day(read)})`;
}

/** A day that no line break tears apart. */
function day(date: string): string {
  return `<time>${text(date)}</time>`;
}

function pools(rows: readonly PoolRow[]): string {
  if (rows.length === 0) return "";
  const touched = rows.filter((row) => row.touched);
  const untouched = rows.length - touched.length;
  const head = ["Pool", "Effect", "Old and new", "Cause", "Pulumi says", "Drain", "At risk"];
  const table =
    touched.length === 0 ? "" : htmlTable("Node pools that are touched", head, touched.map(poolCells));
  const rest =
    untouched === 0 ? "" : `\n<p>${String(untouched)} of ${String(rows.length)} pools are not touched.</p>`;
  return `<h2>Node pools</h2>\n${table}${rest}`;
}

function poolCells(pool: PoolRow): readonly string[] {
  const differences = pool.columns
    .filter(({ old, new: next }) => old !== next)
    .map(({ name, old, new: next }) => `${name} <b>${text(arrow(old, next))}</b>`);
  const drain = [
    pool.drained.max === 0 ? "none" : showNodes(pool.drained),
    pool.surge === "" ? "" : `surge ${pool.surge}`,
    pool.drainTimeout === "" ? "" : `timeout ${pool.drainTimeout}`,
  ].filter((part) => part !== "");
  const risk = [pool.workloads.join(", "), pool.budgetRisk].filter((part) => part !== "");
  return [
    `<b>${text(pool.title)}</b> (${pool.os})`,
    effectTitle(pool.effect, pool.providerSays),
    differences.join("<br>") || "-",
    text(pool.cause),
    text(pool.providerSays),
    text(drain.join(", ")),
    risk.map(text).join("<br>") || "-",
  ];
}

function cascades(report: Report): string {
  if (report.cascades.length === 0) return "";
  return `<h2>Unknown configuration</h2>\n${report.cascades.map(({ says }) => `<p>${text(says)}</p>`).join("\n")}`;
}

function windowsCalendar(report: Report): string {
  if (report.calendar.length === 0) return "";
  const rows = report.calendar.map((row) => [
    `<b>${text(row.title)}</b>`,
    text(row.image || "-"),
    text(row.minors),
    row.ends === "" ? "no day known" : `${day(row.ends)}${daysLeft(row)}`,
    text(row.next),
  ]);
  return `<h2>Windows calendar</h2>\n${htmlTable("Support of Windows pools", ["Pool", "Image", "Kubernetes", "Ends", "Next step"], rows)}`;
}

function policy({ policy: delta }: Report): string {
  const { compared, introduced, fixed, unchanged } = delta;
  if (introduced.length + fixed.length + unchanged === 0) return "";
  const cells = (word: string, row: PolicyRow) => [
    word,
    text(row.policy),
    text(row.resource),
    text(row.message),
  ];
  const rows = [
    ...introduced.map((row) => cells(compared ? `new, ${text(row.level)}` : text(row.level), row)),
    ...fixed.map((row) => cells("fixed", row)),
  ];
  const table =
    rows.length === 0 ? "" : htmlTable("Policy findings", ["State", "Policy", "Resource", "Finding"], rows);
  return `<h2>Policy findings</h2>\n${table}${unchanged === 0 ? "" : `\n<p>${String(unchanged)} unchanged.</p>`}`;
}

function waivers(report: Report): string {
  if (report.waivers.length === 0) return "";
  const rows = report.waivers.map((row) => [
    row.state,
    row.class,
    day(row.expires),
    text(row.reason),
    `<code>${text(row.urn)}</code>`,
  ]);
  return `<h2>Waivers</h2>\n${htmlTable("Waivers", ["State", "Class", "Until", "Reason", "Resource"], rows)}`;
}
