import * as os from "node:os";
import { makeStage } from "../test/localcloud/engine/stage/stage";
import { embedded, realCli, type Contestant, type Taken } from "./engine/contestants";

/** Most time of 5,000 resources, as a multiple of five times the time of 1,000. */
const MOST_GROWTH = 1.15;
/** Most time, as a multiple of what the real CLI takes with the same provider. */
const MOST_RATIO = 1;

const [SMALL = 1000, LARGE = 5000] = (process.env["BENCH_SIZES"] ?? "1000,5000").split(",").map(Number);
const TURNS = Number(process.env["BENCH_TURNS"] ?? 3);

/**
 * How many resources the real CLI is measured with. It writes its whole state after each step: with 5,000 resources one
 * first up took more than 25 minutes of processor time (CLI 3.260, file backend, 2026-11-23).
 */
const CLI_SIZES = process.env["BENCH_CLI_LARGE"] === "1" ? [SMALL, LARGE] : [SMALL];

/** Resources to a component; each but the first reads the first one's output. */
const GROUP = 10;

// The store makes every object a file: the same work for whoever asks.
const program = (count: number): string => `
class Shelf extends pulumi.ComponentResource {
  constructor(name) { super("crate:index:Shelf", name); }
}
for (let group = 0; group * ${GROUP} < ${count}; group++) {
  const parent = new Shelf("shelf-" + group);
  const first = new Box("box-" + group + "-0", { size: group }, { parent });
  for (let i = 2; i < ${GROUP}; i++)
    new Box("box-" + group + "-" + i, { size: i, from: first.key, labels: { group: "g" + group, tier: "web" } }, { parent });
}
`;

type What = "first up" | "no-op";
interface Measure {
  readonly who: string;
  readonly count: number;
  readonly what: What;
  readonly taken: Taken;
}

/** Measures first up and no-op of 1,000 and 5,000 resources, in turns, so that a busy moment meets all of them. */
async function measure(contestants: readonly Contestant[]): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    for (const count of [SMALL, LARGE]) {
      for (const contestant of contestants.filter(({ name }) => sizesOf(name).includes(count))) {
        const stage = makeStage();
        try {
          stage.program(program(count));
          for (const what of ["first up", "no-op"] as const)
            measures.push({ who: contestant.name, count, what, taken: await contestant.up(stage) });
        } finally {
          stage.clear();
        }
      }
    }
  }
  return measures;
}

/** The numbers of resources that somebody is measured with. */
function sizesOf(who: string): readonly number[] {
  return who === "embedded" ? [SMALL, LARGE] : CLI_SIZES;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function main(): Promise<number> {
  const real = realCli();
  const load = (): string =>
    os
      .loadavg()
      .map((value) => value.toFixed(1))
      .join(" ");
  process.stdout.write(`${TURNS} turns, ${os.availableParallelism()} processors, load before ${load()}\n`);
  const measures = await measure(real === undefined ? [embedded] : [embedded, real]);
  process.stdout.write(`load after ${load()}\n`);
  const of = (who: string, count: number, what: What): Taken => {
    const found = measures.filter((one) => one.who === who && one.count === count && one.what === what);
    return {
      seconds: median(found.map(({ taken }) => taken.seconds)),
      cpuSeconds: median(found.map(({ taken }) => taken.cpuSeconds)),
      peakMiB: median(found.map(({ taken }) => taken.peakMiB)),
    };
  };
  let missed = 0;
  const figure = (what: string, value: number, most: number): void => {
    if (value > most) missed++;
    process.stdout.write(`${value <= most ? "ok  " : "MISS"} ${what} (<= ${most}): ${value.toFixed(2)}\n`);
  };
  for (const who of real === undefined ? ["embedded"] : ["embedded", "pulumi"])
    for (const what of ["first up", "no-op"] as const)
      for (const count of sizesOf(who)) {
        const { seconds, cpuSeconds, peakMiB } = of(who, count, what);
        const each = ((cpuSeconds * 1000) / count).toFixed(2);
        process.stdout.write(
          `     ${who}, ${what} of ${count}: ${cpuSeconds.toFixed(1)} s of processor time, ${each} ms each, ${seconds.toFixed(1)} s on the clock, peak ${peakMiB.toFixed(0)} MiB\n`,
        );
      }
  for (const what of ["first up", "no-op"] as const) {
    const growth =
      of("embedded", LARGE, what).cpuSeconds / ((LARGE / SMALL) * of("embedded", SMALL, what).cpuSeconds);
    figure(`${what}: 5,000 resources, of five times 1,000`, growth, MOST_GROWTH);
  }
  if (real === undefined)
    process.stdout.write("     ratio to the real CLI: left out, no pulumi with its Node host on PATH\n");
  else
    for (const what of ["first up", "no-op"] as const)
      for (const count of CLI_SIZES)
        figure(
          `${what} of ${count}: of the time of the real CLI`,
          of("embedded", count, what).cpuSeconds / of("pulumi", count, what).cpuSeconds,
          MOST_RATIO,
        );
  return missed === 0 ? 0 : 1;
}

void main().then((code) => {
  process.exitCode = code;
});
