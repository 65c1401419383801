import * as v from "valibot";

import type { Recording } from "./recording";

const outcome = v.variant("kind", [
  v.object({ kind: v.literal("ended"), exitCode: v.number(), stdout: v.string(), stderr: v.string() }),
  v.object({ kind: v.literal("missing") }),
  v.object({ kind: v.literal("timeout"), seconds: v.number() }),
]);
const answer = v.variant("kind", [
  ...outcome.options,
  v.object({ kind: v.literal("not-asked"), login: v.string() }),
]);

const recording = v.object({
  system: v.picklist(["linux", "darwin", "win32"]),
  architecture: v.picklist(["x64", "arm64"]),
  node: v.string(),
  virtualisation: v.variant("system", [
    v.object({
      system: v.literal("linux"),
      cpuFlags: v.string(),
      kvm: v.picklist(["usable", "forbidden", "missing"]),
    }),
    v.object({ system: v.literal("darwin"), hvSupport: outcome, processor: outcome }),
    v.object({ system: v.literal("win32"), computerInfo: outcome }),
  ]),
  project: v.exactOptional(
    v.object({ targets: v.array(v.string()), packages: v.record(v.string(), v.string()) }),
  ),
  tools: v.object({ go: outcome, pulumi: outcome, plugins: outcome, kubelogin: outcome, aws: outcome }),
  docker: v.object({ desktopFolder: v.exactOptional(v.string()), info: outcome }),
  kubectls: v.array(v.object({ path: v.string(), realPath: v.string(), version: outcome })),
  contexts: v.array(v.object({ context: v.string(), current: v.boolean(), version: answer })),
  cluster: v.exactOptional(
    v.object({ nodes: outcome, daemonSets: outcome, csiDrivers: outcome, access: outcome }),
  ),
});

/**
 * Reads a recording that was kept as JSON.
 *
 * @param text - the content of the file
 * @param name - the file's name, for messages
 * @throws Error that names the first key that is not as it should be
 */
export function parseRecording(text: string, name: string): Recording {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`${name} is not JSON: ${cause}`, { cause: error });
  }
  const result = v.safeParse(recording, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `${name} is no recording of "mullion doctor --record": ${v.getDotPath(issue) ?? "the file"}: ${issue.message}`,
  );
}
