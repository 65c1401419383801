import { run, type RunOptions } from "../../../../localcloud/engine";

// Runs the engine in a process of its own, for tests in which that process is killed.
const options = JSON.parse(process.argv[2] ?? "{}") as RunOptions;
void run(options).then(({ exitCode }) => {
  process.exitCode = exitCode;
});
