/** One thing wrong with a configuration, or worth knowing about it. */
export interface Problem {
  /** Where, as written in the stack's file without the project's prefix: `nodePools[1].name`. */
  readonly path: string;
  /** The value found there; absent when there is none to show. */
  readonly value?: unknown;
  /** What the value must be, or why it cannot work: the rest of a sentence that starts with the path. */
  readonly reason: string;
  /** What to do, as an instruction. */
  readonly fix: string;
  /** Address of the documentation of the rule. */
  readonly url?: string;
}

/**
 * A problem as one line: `nodePools[1].name: must be …, got "winpool1"; shorten it (https://…)`.
 *
 * @param problem - the problem
 */
export function formatProblem({ path, value, reason, fix, url }: Problem): string {
  const got = value === undefined ? "" : `, got ${JSON.stringify(value)}`;
  return `${path}: ${reason}${got}; ${fix}${url === undefined ? "" : ` (${url})`}`;
}

/**
 * All problems of a stack's configuration as one text, one line each.
 *
 * @param file - the file the configuration comes from, for example `Pulumi.dev.yaml`
 * @param problems - at least one
 */
export function formatProblems(file: string, problems: readonly Problem[]): string {
  const head = `${file} has ${String(problems.length)} problem${problems.length === 1 ? "" : "s"}; nothing was changed:`;
  return [head, ...problems.map((problem) => `  ${formatProblem(problem)}`)].join("\n");
}
