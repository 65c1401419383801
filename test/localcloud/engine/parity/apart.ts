import * as fs from "node:fs";
import { run, type RunOptions } from "../../../../localcloud/engine";

// Runs the engine in a process of its own, for tests in which that process is killed.
const [, , text = "{}", log = ""] = process.argv;
const options = JSON.parse(text) as RunOptions;
void run({
  ...options,
  onEvent: (event) => {
    fs.appendFileSync(log, `${JSON.stringify(event)}\n`);
  },
}).then(({ exitCode }) => {
  process.exitCode = exitCode;
});
