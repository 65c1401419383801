import fc from "fast-check";
import { podsPlacedOnTheirOs } from "../../../../policy/rules/pods-placed-on-their-os";
import type { Answer } from "../../../../policy/scheduling";
import { placementOf } from "../../../../policy/scopes/placement";
import { pods } from "../../../../policy/scopes/pods";
import type { Json } from "../../../../policy/wire";
import { World } from "../../../localcloud/aws/world";
import { pod, type TestResource, urnOf } from "../../support/resources";
import { judge, stackOf } from "../../support/rule-test";
import { BY_HAND, ONE_NODE } from "./labels";
import { podSpecs } from "./pods";
import type { Outcome, Scheduler } from "./scheduler";
import { type Pool, type Universe, universes } from "./universe";

/** What came of some cases. */
export interface Tally {
  /** Pods that were judged. */
  cases: number;
  /** Pairs of pod and pool by the rule's answer. */
  readonly answers: Record<Answer, number>;
  /** Pods that the rule refuses. */
  refused: number;
  /** Pods that the real scheduler was asked to place: one for each node that matters. */
  placed: number;
  /** Where rule and scheduler contradict each other, in words. */
  readonly disagreements: string[];
}

/** Pods that are judged in one cluster; another cluster is made for the next ones. */
const PODS_PER_UNIVERSE = 100;

/** Compares the placement rule with the real scheduler on so many random pods. */
export async function compare(scheduler: Scheduler, cases: number, seed: number): Promise<Tally> {
  const tally: Tally = {
    cases: 0,
    answers: { yes: 0, no: 0, "cannot tell": 0 },
    refused: 0,
    placed: 0,
    disagreements: [],
  };
  const aws = new World();
  try {
    for (let serial = 0; tally.cases < cases; serial++) {
      const count = Math.min(PODS_PER_UNIVERSE, cases - tally.cases);
      const [universe] = fc.sample(universes(aws, serial), { numRuns: 1, seed: seed + serial });
      if (universe === undefined) throw new Error("fast-check made no cluster");
      const specs = fc.sample(podSpecs(universe), { numRuns: count, seed: seed + serial });
      await scheduler.inside(universe, () => compareIn(universe, specs, scheduler, tally));
    }
  } finally {
    aws.close();
  }
  return tally;
}

interface Question {
  readonly pool: Pool;
  readonly node: string;
  readonly spec: Json;
}

async function compareIn(
  universe: Universe,
  specs: readonly Json[],
  scheduler: Scheduler,
  tally: Tally,
): Promise<void> {
  const questions = specs.map((spec) => questionsAbout(spec, universe));
  const outcomes = await scheduler.place([...specs, ...questions.flat().map(({ spec }) => spec)]);
  const free = outcomes.splice(0, specs.length);
  for (const [index, spec] of specs.entries()) {
    const own = questions[index] ?? [];
    const given = outcomes.splice(0, own.length);
    tally.cases += 1;
    tally.placed += own.length + 1;
    tally.disagreements.push(
      ...compareOne(
        universe,
        spec,
        free[index] ?? "pending",
        new Map(own.map((one, at) => [one, given[at] ?? "pending"])),
        tally,
      ).map((words) => `${words}: ${JSON.stringify(spec)} in ${describeUniverse(universe)}`),
    );
  }
}

/** One question for each node on which the answer may be another one. */
function questionsAbout(spec: Json, { pools, runtimeClasses }: Universe): Question[] {
  const text = JSON.stringify([spec, runtimeClasses]);
  const differs = text.includes(BY_HAND) || text.includes("metadata.name");
  return pools.flatMap((pool) =>
    (differs ? pool.nodes : pool.nodes.slice(0, 1)).map(({ name }) => ({
      pool,
      node: name,
      spec: { ...spec, nodeSelector: { ...(spec["nodeSelector"] as Json | undefined), [ONE_NODE]: name } },
    })),
  );
}

