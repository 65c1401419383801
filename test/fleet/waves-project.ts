import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { stackFiles } from "../../localcloud/engine/state/files";
import { resolveHome } from "../../localcloud/home";
import { listControlPlanes } from "../../localcloud/kubernetes";
import type { KubernetesClient } from "../../localcloud/kubernetes";
import type { Ran } from "../integration/project";
import { Project } from "../integration/project";

interface Config extends Record<string, unknown> {
  "mullion:nodePools": Record<string, unknown>[];
}

const repository = path.join(__dirname, "../..");

/** What a rollout is to come to. */
export interface Expected {
  readonly exitCode: number;
  readonly says?: readonly RegExp[];
  /** Stacks that it deploys, in the order of the stacks. */
  readonly deploys: readonly string[];
}

/** Stacks of one project on a local cloud of its own, that are deployed in two waves: the first one, then the rest. */
export class WavesProject {
  readonly project = new Project("dev");
  private readonly home = resolveHome({ MULLION_HOME: this.project.home });

  /** @param stacks - names, with the stack of this repository whose configuration each one copies */
  constructor(private readonly stacks: Readonly<Record<string, string>>) {
    for (const [stack, template] of Object.entries(stacks)) {
      fs.copyFileSync(path.join(repository, `Pulumi.${template}.yaml`), this.file(stack));
      this.edit(stack, (config) => {
        config["mullion:samples"] = false;
      });
    }
  }

  edit(stack: string, change: (config: Config) => void): void {
    const settings = parse(fs.readFileSync(this.file(stack), "utf8")) as { config: Config };
    change(settings.config);
    fs.writeFileSync(this.file(stack), stringify(settings));
  }

  /** Changes some keys of a pool; `undefined` takes one away. */
  editPool(stack: string, name: string, change: Readonly<Record<string, unknown>>): void {
    this.edit(stack, (config) => {
      const pool = config["mullion:nodePools"].find((one) => one["name"] === name);
      assert.ok(pool !== undefined, `the stack ${stack} has a pool ${name}`);
      Object.assign(pool, change);
    });
  }

  /** Adds a namespace: something to deploy that disturbs nobody. */
  touch(stack: string, namespace: string): void {
    this.edit(stack, (config) => {
      const namespaces = config["mullion:namespaces"];
      assert.ok(Array.isArray(namespaces), "the stack has namespaces");
      namespaces.push({ name: namespace });
    });
  }

  /** Writes a file of waves, and the command line that takes it. */
  command(options: { readonly soak?: string; readonly gates?: object } = {}): readonly string[] {
    const [canary, ...rest] = Object.keys(this.stacks);
    const content = {
      gates: { impact: "pool-replace", healthWithin: "3m", ...options.gates },
      waves: [
        { name: "canary", stacks: [canary], soak: options.soak ?? "0m" },
        { name: "rest", stacks: rest },
      ],
    };
    fs.writeFileSync(path.join(this.project.folder, "fleet.yaml"), stringify(content));
    return ["fleet", "up", "--waves", "fleet.yaml"];
  }

  /** Runs a rollout, and looks at what it says and at what it has deployed, by the states of the stacks. */
  async expect(command: readonly string[], { exitCode, says = [], deploys }: Expected): Promise<Ran> {
    const before = this.deployments();
    const ran = await this.project.mullion(...command);
    const now = this.deployments();
    const text = ran.stdout + ran.stderr;
    assert.equal(ran.exitCode, exitCode, text);
    for (const words of says) assert.match(text, words);
    assert.deepEqual(
      Object.keys(this.stacks).filter((stack) => before[stack] !== now[stack]),
      deploys,
      text,
    );
    return ran;
  }

  /** A client of the one cluster whose name has this part. */
  client(part: string): KubernetesClient {
    const planes = listControlPlanes(this.home);
    const plane = planes.find(({ id }) => id.includes(part));
    assert.ok(plane !== undefined, `one of ${planes.map(({ id }) => id).join(", ")} has ${part} in it`);
    return plane.client();
  }

  private file(stack: string): string {
    return path.join(this.project.folder, `Pulumi.${stack}.yaml`);
  }

  /** When each stack was deployed last, by its state; empty where it never was. */
  private deployments(): Readonly<Record<string, string>> {
    const timeOf = (stack: string): string => {
      const { state } = stackFiles(this.home.backend, "mullion", stack);
      if (!fs.existsSync(state)) return "";
      const { checkpoint } = JSON.parse(fs.readFileSync(state, "utf8")) as {
        checkpoint: { latest: { manifest: { time: string } } };
      };
      return checkpoint.latest.manifest.time;
    };
    return Object.fromEntries(Object.keys(this.stacks).map((stack) => [stack, timeOf(stack)]));
  }
}
