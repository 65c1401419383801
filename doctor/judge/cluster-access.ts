import { neededAccess } from "../access";
import type { Finding } from "../finding";
import { outputOf, type ContextOutcome, type Outcome, type Recording } from "../recording";

const check = "cluster-access";
const page = "docs/guides/local-development.md#the-cluster";

/** Whether the cluster in the current context can be reached, and what may be done in it. */
export function judgeClusterAccess(recording: Recording): readonly Finding[] {
  if (recording.kubectls.length === 0) return [];
  const current = recording.contexts.find((context) => context.current);
  const others = othersFindings(recording.contexts.filter((context) => !context.current));
  if (current === undefined) return [noContext(), ...others];
  if (current.version.kind === "not-asked") return others;
  if (outputOf(current.version) === undefined)
    return [unreachable(current.context, current.version), ...others];
  return [...accessFindings(recording, current), ...others];
}

function noContext(): Finding {
  return {
    check,
    level: "note",
    cause: "The kubeconfig has no current context.",
    consequence: "No cluster was looked at.",
    fix: 'Choose one with "kubectl config use-context <name>"; "mullion local env --stack dev" prints that of the local cloud.',
    page,
  };
}

/** What kubectl's words mean, most telling first. */
const reasons = [
  {
    pattern: /executable (\S+) not found|exec: "([^"]+)": executable file not found/,
    meaning: "its login program is not on PATH",
    fix: 'Install the program that the kubeconfig calls to log in (see "login" above).',
  },
  {
    pattern: /Unauthorized|provide credentials|the server has asked for the client to provide credentials/,
    meaning: "the credentials are refused or have expired",
    fix: "Log in again (az aks get-credentials, aws eks update-kubeconfig) and repeat.",
  },
  {
    pattern: /certificate signed by unknown authority|x509:/,
    meaning: "its certificate is not signed by the authority in the kubeconfig",
    fix: "Fetch the kubeconfig again; a proxy that opens TLS must be trusted or bypassed (NO_PROXY).",
  },
  {
    pattern: /no such host/,
    meaning: "its name cannot be resolved",
    fix: "A private cluster's name resolves in its own network only: use its VPN, or az aks command invoke.",
  },
  {
    pattern: /connection refused/,
    meaning: "nobody listens at its address",
    fix: 'Start the cluster; one of the local cloud with "mullion up --stack <name>".',
  },
  {
    pattern: /timeout|deadline exceeded|timed out/i,
    meaning: "it does not answer in time",
    fix: "Check network, VPN and the authorised IP ranges of the API server.",
  },
] as const;

function unreachable(context: string, version: Outcome): Finding {
  const said = saidBy(version);
  const known = reasons.find(({ pattern }) => pattern.test(said));
  const detail = known === undefined ? (said.trim().split("\n").at(-1) ?? "") : known.meaning;
  return {
    check,
    level: "error",
    cause: `The API server of the context ${context} does not answer: ${detail}.`,
    consequence: "Nothing can be said about this cluster, and nothing can be deployed into it from here.",
    fix: known?.fix ?? `Run "kubectl --context ${context} version" and follow what it says.`,
    page,
  };
}

function saidBy(outcome: Outcome): string {
  switch (outcome.kind) {
    case "ended":
      return outcome.stderr;
    case "timeout":
      return `timeout after ${outcome.seconds} s`;
    case "missing":
      return "kubectl is not there any more";
  }
}

function accessFindings({ cluster }: Recording, { context }: ContextOutcome): readonly Finding[] {
  const lines = cluster === undefined ? undefined : outputOf(cluster.access);
  if (lines === undefined) {
    const consequence = "What you may do there is not known.";
    const fix = `Run "kubectl --context ${context} auth can-i --list".`;
    const cause = `The API server of ${context} did not answer what you may do there.`;
    return [{ check, level: "note", cause, consequence, fix, page }];
  }
  const allowed = new Set(lines.split("\n").filter((line) => line.endsWith(" true")));
  const denied = neededAccess.filter(({ verb, resource }) => !allowed.has(`${verb} ${resource} true`));
  if (denied.length === 0) return [{ check, level: "ok", cause: `You may deploy into ${context}.` }];
  return [
    {
      check,
      level: "warning",
      cause: `In ${context} you may not ${denied.map(({ verb, resource }) => `${verb} ${resource}`).join(", ")}.`,
      consequence: `The in-cluster half needs it ${denied.map((need) => need.for).join(", ")}; a deployment stops there.`,
      fix: "Ask for a role with these rights (on AKS: Azure Kubernetes Service RBAC Cluster Admin; on EKS: AmazonEKSClusterAdminPolicy), or deploy with an account that has one.",
      page,
    },
  ];
}

function othersFindings(others: readonly ContextOutcome[]): readonly Finding[] {
  const asked = others.filter(({ version }) => version.kind !== "not-asked");
  const silent = asked.filter(({ version }) => outputOf(version) === undefined).map(({ context }) => context);
  const skipped = others.filter(({ version }) => version.kind === "not-asked").map(({ context }) => context);
  const findings: Finding[] = [];
  if (silent.length > 0) {
    findings.push({
      check,
      level: "note",
      cause: `These other contexts do not answer: ${silent.join(", ")}.`,
      consequence: "kubectl could not be compared with them.",
      fix: 'Delete those that are gone: "kubectl config delete-context <name>".',
      page,
    });
  }
  if (skipped.length > 0) {
    findings.push({
      check,
      level: "note",
      cause: `These other contexts were not asked, as their login may open a browser: ${skipped.join(", ")}.`,
      consequence: "kubectl was not compared with them.",
      fix: 'Ask them too with "mullion doctor --all-contexts".',
      page,
    });
  }
  return findings;
}
