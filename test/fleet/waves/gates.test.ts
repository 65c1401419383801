import assert from "node:assert/strict";
import { judgeHealth, judgePlan } from "../../../fleet/waves";
import type { Gates } from "../../../fleet/waves";
import type { ClusterView, NodeRow, PoolView, UnplacedPod } from "../../../fleet/view";
import { readPreview } from "../../../impact";
import type { Preview } from "../../../impact";
import type { Waiver } from "../../../policy/waivers";
import { cluster, edit, preview, same, step, windowsPool } from "../../impact/build";

const standard: Gates = { policy: "mandatory", impact: "refused", healthMinutes: 15 };
const finding = (level: string, policy = "windows-pods-need-node-selector") => ({
  pack: "mullion",
  policy,
  level,
  urn: "urn:pulumi:prod::shop::kubernetes:apps/v1:Deployment::web",
  message: "It must.",
});

function judged(
  seen: Preview,
  gates: Partial<Gates> = {},
  waivers: readonly Waiver[] = [],
): readonly string[] {
  const sight = judgePlan({
    stack: "prod",
    preview: seen,
    gates: { ...standard, ...gates },
    waivers,
    asOf: "2026-11-23",
    now: 5,
    previewCommand: "mullion preview --stack prod",
  });
  assert.equal(sight.seenAt, 5);
  assert.ok(sight.problems.every(({ stack }) => stack === "prod"));
  return [String(sight.changes), ...sight.problems.map(({ gate, message }) => `${gate}: ${message}`)];
}

const still = readPreview(preview(same(cluster), same(windowsPool)));
const replaced = readPreview(
  preview(same(cluster), edit(windowsPool, { maxPods: 80 }, { op: "replace", replaceReasons: ["maxPods"] })),
);

describe("the gates before a deployment", () => {
  it("have nothing against a plan without changes", () => {
    assert.deepEqual(judged(still), ["0"]);
  });

  it("count what is made, changed and taken away", () => {
    const plan = preview(
      step(cluster, undefined, cluster.inputs),
      edit(windowsPool, { tags: { a: "b" } }),
      step({ type: "kubernetes:core/v1:Namespace", name: "apps" }, {}, undefined),
    );
    assert.equal(judged(readPreview(plan), { impact: "unclassified" })[0], "3");
  });

  it("stop a pool replacement where the wave says so, and only there", () => {
    const [changes, message = "", ...more] = judged(replaced, { impact: "pool-replace" });
    assert.deepEqual([changes, more], ["1", []]);
    assert.match(
      message,
      /^impact: AgentPool "win": all nodes of the pool go\. The gate is "pool-replace"; .*"mullion preview --stack prod --json \| mullion impact -"\.$/,
    );
    assert.deepEqual(judged(replaced, { impact: "cluster-replace" }), ["1"]);
  });

  it("stop mandatory findings, and advisory ones where the wave says so", () => {
    const mandatory = {
      ...still,
      findings: [finding("mandatory"), finding("mandatory", "other")],
      errors: 1,
    };
    assert.deepEqual(judged(mandatory), [
      "0",
      'policy: Policy findings that stop it: 2 (windows-pods-need-node-selector, other); see them with "mullion check --stack prod".',
    ]);
    const advisory = { ...still, findings: [finding("advisory")] };
    assert.deepEqual(judged(advisory), ["0"]);
    assert.match(
      judged(advisory, { policy: "advisory" })[1] ?? "",
      /^policy: Policy findings that stop it: 1 /,
    );
  });

  it("let an advisory finding pass that somebody accepts, as long as it is accepted, and no mandatory one", () => {
    const { policy: rule, urn } = finding("advisory");
    const waiver = { rule, urn, reason: "It moves next week.", owner: "team-x" };
    const said = (level: string, until: string) =>
      judged({ ...still, findings: [finding(level)] }, { policy: "advisory" }, [{ ...waiver, until }]);
    assert.deepEqual(said("advisory", "2026-11-23"), ["0"]);
    assert.match(said("advisory", "2026-11-22")[1] ?? "", /: 2 \(windows-.*, waiver-expired\)/);
    assert.match(said("mandatory", "2026-11-23")[1] ?? "", /: 2 \(windows-.*, waiver-unused\)/);
  });

  it("stop a preview that fails", () => {
    assert.deepEqual(judged({ ...still, errors: 2 }), [
      "0",
      'preview: Its preview fails; read why with "mullion preview --stack prod".',
    ]);
  });
});

