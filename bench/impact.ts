import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { writePreview } from "./impact/write-preview";

/** Most time of the whole report, as a multiple of JSON.parse of the same file. */
const mostRatio = 2;

/** Most memory of the process that makes the report, MB. */
const mostMegabytes = 300;

const runs = 5;

/** What a child process measured. */
interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Runs a child once and reads what it measured about itself. */
function measure(task: "parse" | "report", file: string): Measured {
  const child = spawnSync(
    process.execPath,
    ["--require", "tsx/cjs", path.join(__dirname, "impact", "task.ts"), task, file],
    { encoding: "utf8" },
  );
  if (child.status !== 0) throw new Error(`${task} failed: ${child.stderr}`);
  return JSON.parse(child.stdout) as Measured; // our own child's words
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function main(): number {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-bench-"));
  try {
    const file = path.join(folder, "preview.json");
    writePreview(file, 10_000);
    const megabytes = fs.statSync(file).size / 1e6;
    // Taken in turns, so that a busy machine is as unfair to one as to the other.
    const pairs = Array.from({ length: runs }, () => ({
      parse: measure("parse", file),
      report: measure("report", file),
    }));
    const parse = median(pairs.map((pair) => pair.parse.milliseconds));
    const report = median(pairs.map((pair) => pair.report.milliseconds));
    const memory = Math.max(...pairs.map((pair) => pair.report.megabytes));
    const ratio = report / parse;
    process.stdout.write(
      `10,000 steps, ${megabytes.toFixed(1)} MB, medians of ${String(runs)}: JSON.parse ${parse.toFixed(0)} ms, ` +
        `report ${report.toFixed(0)} ms (${ratio.toFixed(2)} x, at most ${String(mostRatio)}), ` +
        `${memory.toFixed(0)} MB (at most ${String(mostMegabytes)})\n`,
    );
    return ratio <= mostRatio && memory < mostMegabytes ? 0 : 1;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

process.exitCode = main();
