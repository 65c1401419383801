import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { aksCluster, aksWindowsPool, deployment, windowsSpec } from "../test/policy/support/resources";
import { type Figure, median, withPack } from "./policy/measure";
import { ruleFigure } from "./policy/rule-cost";

/** Most time that the pack takes to start, as a multiple of a pack of the SDK without rules. */
const MOST_START_RATIO = 1.5;
/** Most time of 5,000 resources, as a multiple of five times the time of 1,000. */
const MOST_GROWTH = 1.3;

const STARTS = 5;
const root = path.resolve(__dirname, "..");

/** A pack of the SDK in a folder of its own; `body` makes its policies. */
function sdkPack(folder: string, name: string, modules: string, body: string): string {
  const pack = path.join(folder, name);
  fs.mkdirSync(pack);
  fs.symlinkSync(modules, path.join(pack, "node_modules"), "dir");
  fs.writeFileSync(path.join(pack, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  fs.writeFileSync(
    path.join(pack, "package.json"),
    JSON.stringify({ name, version: "0.0.1", main: "index.js" }),
  );
  fs.writeFileSync(path.join(pack, "index.js"), body);
  return pack;
}

async function startTime(folders: readonly (string | undefined)[]): Promise<number[]> {
  const times = folders.map((): number[] => []);
  // Turn by turn, so that a busy moment of the machine meets all of them.
  for (let turn = 0; turn < STARTS; turn++) {
    for (const [index, folder] of folders.entries()) {
      await withPack(folder, (pack) => Promise.resolve(times[index]?.push(pack.cpuMilliseconds())));
    }
  }
  return times.map(median);
}

/** Milliseconds of processor time for a whole deployment of so many resources: each one judged, then the stack. */
async function deploymentTime(count: number): Promise<number> {
  const workloads = Array.from({ length: count - 2 }, (_, index) =>
    deployment(windowsSpec(), { name: `web-${index}` }),
  );
  const stack = [aksCluster({ windowsProfile: {} }), aksWindowsPool(), ...workloads];
  return withPack(undefined, async (pack) => {
    const begin = pack.cpuMilliseconds();
    for (const resource of stack) await pack.analyze(resource);
    await pack.analyzeStack(stack);
    return pack.cpuMilliseconds() - begin;
  });
}

async function startFigure(empty: string): Promise<Figure> {
  const [bare = Number.NaN, own = Number.NaN] = await startTime([empty, undefined]);
  const ratio = own / bare;
  return {
    what: `start, of a pack of the SDK without rules (<= ${MOST_START_RATIO})`,
    value: `${ratio.toFixed(2)} (${own.toFixed(0)} ms of ${bare.toFixed(0)} ms)`,
    ok: ratio <= MOST_START_RATIO,
  };
}

async function growthFigure(): Promise<Figure> {
  const [small, large] = [await deploymentTime(1000), await deploymentTime(5000)];
  const growth = large / (5 * small);
  return {
    what: `5,000 resources, of five times 1,000 (<= ${MOST_GROWTH})`,
    value: `${growth.toFixed(2)} (${(large / 1000).toFixed(1)} s of 5 x ${(small / 1000).toFixed(1)} s)`,
    ok: growth <= MOST_GROWTH,
  };
}

/** Measures the pack through Pulumi's loader and the analyzer protocol; `--awsguard <folder with node_modules>`. */
async function main(): Promise<number> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-bench-policy-"));
  try {
    const modules = path.join(root, "node_modules");
    const empty = sdkPack(
      folder,
      "empty",
      modules,
      'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n',
    );
    const [flag, given] = process.argv.slice(2);
    const awsguard =
      flag === "--awsguard" && given !== undefined
        ? sdkPack(
            folder,
            "awsguard",
            path.resolve(given, "node_modules"),
            'new (require("@pulumi/awsguard").AwsGuard)({ all: "advisory" });\n',
          )
        : undefined;
    const figures = [await startFigure(empty), await ruleFigure(empty, awsguard), await growthFigure()];
    for (const { what, value, ok } of figures)
      process.stdout.write(`${ok === undefined ? "-   " : ok ? "ok  " : "MISS"} ${what}: ${value}\n`);
    return figures.some(({ ok }) => ok === false) ? 1 : 0;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

void main().then((code) => {
  process.exitCode = code;
});