const node = (name: string, differs: Partial<NodeRow> = {}): NodeRow => ({
  name,
  os: "linux",
  windowsBuild: "",
  kubernetesVersion: "v1.36.3",
  runtime: "containerd://2.1.6",
  pool: "linux",
  image: "",
  ready: "yes",
  cordoned: false,
  ...differs,
});
const pool = (total: number, least: number): PoolView => ({
  name: "win",
  os: "windows",
  release: "Windows Server 2022",
  builds: [],
  images: [],
  kubernetesVersions: [],
  nodes: { ready: total, total, asked: { least, most: 5 } },
});
const lost = (since: string): UnplacedPod => ({
  namespace: "apps",
  name: `web-${since.slice(14, 16)}`,
  since,
  reasons: [],
  scheduler: "0/3 nodes are available",
  severity: "error",
  message: "Pod apps/web finds no node. No node has room.",
});

type Health = Pick<ClusterView, "contact" | "pools" | "nodes" | "unplacedPods">;

function problemsOf(differs: Partial<Health>): readonly string[] {
  const healthy: Health = {
    contact: { kind: "reached", version: "v1.36.3", seenAt: "2026-11-23T12:00:00Z" },
    pools: [pool(2, 2)],
    nodes: [node("l1"), node("w1", { os: "windows" })],
    unplacedPods: [],
  };
  const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`);
  const sight = judgeHealth({
    stack: "prod",
    cluster: { ...healthy, ...differs },
    since: at("12:10"),
    until: at("12:40"),
    now: 7,
  });
  assert.equal(sight.seenAt, 7);
  assert.ok(sight.problems.every(({ gate, stack }) => gate === "health" && stack === "prod"));
  return sight.problems.map(({ message }) => message);
}

describe("the health of a cluster", () => {
  it("is good when it answers and all its nodes are Ready", () => {
    assert.deepEqual(problemsOf({}), []);
    assert.deepEqual(problemsOf({ nodes: [node("l1", { cordoned: true })], pools: [pool(4, 2)] }), []);
  });

  it("is not known when the API server does not answer", () => {
    assert.deepEqual(problemsOf({ contact: { kind: "unreachable", reason: "Nobody answers." } }), [
      "Nobody answers.",
    ]);
    assert.deepEqual(problemsOf({ contact: { kind: "none", reason: "It is not deployed." }, nodes: [] }), [
      "It is not deployed.",
    ]);
  });

  it("is bad with nodes of either system that are not Ready", () => {
    const nodes = [
      node("l1"),
      node("l2", { ready: "unknown" }),
      ...["w1", "w2", "w3", "w4"].map((name) => node(name, { os: "windows", ready: "no" })),
    ];
    assert.deepEqual(problemsOf({ nodes }), [
      "Linux nodes that are not Ready: l2.",
      "Windows nodes that are not Ready: w1, w2, w3 and 1 more.",
    ]);
  });

  it("is bad with fewer nodes than the deployment asked for", () => {
    assert.deepEqual(problemsOf({ pools: [pool(1, 2)] }), ["Pool win has 1 of 2 nodes."]);
  });

  it("is bad with pods that lost their place since the deployment began and until it has soaked, not with others", () => {
    const at = (time: string) => lost(`2026-11-23T${time}:00Z`);
    assert.deepEqual(problemsOf({ unplacedPods: [at("12:09"), at("12:41")] }), []);
    assert.deepEqual(problemsOf({ unplacedPods: [at("12:09"), at("12:10"), at("12:40")] }), [
      "Pods that find no node since the deployment: apps/web-10, apps/web-40. Pod apps/web finds no node. No node has room.",
    ]);
  });
});
