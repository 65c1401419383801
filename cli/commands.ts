import type { Command } from "commander";

/** Adds commands to a program; `finish` is told the exit code. */
type Add = (program: Command, finish: (exitCode: number) => void) => void;

/** Commands that one file adds. */
interface CommandGroup {
  readonly names: readonly string[];
  readonly load: () => Add;
}

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   `import()` is Node's own here, which knows no TypeScript */
/** All commands in the order of the help. To load the code of every one takes most of a second. */
export const commandGroups: readonly CommandGroup[] = [
  {
    names: ["up", "preview", "refresh", "destroy"],
    load: () => (require("./deploy") as typeof import("./deploy")).addDeployCommands,
  },
  { names: ["status"], load: () => (require("./status") as typeof import("./status")).addStatusCommand },
  { names: ["check"], load: () => (require("./check") as typeof import("./check")).addCheckCommand },
  { names: ["plan"], load: () => (require("./plan") as typeof import("./plan")).addPlanCommand },
  { names: ["explain"], load: () => (require("./explain") as typeof import("./explain")).addExplainCommand },
  { names: ["impact"], load: () => (require("./impact") as typeof import("./impact")).addImpactCommand },
  { names: ["local"], load: () => (require("./local") as typeof import("./local")).addLocalCommands },
  {
    names: ["bootstrap"],
    load: () => (require("./bootstrap") as typeof import("./bootstrap")).addBootstrapCommand,
  },
  { names: ["doctor"], load: () => (require("./doctor") as typeof import("./doctor")).addDoctorCommand },
  { names: ["migrate"], load: () => (require("./migrate") as typeof import("./migrate")).addMigrateCommand },
  { names: ["audit"], load: () => (require("./audit") as typeof import("./audit")).addAuditCommand },
  { names: ["adopt"], load: () => (require("./adopt") as typeof import("./adopt")).addAdoptCommand },
  {
    names: ["import", "settle"],
    load: () => (require("./import") as typeof import("./import")).addImportCommands,
  },
  {
    names: ["rotation"],
    load: () => (require("./rotation") as typeof import("./rotation")).addRotationCommand,
  },
  { names: ["fleet"], load: () => (require("./fleet") as typeof import("./fleet")).addFleetCommands },
];
/* eslint-enable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports */

/**
 * The groups that a command line needs: the one that has its command, all of them for the help and for a name that
 * nobody knows.
 *
 * @param name - first word of the command line
 */
export function groupsFor(name: string | undefined): readonly CommandGroup[] {
  const named = commandGroups.filter(({ names }) => name !== undefined && names.includes(name));
  return named.length > 0 ? named : commandGroups;
}
