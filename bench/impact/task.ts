import * as fs from "node:fs";
import { performance } from "node:perf_hooks";
import { piecesOf } from "../../cli/file-pieces";
import { analyse, readPreviewStream, renderMarkdown } from "../../impact";

/** Does one task on a file and prints its time, without the start of Node, and the peak memory of the process. */
async function main([task, file]: readonly string[]): Promise<void> {
  if (file === undefined) throw new Error("a file is needed");
  const start = performance.now();
  if (task === "parse") JSON.parse(fs.readFileSync(file, "utf8"));
  else await report(file);
  const milliseconds = performance.now() - start;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ milliseconds, megabytes }));
}

async function report(file: string): Promise<void> {
  const preview = await readPreviewStream(piecesOf(file));
  renderMarkdown(analyse(preview, { asOf: "2026-11-23" }));
}

void main(process.argv.slice(2));
