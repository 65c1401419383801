import type { Finding } from "../finding";
import { outputOf, type Outcome, type Recording } from "../recording";
import { compareVersions } from "./versions";
import { isRecord, jsonOf, textAt } from "./json";

const page = "docs/guides/local-development.md";

/** Go that builds the local cloud's Kubernetes, as in tools/kubernetes/go.mod. */
const GO_FLOOR = "1.26.0";

/** Whether the local cloud can run here: Linux on x64, with Go for its first start. */
export function judgeLocalCloud({ system, architecture, tools }: Recording): readonly Finding[] {
  const check = "local-cloud";
  if (system !== "linux" || architecture !== "x64") {
    return [
      {
        check,
        level: "note",
        cause: `The local cloud runs on Linux x64; this is ${systemNames[system]} on ${architecture}.`,
        consequence: '"mullion up", "preview" and "local" do not work here; "check", "plan" and "impact" do.',
        fix:
          system === "win32"
            ? "Use it inside WSL 2 (wsl --install)."
            : "Use it in a Linux x64 machine or container.",
        page: `${page}#the-local-cloud`,
      },
    ];
  }
  const version = /go(\d+\.\d+(?:\.\d+)?)/.exec(outputOf(tools.go) ?? "")?.[1];
  if (version !== undefined && compareVersions(version, GO_FLOOR) >= 0) {
    return [{ check, level: "ok", cause: `The local cloud can be built here: Go ${version}.` }];
  }
  return [
    {
      check,
      level: "warning",
      cause: version === undefined ? "There is no Go on PATH." : `Go ${version} is older than ${GO_FLOOR}.`,
      consequence:
        "The local cloud cannot build its Kubernetes at its first start; what is built already still runs.",
      fix: "Install Go 1.26 or newer: https://go.dev/doc/install",
      page: `${page}#the-local-cloud`,
    },
  ];
}

const systemNames: Readonly<Record<Recording["system"], string>> = {
  linux: "Linux",
  darwin: "macOS",
  win32: "Windows",
};

/** Whether deployments by the real Pulumi CLI can start, with the plugins that the project's targets need. */
export function judgePulumi(recording: Recording): readonly Finding[] {
  const check = "pulumi";
  const { tools, project, node } = recording;
  const pinned = project?.packages["pulumi"];
  const found = /v?(\d+\.\d+\.\d+)/.exec(outputOf(tools.pulumi) ?? "")?.[1];
  const nodeFinding: Finding = {
    check,
    level: "ok",
    cause: `Node ${node} runs the program and its policy pack.`,
  };
  if (found === undefined) {
    if (pinned !== undefined)
      return [
        nodeFinding,
        { check, level: "ok", cause: `The Pulumi CLI ${pinned} comes with "npx pulumi".` },
      ];
    const fix = "Install it: https://www.pulumi.com/docs/install/";
    const consequence = "Stacks cannot be deployed to real clouds from here.";
    return [
      nodeFinding,
      {
        check,
        level: "warning",
        cause: "There is no Pulumi CLI on PATH.",
        consequence,
        fix,
        page: `${page}#pulumi`,
      },
    ];
  }
  return [nodeFinding, cliFinding(found, pinned), ...pluginFindings(recording)];
}

function cliFinding(found: string, pinned: string | undefined): Finding {
  const check = "pulumi";
  if (pinned === undefined || compareVersions(found, pinned) >= 0)
    return { check, level: "ok", cause: `Pulumi CLI ${found} is on PATH.` };
  return {
    check,
    level: "note",
    cause: `The Pulumi CLI on PATH is ${found}; the project is tried with ${pinned}.`,
    consequence: "An older CLI may not know what a newer SDK asks of it.",
    fix: 'Use "npx pulumi", which is the pinned one, or update the one on PATH.',
    page: `${page}#pulumi`,
  };
}

/** The provider plugins that each target deploys with. */
const pluginsOfTarget: Readonly<Record<string, readonly string[]>> = {
  aks: ["azure-native", "kubernetes", "random"],
  eks: ["aws", "kubernetes"],
  existing: ["kubernetes"],
};

function pluginFindings({ tools, project }: Recording): readonly Finding[] {
  const list = jsonOf(outputOf(tools.plugins));
  if (!Array.isArray(list) || project === undefined) return [];
  const installed = new Set(
    list
      .filter(isRecord)
      .map((plugin) => `${textAt(plugin, "name")} ${textAt(plugin, "version").replace(/^v/, "")}`),
  );
  const needed = new Set(project.targets.flatMap((target) => pluginsOfTarget[target] ?? []));
  const missing = [...needed].flatMap((name) => {
    const version = project.packages[`@pulumi/${name}`];
    return version === undefined || installed.has(`${name} ${version}`) ? [] : [`${name} ${version}`];
  });
  if (missing.length === 0) return [];
  return [
    {
      check: "pulumi",
      level: "note",
      cause: `These provider plugins are not installed yet: ${missing.join(", ")}.`,
      consequence: "The first preview downloads them (some 100 MB each), and fails without a network.",
      fix: missing.map((plugin) => `pulumi plugin install resource ${plugin}`).join("; "),
      page: `${page}#pulumi`,
    },
  ];
}

/** What kubectl needs to log in to the clusters of a target. */
const logins = [
  {
    target: "aks",
    tool: "kubelogin",
    title: "kubelogin",
    consequence:
      "kubectl and the Kubernetes provider cannot log in to AKS clusters whose local accounts are off.",
    fix: "Install it with az aks install-cli, or from https://azure.github.io/kubelogin/install.html",
  },
  {
    target: "eks",
    tool: "aws",
    title: "The aws CLI",
    consequence:
      "kubectl and the Kubernetes provider get their token from it and cannot log in to EKS clusters.",
    fix: "Install it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
  },
] as const;

/** Whether the programs are there by which kubectl logs in to the clusters of the project's targets. */
export function judgeLogin({ tools, project }: Recording): readonly Finding[] {
  const check = "login";
  const needed = logins.filter(({ target }) => project?.targets.includes(target) === true);
  return needed.map(({ target, tool, title, consequence, fix }): Finding => {
    const outcome: Outcome = tools[tool];
    if (outcome.kind !== "missing")
      return { check, level: "ok", cause: `${title} is there, for ${target} stacks.` };
    const cause = `There is no ${tool} on PATH, and this project has ${target} stacks.`;
    return { check, level: "warning", cause, consequence, fix, page: `${page}#logging-in` };
  });
}
