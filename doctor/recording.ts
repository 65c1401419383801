import type { PlatformOutput } from "./probes/platform-output";

/** Operating systems that the doctor knows, by Node's names. */
export type System = "linux" | "darwin" | "win32";

/** Processor architectures that the doctor knows, by Node's names. */
export type Architecture = "x64" | "arm64";

/** What became of one command. */
export type Outcome =
  | {
      readonly kind: "ended";
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  /** There is no such program on PATH. */
  | { readonly kind: "missing" }
  /** It was still running when its time was over. */
  | { readonly kind: "timeout"; readonly seconds: number };

/** What became of asking one API server; `not-asked`: the login runs a program that may open a browser. */
export type ContextAnswer = Outcome | { readonly kind: "not-asked"; readonly login: string };

/** One copy of kubectl on PATH. */
export interface KubectlCopy {
  readonly path: string;
  /** Where a link at `path` leads; the same where it is no link. */
  readonly realPath: string;
  /** `kubectl version --client -o json` */
  readonly version: Outcome;
}

/** One context of the kubeconfig. */
export interface ContextOutcome {
  readonly context: string;
  readonly current: boolean;
  /** `kubectl version -o json`, which asks the API server for its version. */
  readonly version: ContextAnswer;
}

/** What was asked of the cluster in the current context. */
export interface ClusterOutcomes {
  /** `kubectl get nodes -o json` */
  readonly nodes: Outcome;
  /** `kubectl get daemonsets --all-namespaces -o json` */
  readonly daemonSets: Outcome;
  /** `kubectl get csidrivers -o json` */
  readonly csiDrivers: Outcome;
  /** `kubectl create -f - -o json` of SelfSubjectAccessReviews, which keeps nothing. */
  readonly access: Outcome;
}

/** What was asked of Docker. */
export interface DockerOutcomes {
  /** Folder of Docker Desktop, when it is installed in one of its usual places. */
  readonly desktopFolder?: string;
  /** `docker info` reduced to one line: operating system, kind of containers, version; parted by `|`. */
  readonly info: Outcome;
}

/** What the Pulumi project in the working folder asks for. */
export interface ProjectFacts {
  /** `mullion:target` of each `Pulumi.<stack>.yaml`. */
  readonly targets: readonly string[];
  /** Versions of the packages `@pulumi/<name>` and `pulumi` in package.json, by package name. */
  readonly packages: Readonly<Record<string, string>>;
}

/**
 * Everything that the probes brought home, as it was: raw output, nothing judged. A recording can be kept as JSON and
 * judged again on another machine.
 */
export interface Recording {
  readonly system: System;
  readonly architecture: Architecture;
  /** Version of the Node that runs, for example `24.21.0`. */
  readonly node: string;
  readonly virtualisation: PlatformOutput;
  /** Absent when the working folder holds no Pulumi project. */
  readonly project?: ProjectFacts;
  readonly tools: Readonly<Record<ToolName, Outcome>>;
  readonly docker: DockerOutcomes;
  /** Copies of kubectl in the order of PATH: the first one runs. */
  readonly kubectls: readonly KubectlCopy[];
  readonly contexts: readonly ContextOutcome[];
  /** Absent when there is no current context, or no kubectl to ask it with. */
  readonly cluster?: ClusterOutcomes;
}

/** Programs that are asked for what they are; `plugins` is `pulumi plugin ls --json`. */
export type ToolName = "go" | "pulumi" | "plugins" | "kubelogin" | "aws";

/** What a program said, when it ended well. */
export function outputOf(outcome: ContextAnswer): string | undefined {
  return outcome.kind === "ended" && outcome.exitCode === 0 ? outcome.stdout : undefined;
}
