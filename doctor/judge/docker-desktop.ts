import type { Finding } from "../finding";
import { outputOf, type Recording } from "../recording";
import { nodesOf } from "./nodes-of";

const check = "docker-desktop";
const page = "docs/guides/local-development.md#docker-desktop";

/** Names of the nodes that Docker Desktop makes, by the way in which its cluster was made. */
const modes = [
  { mode: "kubeadm (one node)", isNode: (name: string) => name === "docker-desktop" },
  {
    mode: "kind (several nodes)",
    isNode: (name: string) => /^desktop-(control-plane|worker\d*)$/.test(name),
  },
] as const;

/**
 * What Docker Desktop is good for here. Its Kubernetes has Linux nodes in both of its modes: Windows pods need nodes
 * from somewhere else.
 *
 * @see https://docs.docker.com/desktop/features/kubernetes/
 */
export function judgeDockerDesktop({ docker, cluster }: Recording): readonly Finding[] {
  const findings: Finding[] = [];
  const [product = "", containers = "", version = ""] = (outputOf(docker.info) ?? "").trim().split("|");
  const runs = product.startsWith("Docker Desktop");
  if (runs && containers === "windows") {
    findings.push({
      check,
      level: "warning",
      cause: `Docker Desktop is switched to Windows containers (engine ${version}).`,
      consequence:
        "Its Kubernetes does not run in this mode, and Windows containers in it are no Kubernetes nodes.",
      fix: 'Choose "Switch to Linux containers" in its menu when its Kubernetes is wanted.',
      page,
    });
  } else if (runs) {
    findings.push({ check, level: "ok", cause: `Docker Desktop runs Linux containers (engine ${version}).` });
  } else if (docker.desktopFolder !== undefined) {
    findings.push({
      check,
      level: "note",
      cause: `Docker Desktop is installed (${docker.desktopFolder}), but it does not answer.`,
      consequence: "Its Kubernetes cannot be used until it runs; nothing else needs it.",
      fix: "Start Docker Desktop.",
      page,
    });
  }
  const names = (nodesOf(cluster) ?? []).map(({ name }) => name);
  const mode = modes.find(({ isNode }) => names.length > 0 && names.every(isNode));
  if (mode !== undefined) findings.push(linuxOnly(mode.mode, names));
  return findings;
}

function linuxOnly(mode: string, names: readonly string[]): Finding {
  return {
    check,
    level: "note",
    cause: `The current context is Docker Desktop's Kubernetes, made by ${mode}: ${names.join(", ")}.`,
    consequence: "All of its nodes are Linux: pods that select kubernetes.io/os: windows stay Pending.",
    fix: 'Try Windows scheduling with "npx mullion up --stack dev" (no container runs there), and run Windows pods on an AKS or EKS pool, or on a Windows Server machine that joins a cluster of your own (target: existing).',
    page,
  };
}
