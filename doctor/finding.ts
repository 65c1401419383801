/** How much a finding weighs: nothing wrong, good to know, should be mended, stands in the way. */
export const levels = ["ok", "note", "warning", "error"] as const;

/** One of {@link levels}. */
export type Level = (typeof levels)[number];

/** What is looked at. */
export type Check =
  | "virtualisation"
  | "docker-desktop"
  | "local-cloud"
  | "pulumi"
  | "login"
  | "kubectl"
  | "cluster-access"
  | "kubernetes-version"
  | "nodes"
  | "windows-nodes"
  | "network-plugin"
  | "storage-drivers";

/** What one check found out. `C` names the checks: the doctor's own, or those of another look at things. */
export type Finding<C extends string = Check> = Passed<C> | Problem<C>;

/** Something that is as it should be. */
export interface Passed<C extends string = Check> {
  readonly check: C;
  readonly level: "ok";
  /** One sentence. */
  readonly cause: string;
}

/** Something that a person should know or do. */
export interface Problem<C extends string = Check> {
  readonly check: C;
  readonly level: Exclude<Level, "ok">;
  /** What is, with the values that were seen; one sentence. */
  readonly cause: string;
  /** What that leads to; one sentence. */
  readonly consequence: string;
  /** What to do, with the command where there is one. */
  readonly fix: string;
  /** Where to read on. */
  readonly page: string;
}

/** The heaviest level among findings; `ok` when there are none. */
export function worstLevel(findings: readonly Finding<string>[]): Level {
  const worst = Math.max(0, ...findings.map(({ level }) => levels.indexOf(level)));
  return levels[worst] ?? "ok";
}

const exitCodes: Readonly<Record<Level, number>> = { ok: 0, note: 0, warning: 2, error: 3 };

/** Exit code of a command that shows findings: 0 fine, 2 something should be mended, 3 something stands in the way. */
export function exitCodeOf(findings: readonly Finding<string>[]): number {
  return exitCodes[worstLevel(findings)];
}
