import { fleetApp } from "../fleet/serve/app";
import type { ClusterView, FleetView, LiveFleet, NodeRow, PodRow, Retirement } from "../fleet/view";

/** The fleet that is measured: clusters, nodes and pods of each. */
const size = { clusters: 20, nodes: 200, pods: 5000 } as const;

/** Most milliseconds of a processor that any page may take: those of a clock depend on what else a machine does. */
const mostMilliseconds = 200;

/** Times that each page is asked for; the slowest counts. */
const rounds = 10;

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

function node(at: number): NodeRow {
  const windows = at % 2 === 1;
  return {
    name: `${windows ? "aksw" : "akslinux"}-12345678-vmss${String(at).padStart(6, "0")}`,
    os: windows ? "windows" : "linux",
    windowsBuild: windows ? "10.0.20348" : "",
    kubernetesVersion: "v1.36.3",
    runtime: "containerd://2.1.6",
    pool: windows ? "wina" : "system",
    image: "AKSWindows-2022-containerd-20348.4294.251015",
    ready: "yes",
    cordoned: false,
  };
}

function pod(at: number): PodRow {
  return {
    namespace: `team-${String(at % 40)}`,
    name: `service-${String(at % 90)}-7c9d5b6f4d-${String(at).padStart(5, "0")}`,
    status: at % 50 === 0 ? "CrashLoopBackOff" : "Running",
    healthy: at % 50 !== 0,
    restarts: at % 3,
    node: node(at % size.nodes).name,
    image: `registry.example.org/team-${String(at % 40)}/service-${String(at % 90)}:1.${String(at % 7)}-ltsc2022`,
    os: at % 2 === 1 ? "windows" : "linux",
    createdAt: "2026-11-20T08:00:00Z",
  };
}

function cluster(at: number): ClusterView {
  const end: Retirement = {
    severity: "warning",
    message: "Upgrade to 1.37.",
    subject: "kubernetes",
    what: "Kubernetes 1.36",
    pools: [],
    day: "2027-07-31",
    daysLeft: 250,
  };
  const name = `prod-${String(at)}`;
  return {
    name,
    stack: name,
    target: "aks",
    source: { kind: "exports", where: "states" },
    contact: { kind: "reached", version: "v1.36.3", seenAt: "2026-11-23T10:15:00Z" },
    pools: [],
    retirements: [end],
    findings: [],
    drift: [],
    monitoringGaps: [],
    unplacedPods: [],
    nodes: numbers(size.nodes).map(node),
    pods: numbers(size.pods).map(pod),
  };
}

const view: FleetView = { asOf: "2026-11-23", clusters: numbers(size.clusters).map(cluster) };
const fleet: LiveFleet = {
  view: () => view,
  listen: () => () => undefined,
  events: () => Promise.resolve([]),
  close: () => undefined,
};

const paths = [
  "/",
  "/clusters/prod-7",
  "/clusters/prod-7/nodes",
  "/clusters/prod-7/pods",
  "/clusters/prod-7/pods?q=service-8%20crash&page=1",
  "/clusters/prod-7/pods/team-0/service-0-7c9d5b6f4d-00000",
  "/calendar",
  "/search?q=service",
  "/search?q=ltsc2022%20team-7",
  "/search?q=nothing-has-this-name",
];

async function main(): Promise<void> {
  const warn = (line: string) => void process.stderr.write(`${line}\n`);
  const app = fleetApp({ fleet, closing: new AbortController().signal, warn });
  const headers = { host: "localhost" };
  const say = (path: string, ...cells: readonly string[]) =>
    void process.stdout.write(`${path.padEnd(60)}${cells.map((cell) => cell.padStart(10)).join("")}\n`);
  say("page", "KB", "median ms", "slowest ms");
  for (const path of paths) {
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round < rounds; round++) {
      const begun = process.cpuUsage();
      bytes = (await (await app.request(`http://localhost${path}`, { headers })).text()).length;
      const { user, system } = process.cpuUsage(begun);
      times.push((user + system) / 1000);
    }
    times.sort((a, b) => a - b);
    const slowest = times.at(-1) ?? Infinity;
    say(path, (bytes / 1024).toFixed(0), (times[rounds / 2] ?? Infinity).toFixed(1), slowest.toFixed(1));
    if (slowest > mostMilliseconds) process.exitCode = 1;
  }
}

void main();
