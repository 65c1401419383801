import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { ImportFile } from "../../adopt";
import type { PreviewStep } from "../../localcloud/engine";
import { installPlugins, standIns } from "../../localcloud/providers/install";
import { UserError } from "../context";
import type { Context } from "../context";
import { inEditedProject } from "../edited-project";
import { judge, type Judgement } from "./judge";
import { must, takeOver } from "./take-over";

/** What a preview after the import shows. */
export interface Proof {
  /** Steps that change something that was taken over: `update <type> <name>: <properties>`. */
  readonly changes: readonly string[];
  /** Resources that the first deployment makes, as `type name`. */
  readonly creates: readonly string[];
  /** Resources that were taken over and stay as they are, components left out. */
  readonly unchanged: number;
  /** What the first deployment is told by the policy packs. */
  readonly judgement: Judgement;
}

/** Whether something that was taken over would be changed; without a proof nobody knows. */
export function hasFailed(proof: Proof | undefined): boolean {
  return proof !== undefined && proof.changes.length > 0;
}

/** What is proved. */
export interface Claim {
  readonly stack: string;
  /** Content of `Pulumi.<stack>.yaml`. */
  readonly configuration: string;
  readonly importFile: ImportFile;
  /** Folders of policy packs. */
  readonly policyPacks: readonly string[];
}

const notThere =
  "--prove is for clusters that the local cloud has, and the import there has failed; nothing was written. Leave --prove out to write the files for a cluster elsewhere: the preview there is the proof. What the local cloud said:";

/**
 * Imports into a state of its own, which is gone afterwards, and previews the program on it, against the local cloud.
 * Nothing is changed in the cloud, nor in the project's own state.
 *
 * @throws UserError with what the engine said
 */
export async function prove({ projectDir, home }: Context, claim: Claim): Promise<Proof> {
  const backend = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-proof-"));
  try {
    installPlugins(home);
    return await inEditedProject(projectDir, claim.stack, claim.configuration, async (folder) => {
      const options = {
        projectDir: folder,
        stack: claim.stack,
        backend,
        pulumiHome: home.pulumiHome,
        passphrase: "",
        env: { MULLION_HOME: home.root },
        allowedProviders: standIns,
      };
      await takeOver(options, claim.importFile).catch((error: unknown) => {
        throw error instanceof UserError ? new UserError(`${notThere}\n${error.message}`) : error;
      });
      const { previewJson } = await must(options, "preview");
      return { ...proofOf(previewJson?.steps ?? []), judgement: await judge(options, claim.policyPacks) };
    });
  } finally {
    fs.rmSync(backend, { recursive: true, force: true });
  }
}

function proofOf(steps: readonly PreviewStep[]): Omit<Proof, "judgement"> {
  const shown = steps.filter(({ urn }) => !isOfTheEngine(urn));
  const of = (...ops: readonly string[]) => shown.filter(({ op }) => ops.includes(op));
  const changed = shown.filter(({ op }) => op !== "same" && op !== "create");
  return {
    changes: changed.map(
      (step) => `${step.op} ${titleOf(step)}: ${Object.keys(step.detailedDiff ?? {}).join(", ")}`,
    ),
    creates: of("create")
      .filter(({ newState }) => newState?.["custom"] === true)
      .map(titleOf),
    unchanged: of("same").filter(({ newState }) => newState?.["custom"] === true).length,
  };
}

function isOfTheEngine(urn: string): boolean {
  return /::pulumi:pulumi:Stack::|::pulumi:providers:\w[\w-]*::default/.test(urn);
}

function titleOf({ urn }: PreviewStep): string {
  const [, , types = "", ...name] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""} ${name.join("::")}`;
}
