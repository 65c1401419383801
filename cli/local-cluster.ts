import * as fs from "node:fs";
import * as path from "node:path";
import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import type { Home } from "../localcloud/home";
import { deleteControlPlane } from "../localcloud/kubernetes";
import { createPlainCluster, windowsServers } from "../localcloud/plain";
import type { WindowsServer } from "../localcloud/plain";
import { findContext, UserError } from "./context";

interface Flags {
  readonly kubernetes: string;
  readonly linux: number;
  readonly windows: readonly WindowsServer[];
}

const help = `
Nothing of Mullion is in it: it stands for a cluster that somebody made with kubeadm, for stacks with target existing.

Example:
  mullion local cluster create edge --kubernetes 1.36 --linux 2 --windows 2022
  mullion up --stack edge`;

/** Adds `local cluster create` and `local cluster delete`: clusters that exist before any stack. */
export function addClusterCommands(local: Command, finish: (exitCode: number) => void): void {
  const cluster = local.command("cluster").description("Plain clusters for stacks with target existing.");
  cluster
    .command("create")
    .description("Make a plain cluster with nodes, and write its kubeconfig. Again: add nodes to it.")
    .argument("<name>", "name of the cluster")
    .option("--kubernetes <minor>", "what it runs", "1.36")
    .option("--linux <n>", "number of Linux nodes", wholeNumber, 1)
    .addOption(
      new Option("--windows <release...>", "a Windows node for each")
        .choices(Object.keys(windowsServers))
        .default([]),
    )
    .addHelpText("after", help)
    .action(async (name: string, flags: Flags) => {
      finish(await create(checked(name), flags));
    });
  cluster
    .command("delete")
    .description("Delete a plain cluster with all that is in it.")
    .argument("<name>", "name of the cluster")
    .addHelpText("after", "\nExample:\n  mullion local cluster delete edge")
    .action(async (name: string) => {
      const { home } = findContext();
      await deleteControlPlane(home, checked(name));
      fs.rmSync(kubeconfigFile(home, name), { force: true });
      process.stdout.write(`deleted the cluster ${name}\n`);
      finish(0);
    });
}

async function create(name: string, { kubernetes, linux, windows }: Flags): Promise<number> {
  const { home } = findContext();
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const controlPlane = await createPlainCluster({
    home,
    name,
    kubernetesVersion: kubernetes,
    linux,
    windows,
    progress: say,
  });
  const file = kubeconfigFile(home, name);
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const kubeconfig = controlPlane.kubeconfig({ context: name, cluster: name, user: `${name}-admin` });
  fs.writeFileSync(file, kubeconfig, { mode: 0o600 });
  const windowsNodes = windows.length === 0 ? "" : `, Windows: ${windows.join(", ")}`;
  say(`cluster ${name}: Kubernetes ${controlPlane.emulates}, Linux nodes: ${String(linux)}${windowsNodes}`);
  say(`kubeconfig: ${file}`);
  return 0;
}

/** Where the kubeconfig of a plain cluster is. */
function kubeconfigFile(home: Home, name: string): string {
  return path.join(home.root, "clusters", `${name}.yaml`);
}

function checked(name: string): string {
  if (/^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/.test(name)) return name;
  throw new UserError(
    `cluster ${name}: must be 1 to 40 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen`,
  );
}

function wholeNumber(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("must be a whole number from 0 to 999.");
}