function compareOne(
  { cluster, pools, runtimeClasses }: Universe,
  spec: Json,
  free: Outcome,
  outcomes: ReadonlyMap<Question, Outcome>,
  tally: Tally,
): string[] {
  const subject = pod(spec);
  const rest = [cluster, ...pools.map(({ resource }) => resource), ...runtimeClasses];
  const answer = answersOf(subject, rest);
  const findings = judge(podsPlacedOnTheirOs, { name: "", resource: subject, stack: rest });
  if (findings.length > 0) tally.refused += 1;
  const problems: string[] = [];
  for (const pool of pools) {
    const said = answer(pool);
    tally.answers[said] += 1;
    const results = [...outcomes].flatMap(([question, outcome]) => (question.pool === pool ? [outcome] : []));
    const placed = results.filter((outcome) => typeof outcome === "object").length;
    const name = pool.resource.name ?? "";
    if (said === "no" && placed > 0) problems.push(`"no" for ${name}, but the scheduler takes it`);
    if (said === "yes" && placed < results.length)
      problems.push(`"yes" for ${name}, but the scheduler has ${JSON.stringify(results)}`);
    if (said === "cannot tell" && !mayDiffer(spec, pool, rest))
      problems.push(`"cannot tell" for ${name}, though the program says all`);
    if (said === "no" && typeof free === "object" && pool.nodes.some((node) => node.name === free.node))
      problems.push(`"no" for ${name}, but the free pod landed on ${free.node}`);
    const isWrong = pool.nodes[0]?.os !== osOf(spec);
    const named = findings.some(({ message }) => message.includes(`"${name}"`));
    if (named !== (said === "yes" && isWrong && osOf(spec) !== undefined))
      problems.push(`the finding ${named ? "names" : "does not name"} ${name}, which is ${said}`);
  }
  return problems;
}

/** What the rule says about each pool. */
function answersOf(subject: TestResource, rest: readonly TestResource[]): (pool: Pool) => Answer {
  const stack = stackOf([...rest, subject]);
  const [only] = stack.subjects(pods);
  if (only === undefined) throw new Error("there is no pod in the stack");
  const { yes, cannotTell } = placementOf(only, stack);
  const has = (list: typeof yes, pool: Pool) =>
    list.some(({ resource }) => resource.urn === urnOf(pool.resource));
  return (pool) => (has(yes, pool) ? "yes" : has(cannotTell, pool) ? "cannot tell" : "no");
}

/** Labels of nodes that the program does not decide: by hand, or of the platform's own making. */
const outside = [
  BY_HAND,
  "metadata.name",
  "kubernetes.io/arch",
  "kubernetes.azure.com/",
  "eks.amazonaws.com/",
];

/** Whether something that the program does not say decides about the pod. */
function mayDiffer(spec: Json, _: Pool, rest: readonly TestResource[]): boolean {
  const declared = JSON.stringify(rest.filter(({ type }) => !type.startsWith("kubernetes:")));
  const asked = JSON.stringify([spec, ...rest.filter(({ type }) => type.startsWith("kubernetes:"))]);
  const undeclared = ["team", "example.com/size"].filter((key) => !declared.includes(`"${key}":`));
  return [...outside, ...undeclared].some((key) => asked.includes(key));
}

/** The OS that the pod is made for, in the order in which its parts are believed. */
function osOf(spec: Json): string | undefined {
  const selected = (spec["nodeSelector"] as Json | undefined)?.["kubernetes.io/os"];
  const declared = (spec["os"] as Json | undefined)?.["name"];
  const text = JSON.stringify(spec["containers"]);
  const image = text.includes("windows") ? "windows" : text.includes("nginx") ? "linux" : undefined;
  const os = selected ?? declared ?? image;
  return typeof os === "string" ? os : undefined;
}

function describeUniverse({ pools, runtimeClasses }: Universe): string {
  return JSON.stringify([
    ...pools.map(({ resource }) => resource.properties),
    ...runtimeClasses.map(({ name, properties }) => [name, properties["scheduling"]]),
  ]);
}
