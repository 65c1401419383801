import type { Finding, Problem } from "./finding";

/** Colours words, or leaves them. */
type Paint = (style: "bold" | "dim" | "green" | "yellow" | "red" | "cyan", words: string) => string;

/** Longest line that is written, in characters; commands are never broken. */
const WIDTH = 100;

const styles = { ok: "green", note: "cyan", warning: "yellow", error: "red" } as const;

/** The findings for a person: a line for each, then what to do about those that are not as they should be. */
export function renderFindings(findings: readonly Finding<string>[], paint: Paint): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const indent = " ".repeat(width + 11);
  const rows = findings.flatMap(({ check, level, cause }) => {
    const [first = "", ...rest] = wrap(cause, WIDTH - indent.length);
    const head = `${check.padEnd(width)}  ${paint(styles[level], level.padEnd(7))}  ${first}`;
    return [head, ...rest.map((line) => indent + line)];
  });
  const problems = findings.filter((finding): finding is Problem<string> => finding.level !== "ok");
  const details = problems.toSorted(byWeight).flatMap((problem) => ["", ...detail(problem, paint)]);
  return [...rows, ...details, "", summary(findings)].join("\n") + "\n";
}

const weights = { error: 0, warning: 1, note: 2 } as const;

function byWeight(a: Problem<string>, b: Problem<string>): number {
  return weights[a.level] - weights[b.level];
}

function detail(
  { check, level, cause, consequence, fix, page }: Problem<string>,
  paint: Paint,
): readonly string[] {
  const [first = "", ...more] = fix.split("\n");
  return [
    ...block(`${paint(styles[level], level)} ${paint("bold", check)}: `, `${level} ${check}: `.length, cause),
    ...block("  so: ", 6, consequence),
    ...block("  do: ", 6, first),
    ...more.map((line) => `      ${line}`),
    paint("dim", `  see ${page}`),
  ];
}

function block(head: string, width: number, text: string): readonly string[] {
  const [first = "", ...rest] = wrap(text, WIDTH - width);
  return [head + first, ...rest.map((line) => "      " + line)];
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function summary(findings: readonly Finding<string>[]): string {
  const of = (level: Finding["level"]) => findings.filter((finding) => finding.level === level).length;
  return `${String(of("ok"))} fine, ${String(of("note"))} to know, ${String(of("warning"))} to mend, ${String(of("error"))} in the way.`;
}
