import { Command, CommanderError } from "commander";
import { groupsFor } from "./commands";
import { UserError } from "./context";

/** Exit codes of the commands that have no list of their own. */
const exitCodes = `
Exit codes (check and impact have their own: mullion check --help):
  0    done
  1    failed, refused by a policy or by a cloud, or the command line is wrong
  7    --expect-no-changes, and there are changes
  130  interrupted; the next run goes on from there`;

async function main(argv: readonly string[]): Promise<number> {
  const program = new Command("mullion")
    .description("Hybrid Kubernetes clusters on a local cloud: plan, deploy, look, clean up.")
    .showHelpAfterError("(mullion --help lists the commands)")
    .exitOverride()
    .addHelpText("after", exitCodes);
  let exitCode = 0;
  const finish = (code: number) => {
    exitCode = code;
  };
  for (const { load } of groupsFor(argv[2])) load()(program, finish);
  await program.parseAsync(argv);
  return exitCode;
}

main(process.argv)
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    process.exitCode = report(error);
  });

function report(error: unknown): number {
  // Commander has said what is wrong already; help and version are no mistakes.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`mullion: ${message}\n`);
  if (!(error instanceof UserError) && process.env["MULLION_DEBUG"] !== undefined && error instanceof Error) {
    process.stderr.write(`${error.stack ?? ""}\n`);
  }
  return 1;
}
