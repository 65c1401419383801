import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import { run } from "../../../localcloud/engine";
import type { PreviewJson, RunOptions } from "../../../localcloud/engine";
import { resolveHome } from "../../../localcloud/home";
import {
  applyObjects,
  deleteControlPlane,
  ensureBinaries,
  listControlPlanes,
} from "../../../localcloud/kubernetes";
import type { KubernetesObject } from "../../../localcloud/kubernetes";
import { installPlugins, standIns } from "../../../localcloud/providers/install";
import { observe } from "../../scenarios/observe";
import type { World } from "../../scenarios/observe";

/** A resource that the program of the stage registers. */
export interface Wanted {
  readonly type: string;
  /** As the provider's SDK spells them; `${name.output}` stands for an output of another resource. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly options?: {
    readonly deleteBeforeReplace?: boolean;
    readonly ignoreChanges?: readonly string[];
    readonly protect?: boolean;
    readonly replaceOnChanges?: readonly string[];
  };
  /** Names of resources that must be there before. */
  readonly dependsOn?: readonly string[];
}

/** All resources of the program, by logical name. */
export type Goal = Readonly<Record<string, Wanted>>;

/** How an up went. */
export interface Applied {
  readonly exitCode: number;
  /** Error messages by logical name of the resource; under `""` those of no resource. */
  readonly errors: ReadonlyMap<string, string>;
}

const repository = path.resolve(__dirname, "../../..");

/** Time that evictions and rescheduling may take to begin. */
const settleMilliseconds = 1_500;

/**
 * A program on a local cloud of its own, without policies. It runs in the embedded engine as `mullion preview --json` and
 * `mullion up` run it, but within this process: a table of a hundred edits starts no hundred command lines.
 */
export class Stage {
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-impact-"));
  readonly #home = resolveHome({}, this.#folder);

  constructor() {
    fs.cpSync(path.join(__dirname, "fixtures", "program"), this.#folder, { recursive: true });
    for (const name of ["node_modules", "package.json", "tsconfig.json"])
      fs.symlinkSync(path.join(repository, name), path.join(this.#folder, name));
    installPlugins(this.#home);
  }

  /** Builds the control plane's programs where they are not in the cache. */
  async prepare(): Promise<void> {
    await ensureBinaries(() => undefined);
  }

  /** What `mullion preview --json` would print. */
  async preview(goal: Goal): Promise<PreviewJson> {
    this.#write(goal);
    const { previewJson } = await run({ ...this.#options(), command: "preview" });
    if (previewJson === undefined) throw new Error("the preview came to nothing");
    return previewJson;
  }

  /**
   * Does it, and goes on with what does not depend on a refused step. What the local cloud itself had no time for on a busy
   * machine is tried again: it is no answer of Azure's or AWS's.
   */
  async up(goal: Goal): Promise<Applied> {
    this.#write(goal);
    for (let left = 2; ; left -= 1) {
      const applied = await this.#apply();
      const failed = [...applied.errors.values()].some((text) => text.includes("InternalServerError"));
      if (!failed || left === 0) return applied;
    }
  }

  async #apply(): Promise<Applied> {
    const errors = new Map<string, string>();
    const { exitCode } = await run({
      ...this.#options(),
      command: "up",
      continueOnError: true,
      onEvent: ({ diagnosticEvent: said }) => {
        if (said?.severity !== "error") return;
        const name = said.urn?.split("::").at(-1) ?? "";
        errors.set(name, `${errors.get(name) ?? ""}${said.message.trim()}\n`);
      },
    });
    return { exitCode, errors };
  }

  /** As {@link up}, which must succeed. */
  async mustUp(goal: Goal): Promise<void> {
    const { exitCode, errors } = await this.up(goal);
    if (exitCode !== 0) throw new Error([...errors].map(([name, text]) => `${name}: ${text}`).join("\n"));
  }

  /** Objects that somebody else puts into the one cluster. */
  async apply(objects: readonly KubernetesObject[]): Promise<void> {
    const [plane] = listControlPlanes(this.#home);
    if (plane === undefined) throw new Error("there is no cluster");
    const client = plane.client();
    try {
      await applyObjects(client, objects, "another-team");
    } finally {
      client.close();
    }
  }

  /** What there is, once nothing moves any more. */
  async observe(): Promise<World> {
    let seen = await observe(this.#home);
    for (let look = 0; look < 40; look += 1) {
      await sleep(settleMilliseconds);
      const now = await observe(this.#home);
      if (movesOf(now) === movesOf(seen) && !now.clusters.some(isStarting)) return now;
      seen = now;
    }
    return seen;
  }

  /** Ends what runs and deletes the folder. */
  async remove(): Promise<void> {
    for (const { id } of listControlPlanes(this.#home)) await deleteControlPlane(this.#home, id);
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(goal: Goal): void {
    const config = { "shop:resources": goal, "aws:region": "eu-west-1" };
    fs.writeFileSync(path.join(this.#folder, "Pulumi.test.yaml"), stringify({ config }));
  }

  #options(): Omit<RunOptions, "command"> {
    return {
      projectDir: this.#folder,
      stack: "test",
      backend: this.#home.backend,
      pulumiHome: this.#home.pulumiHome,
      passphrase: "of a test",
      env: { MULLION_HOME: this.#home.root },
      allowedProviders: standIns,
      identifyingProviders: standIns,
    };
  }
}

/** What changes while pods are evicted and scheduled. */
function movesOf({ clusters }: World): string {
  return JSON.stringify(
    clusters.flatMap(({ pods }) => pods.map(({ uid, node, phase }) => [uid, node, phase])).sort(),
  );
}

/** Whether a pod has a node and does not run on it yet. */
function isStarting({ pods }: World["clusters"][number]): boolean {
  return pods.some(({ node, phase }) => node !== "" && phase === "Pending");
}
