import type { EffectClass } from "../../catalogue/impact";
import type {
  CalendarRow,
  Explanation,
  Judgement,
  PolicyDelta,
  PoolRow,
  Report,
  WaiverRow,
} from "../report/report";
import { markdownTable, plain } from "./markdown-text";
import { legible } from "./legible";
import { arrow, daysLeft, effectTitle, headFacts, noiseSentence, showNodes } from "./words";

/** Marks the comment of a pull request, so that the next run finds and replaces it. */
function commentMarker({ project, stack }: Pick<Report, "project" | "stack">): string {
  // Two hyphens would end the comment.
  const name = `${project}/${stack}`.replaceAll(/[^\w./-]|-(?=-)/g, "_");
  return `<!-- mullion-impact ${name} -->`;
}

/**
 * Most bytes of the text. GitHub refuses comments of more than 65,536 characters.
 *
 * @see https://github.com/orgs/community/discussions/27190
 */
export const markdownLimit = 60_000;

const verdictSigns: Readonly<Record<Judgement, string>> = { SAFE: "🟢", REVIEW: "🟡", BLOCK: "🔴" };

const grave: ReadonlySet<EffectClass> = new Set([
  "refused",
  "cluster-replace",
  "irreversible",
  "unclassified",
]);

/**
 * The report as GitHub Markdown: dangers first and open, the rest folded. At most {@link markdownLimit} bytes; what does
 * not fit is counted at its end.
 *
 * @param raw - from `analyse`
 */
export function renderMarkdown(raw: Report): string {
  const report = legible(raw);
  const isGrave = ({ effect, waived }: Explanation) => grave.has(effect) && waived === undefined;
  return fit([
    head(report),
    ...titled(
      "Dangers",
      report.changes.filter(isGrave).map((change) => explanation(change, true)),
    ),
    ...poolTable(report.pools),
    ...titled(
      "Other changes",
      report.changes.filter((change) => !isGrave(change)).map((change) => explanation(change, false)),
    ),
    ...titled(
      "Unknown configuration",
      report.cascades.map(({ says }) => plain(says)),
    ),
    ...windowsCalendar(report.calendar),
    ...policy(report.policy),
    ...waivers(report.waivers),
    ...(report.noise === 0 ? [] : [noiseSentence(report.noise)]),
  ]);
}

function titled(title: string, blocks: readonly string[]): readonly string[] {
  return blocks.length === 0 ? [] : [`### ${title}`, ...blocks];
}

function fit(blocks: readonly string[]): string {
  const note = (left: number) =>
    `*${String(left)} more parts do not fit here; run \`mullion impact\` for all of them.*\n`;
  const kept: string[] = [];
  let size = Buffer.byteLength(note(blocks.length));
  for (const block of blocks) {
    size += Buffer.byteLength(block) + 2;
    if (size > markdownLimit) return [...kept, note(blocks.length - kept.length)].join("\n\n");
    kept.push(block);
  }
  return `${kept.join("\n\n")}\n`;
}

function head(report: Report): string {
  const { verdict, why } = report.summary;
  const facts = headFacts(report).map(([name, value]) => [name, plain(value)]);
  return [
    commentMarker(report),
    `## Impact on ${plain(`${report.project}/${report.stack}`)}: ${verdictSigns[verdict]} ${verdict}`,
    "",
    plain(why),
    "",
    markdownTable(["", `as of ${report.asOf}`], facts),
  ].join("\n");
}

function explanation(change: Explanation, open: boolean): string {
  const { what, pulumi, platform, instead } = change.sentences;
  const codes = change.codes.map((code) => ` <code>${plain(code)}</code>`).join("");
  const sources = change.references.map(({ title, url, read }) =>
    url === undefined ? `${plain(title)} (${read})` : `[${plain(title)}](${url}) (${read})`,
  );
  return [
    `<details${open ? " open" : ""}>`,
    `<summary><b>${effectTitle(change.effect, change.operation)}${change.waived === undefined ? "" : ", waived"}</b>${codes}: ${plain(what)}</summary>`,
    "",
    `- **Pulumi**: ${plain(pulumi)}`,
    `- **The platform**: ${plain(platform)}`,
    ...(instead === "" ? [] : [`- **Instead**: ${plain(instead)}`]),
    ...(change.waived === undefined ? [] : [`- **Waived**: ${plain(change.waived)}`]),
    ...(sources.length === 0 ? [] : [`- **Read in**: ${sources.join(", ")}`]),
    "",
    "</details>",
  ].join("\n");
}

function poolTable(pools: readonly PoolRow[]): readonly string[] {
  const rows = pools.filter(({ touched }) => touched).map(poolCells);
  const untouched = pools.length - rows.length;
  return titled("Node pools", [
    ...(rows.length === 0
      ? []
      : [markdownTable(["Pool", "Effect", "Old → new", "Cause", "Pulumi says", "Drain", "At risk"], rows)]),
    ...(untouched === 0 ? [] : [`${String(untouched)} of ${String(pools.length)} pools are not touched.`]),
  ]);
}

function poolCells(pool: PoolRow): readonly string[] {
  const differences = pool.columns
    .filter(({ old, new: next }) => old !== next)
    .map(({ name, old, new: next }) => `${name} **${plain(arrow(old, next))}**`);
  const drain = [
    pool.drained.max === 0 ? "none" : showNodes(pool.drained),
    pool.surge === "" ? "" : `surge ${pool.surge}`,
    pool.drainTimeout === "" ? "" : `timeout ${pool.drainTimeout}`,
  ].filter((text) => text !== "");
  const risk = [pool.workloads.join(", "), pool.budgetRisk].filter((text) => text !== "").map(plain);
  return [
    `${plain(pool.title)} (${pool.os})`,
    effectTitle(pool.effect, pool.providerSays),
    differences.join("<br>") || "-",
    plain(pool.cause),
    pool.providerSays,
    plain(drain.join(", ")),
    risk.join("<br>") || "-",
  ];
}

function windowsCalendar(calendar: readonly CalendarRow[]): readonly string[] {
  if (calendar.length === 0) return [];
  const rows = calendar.map((row) => [
    plain(row.title),
    plain(row.image || "-"),
    plain(row.minors),
    plain(`${row.ends || "no day known"}${daysLeft(row)}`),
    plain(row.next),
  ]);
  const table = markdownTable(["Pool", "Image", "Kubernetes", "Ends", "Next step"], rows);
  return [`<details>\n<summary><b>Windows calendar</b></summary>\n\n${table}\n\n</details>`];
}

function policy({ compared, introduced, fixed, unchanged }: PolicyDelta): readonly string[] {
  if (introduced.length + fixed.length + unchanged === 0) return [];
  const rows = [
    ...introduced.map((row) => [compared ? `new, ${row.level}` : row.level, row] as const),
    ...fixed.map((row) => ["fixed", row] as const),
  ].map(([word, row]) => [word, plain(row.policy), plain(row.resource), plain(row.message)]);
  return titled("Policy findings", [
    ...(rows.length === 0 ? [] : [markdownTable(["", "Policy", "Resource", "Finding"], rows)]),
    ...(unchanged === 0 ? [] : [`${String(unchanged)} unchanged.`]),
  ]);
}

function waivers(rows: readonly WaiverRow[]): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => [row.state, row.class, row.expires, plain(row.reason), plain(row.urn)]);
  return titled("Waivers", [markdownTable(["", "Class", "Until", "Reason", "Resource"], cells)]);
}
