import type { EffectClass } from "../../catalogue/impact";
import type { Explanation, Judgement, PoolRow, Report } from "../report/report";
import { arrow, effectTitles, headFacts, showRange } from "./words";

/** Marks the comment of a pull request, so that the next run finds and replaces it. */
export function commentMarker(report: Report): string {
  return `<!-- mullion-impact ${report.project}/${report.stack} -->`;
}

/** Most bytes of the text: GitHub refuses comments over 65,536 characters. @see https://github.com/orgs/community/discussions/27190 */
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
 * @param report - from `analyse`
 */
export function renderMarkdown(report: Report): string {
  const dangers = report.changes.filter(({ effect }) => grave.has(effect));
  const rest = report.changes.filter(({ effect }) => !grave.has(effect));
  const blocks = [
    head(report),
    ...(dangers.length === 0 ? [] : ["### Dangers", ...dangers.map((change) => explanation(change, true))]),
    ...poolTable(report.pools),
    ...(rest.length === 0 ? [] : ["### Other changes", ...rest.map((change) => explanation(change, false))]),
    ...(report.noise === 0 ? [] : [`${String(report.noise)} steps that Pulumi lists have no effect.`]),
  ];
  return fit(blocks);
}

function fit(blocks: readonly string[]): string {
  const note = (left: number) =>
    `*${String(left)} more parts do not fit here; run \`mullion impact\` for all of them.*\n`;
  const kept: string[] = [];
  let size = Buffer.byteLength(note(blocks.length)) + 2;
  for (const block of blocks) {
    size += Buffer.byteLength(block) + 2;
    if (size > markdownLimit) return [...kept, note(blocks.length - kept.length)].join("\n\n");
    kept.push(block);
  }
  return `${kept.join("\n\n")}\n`;
}

function head(report: Report): string {
  const { verdict, why } = report.summary;
  return [
    commentMarker(report),
    `## Impact of this change on \`${escapeCode(report.stack)}\`: ${verdictSigns[verdict]} ${verdict}`,
    "",
    plain(why),
    "",
    "| | |",
    "|---|---|",
    ...headFacts(report).map(([name, value]) => `| ${name} | ${plain(value)} |`),
  ].join("\n");
}

function explanation(change: Explanation, open: boolean): string {
  const { what, pulumi, platform, instead } = change.sentences;
  const codes = change.codes.map((code) => ` <code>${plain(code)}</code>`).join("");
  return [
    `<details${open ? " open" : ""}>`,
    `<summary><b>${effectTitles[change.effect]}</b>${codes}: ${plain(what)}</summary>`,
    "",
    `- **Pulumi**: ${plain(pulumi)}`,
    `- **The platform**: ${plain(platform)}`,
    ...(instead === "" ? [] : [`- **Instead**: ${plain(instead)}`]),
    ...(change.references.length === 0
      ? []
      : [
          `- **Read in**: ${change.references.map(({ title, url, read }) => `${url === undefined ? plain(title) : `[${plain(title)}](${url})`} (${read})`).join(", ")}`,
        ]),
    "",
    "</details>",
  ].join("\n");
}

function poolTable(pools: readonly PoolRow[]): readonly string[] {
  if (pools.length === 0) return [];
  const touched = pools.filter(({ touched: is }) => is);
  const untouched = pools.length - touched.length;
  const rows = touched.map((pool) => {
    const differences = pool.columns
      .filter(({ old, new: next }) => old !== next)
      .map(({ name, old, new: next }) => `${name} **${plain(arrow(old, next))}**`);
    const cells = [
      `${plain(pool.title)} (${pool.os})`,
      effectTitles[pool.effect],
      differences.join("<br>") || "-",
      plain(pool.cause),
      pool.providerSays,
      showRange(pool.drained),
      [pool.surge, pool.drainTimeout].filter((text) => text !== "").join(", ") || "-",
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const table =
    rows.length === 0
      ? []
      : [
          [
            "| Pool | Effect | Old -> new | Cause | Pulumi says | Nodes drained | Surge, drain |",
            "|---|---|---|---|---|---|---|",
            ...rows,
          ].join("\n"),
        ];
  return [
    "### Node pools",
    ...table,
    ...(untouched === 0 ? [] : [`${String(untouched)} of ${String(pools.length)} pools are not touched.`]),
  ];
}

/** Text that stays text in GitHub Markdown and in a table cell. */
function plain(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/([\\`*_[\]|#@])/g, "\\$1")
    .replaceAll(/\s*\n\s*/g, " ");
}

function escapeCode(text: string): string {
  return text.replaceAll(/[`\n]/g, "");
}
