import { run as runCommand, type Run } from "./probes/command";
import { probeCluster, probeContexts, type ContextChoice } from "./probes/cluster";
import { probeDocker } from "./probes/docker";
import { probeProject } from "./probes/project";
import { copiesOnPath } from "./probes/search-path";
import { probeVirtualisation } from "./probes/virtualisation";
import { outputOf, type Architecture, type KubectlCopy, type Recording, type System } from "./recording";

/** The machine that is examined. */
export interface Machine {
  readonly system: System;
  readonly architecture: Architecture;
}

/**
 * This machine.
 *
 * @throws Error on a system that the doctor knows nothing of
 */
export function thisMachine(): Machine {
  const { platform, arch } = process;
  if (platform !== "linux" && platform !== "darwin" && platform !== "win32") {
    throw new Error(`the doctor knows Linux, macOS and Windows, and nothing of ${platform}`);
  }
  if (arch !== "x64" && arch !== "arm64") {
    throw new Error(`the doctor knows x64 and arm64, and nothing of ${arch}`);
  }
  return { system: platform, architecture: arch };
}

/** Runs all probes side by side. Each has a time limit of its own, none changes anything. */
export async function examine(
  machine: Machine,
  folder: string,
  choice: ContextChoice,
  run: Run = runCommand,
): Promise<Recording> {
  const { system, architecture } = machine;
  const [virtualisation, tools, docker, kubectls, contexts] = await Promise.all([
    probeVirtualisation(system, run),
    probeTools(run),
    probeDocker(system, run),
    probeKubectls(system, run),
    probeContexts(run, choice),
  ]);
  const reachable = contexts.some(({ current, version }) => current && outputOf(version) !== undefined);
  const cluster = reachable ? await probeCluster(run) : undefined;
  const project = probeProject(folder);
  return {
    system,
    architecture,
    node: process.versions.node,
    virtualisation,
    ...(project === undefined ? {} : { project }),
    tools,
    docker,
    kubectls,
    contexts,
    ...(cluster === undefined ? {} : { cluster }),
  };
}

async function probeTools(run: Run): Promise<Recording["tools"]> {
  const [go, pulumi, plugins, kubelogin, aws] = await Promise.all([
    run("go", ["version"]),
    run("pulumi", ["version"]),
    run("pulumi", ["plugin", "ls", "--json"]),
    run("kubelogin", ["--version"]),
    run("aws", ["--version"]),
  ]);
  return { go, pulumi, plugins, kubelogin, aws };
}

function probeKubectls(system: System, run: Run): Promise<KubectlCopy[]> {
  return Promise.all(
    copiesOnPath("kubectl", system).map(async (copy) => ({
      ...copy,
      version: await run(copy.path, ["version", "--client", "-o", "json"]),
    })),
  );
}
