import * as fs from "node:fs";
import type { RunOptions } from "../../../../localcloud/engine";
import type { ScenarioStep } from "./scenario";

type Common = Pick<
  RunOptions,
  | "command"
  | "targets"
  | "targetDependents"
  | "targetReplace"
  | "replace"
  | "exclude"
  | "refresh"
  | "continueOnError"
  | "expectNoChanges"
  | "excludeProtected"
  | "clearPendingCreates"
  | "previewOnly"
  | "policyPacks"
  | "imports"
>;

/** The engine's options for a recorded command line. */
export function optionsFrom(command: ScenarioStep["command"], args: readonly string[], dir: string): Common {
  const [first, ...others] = args;
  if (command === "raw")
    return { ...optionsFrom("preview", others, dir), command: first === "preview" ? "preview" : "up" };
  const values = (flag: string): string[] =>
    args.flatMap((arg, i) => (arg === flag ? [(args[i + 1] ?? "").replace("<dir>", dir)] : []));
  const has = (flag: string): boolean => args.includes(flag);
  const configs = values("--policy-pack-config");
  return {
    command,
    targets: values("--target"),
    targetReplace: values("--target-replace"),
    replace: values("--replace"),
    exclude: values("--exclude"),
    targetDependents: has("--target-dependents"),
    refresh: has("--refresh"),
    continueOnError: has("--continue-on-error"),
    expectNoChanges: has("--expect-no-changes"),
    excludeProtected: has("--exclude-protected"),
    clearPendingCreates: has("--clear-pending-creates"),
    previewOnly: has("--preview-only"),
    policyPacks: values("--policy-pack").map((path, i) => ({
      path,
      ...(configs[i] === undefined
        ? {}
        : { config: JSON.parse(fs.readFileSync(configs[i], "utf8")) as unknown }),
    })),
    ...(command === "import"
      ? { imports: [{ type: args[0] ?? "", name: args[1] ?? "", id: args[2] ?? "" }] }
      : {}),
  };
}
