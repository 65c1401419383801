import type { IsoDate } from "../../catalogue/source";
import { analyse } from "../../impact";
import type { Preview } from "../../impact";
import type { Waiver } from "../../policy/waivers";
import { applyWaivers } from "../../policy/waivers";
import type { ClusterView } from "../view";
import type { GateProblem, Gates, HealthSight, PlanSight } from "./wave";

/** Most findings, nodes or pods that one message names. */
const mostNamed = 3;

/** Operations that change nothing. */
const still: ReadonlySet<string> = new Set(["same", "read", "refresh"]);

/** A preview of a stack, and what it is judged by. */
export interface PlanToJudge {
  readonly stack: string;
  readonly preview: Preview;
  readonly gates: Gates;
  /** Advisory findings that somebody accepts; what is mandatory ends the preview whoever accepts it. */
  readonly waivers: readonly Waiver[];
  /** The day by which support is judged. */
  readonly asOf: IsoDate;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What a person previews the stack with, as `mullion preview --stack dev`. */
  readonly previewCommand: string;
}

/** What the gates say about a preview. */
export function judgePlan(plan: PlanToJudge): PlanSight {
  const { stack, preview, gates, waivers, asOf, now, previewCommand } = plan;
  const problem = (gate: GateProblem["gate"], message: string): GateProblem => ({ gate, stack, message });
  const findings = policyFindings(preview, gates, waivers, asOf);
  const impact = impactMessage(plan);
  const problems = [
    ...(findings === undefined ? [] : [problem("policy", findings)]),
    // A mandatory finding is an error of the preview as well: it is told once.
    ...(preview.errors > 0 && preview.findings.every(({ level }) => level !== "mandatory")
      ? [problem("preview", `Its preview fails; read why with "${previewCommand}".`)]
      : []),
    ...(impact === undefined ? [] : [problem("impact", impact)]),
  ];
  return { seenAt: now, changes: preview.steps.filter(({ op }) => !still.has(op)).length, problems };
}

function policyFindings(
  { findings, stack }: Preview,
  { policy }: Gates,
  waivers: readonly Waiver[],
  asOf: IsoDate,
): string | undefined {
  const mandatory = findings.filter(({ level }) => level === "mandatory");
  const advisory = findings.filter(({ level }) => level !== "mandatory");
  const open = applyWaivers(
    advisory.map((finding) => ({ rule: finding.policy, urn: finding.urn })),
    waivers.filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`)),
    asOf,
  ).filter((finding) => !("waived" in finding));
  const counted = [
    ...mandatory.map((finding) => finding.policy),
    ...(policy === "advisory" ? open.map(({ rule }) => rule) : []),
  ];
  if (counted.length === 0) return undefined;
  const rules = [...new Set(counted)];
  return `Policy findings that stop it: ${String(counted.length)} (${named(rules)}); see them with "mullion check --stack ${stack}".`;
}

function impactMessage({ preview, gates, asOf, previewCommand }: PlanToJudge): string | undefined {
  const { impact } = gates;
  // Errors and findings have gates of their own.
  const report = analyse({ ...preview, errors: 0, findings: [] }, { asOf, failOn: impact });
  if (report.summary.verdict !== "BLOCK") return undefined;
  return `${report.summary.why} The gate is "${impact}"; what to do instead is in the report: "${previewCommand} --json | mullion impact -".`;
}

/** What is looked at of a cluster. */
type Cluster = Pick<ClusterView, "contact" | "pools" | "nodes" | "unplacedPods">;

/** A cluster, and the time in which its wave answers for it. */
export interface HealthToJudge {
  readonly stack: string;
  readonly cluster: Cluster;
  /** When its last deployment began; what nobody could place before then is no fault of it. */
  readonly since: number;
  /** When its wave had soaked, or will have; what cannot be placed later is no fault of it either. */
  readonly until: number;
  readonly now: number;
}

/** Whether a cluster is well: it answers, all nodes of both systems are Ready, no pod has lost its place. */
export function judgeHealth({ stack, cluster, since, until, now }: HealthToJudge): HealthSight {
  const { contact, nodes, pools, unplacedPods } = cluster;
  const problem = (message: string): GateProblem => ({ gate: "health", stack, message });
  if (contact.kind !== "reached") return { seenAt: now, problems: [problem(contact.reason)] };
  const down = nodes.filter(({ ready }) => ready !== "yes");
  const short = pools.filter(({ nodes: counted }) => counted.total < (counted.asked?.least ?? 0));
  const lost = unplacedPods.filter((pod) => {
    const at = Date.parse(pod.since);
    return at >= since && at <= until;
  });
  return {
    seenAt: now,
    problems: [
      ...(["linux", "windows"] as const).flatMap((os) => {
        const names = down.filter((node) => node.os === os).map(({ name }) => name);
        return names.length === 0 ? [] : [problem(`${words[os]} nodes that are not Ready: ${named(names)}.`)];
      }),
      ...short.map(({ name, nodes: counted }) =>
        problem(`Pool ${name} has ${String(counted.total)} of ${String(counted.asked?.least ?? 0)} nodes.`),
      ),
      ...(lost.length === 0 ? [] : [problem(lostPods(lost))]),
    ],
  };
}

const words = { linux: "Linux", windows: "Windows" } as const;

function lostPods(pods: Cluster["unplacedPods"]): string {
  const [first] = pods;
  const names = pods.map(({ namespace, name }) => `${namespace}/${name}`);
  return `Pods that find no node since the deployment: ${named(names)}. ${first?.message ?? ""}`.trim();
}

/** The first names, and how many more there are. */
function named(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}
