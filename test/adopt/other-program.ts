import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { run } from "../../localcloud/engine";
import { resolveHome } from "../../localcloud/home";
import { ensureBinaries } from "../../localcloud/kubernetes";
import { installPlugins, standIns } from "../../localcloud/providers/install";
import { Project } from "../integration/project";

const repository = path.resolve(__dirname, "../..");

/** A cluster that another program has made in the local cloud of a project of its own. */
export class OtherCluster {
  readonly project = new Project("dev");

  /**
   * @param kind - which of the programs under `fixtures/`
   * @param name - name of the cluster in the cloud
   */
  constructor(
    private readonly kind: "aks" | "eks",
    readonly name: string,
  ) {}

  /** Makes the cluster. */
  async make(shape: object): Promise<void> {
    const projectDir = path.join(this.project.folder, "other");
    fs.cpSync(path.join(__dirname, "fixtures", this.kind), projectDir, { recursive: true });
    for (const file of ["node_modules", "tsconfig.json"])
      fs.symlinkSync(path.join(repository, file), path.join(projectDir, file));
    fs.writeFileSync(
      path.join(projectDir, "package.json"),
      JSON.stringify({ name: "other", main: "index.ts" }),
    );
    fs.writeFileSync(
      path.join(projectDir, "Pulumi.old.yaml"),
      stringify({ config: { [`other-${this.kind}:shape`]: shape, "aws:region": "eu-west-1" } }),
    );
    const home = resolveHome({ MULLION_HOME: this.project.home }, projectDir);
    installPlugins(home);
    await ensureBinaries(() => undefined);
    const said: string[] = [];
    const { exitCode } = await run({
      command: "up",
      projectDir,
      stack: "old",
      backend: home.backend,
      pulumiHome: home.pulumiHome,
      passphrase: "",
      env: { MULLION_HOME: home.root },
      allowedProviders: standIns,
      onEvent: ({ diagnosticEvent }) => {
        if (diagnosticEvent?.severity === "error") said.push(diagnosticEvent.message);
      },
    });
    assert.equal(exitCode, 0, said.join("\n"));
  }

  /**
   * Runs `mullion adopt --prove`.
   *
   * @param flags - more words of the command line
   */
  async adopt(flags: readonly string[] = []): ReturnType<Project["mullion"]> {
    const { stdout, stderr, exitCode } = await this.project.mullion("local", "show", this.name);
    assert.equal(exitCode, 0, stderr);
    fs.writeFileSync(path.join(this.project.folder, "old.json"), stdout);
    return this.project.mullion(
      "adopt",
      "old.json",
      ...["--stack", "legacy", "--environment", "dev", "--prove", ...flags],
    );
  }
}
