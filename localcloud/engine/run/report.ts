import type { PropertyMap } from "../../wire/values";
import type { Deployment } from "../deployment";
import { MASK } from "../events";
import type { RunOptions, RunResult } from "../options";
import type { StackConfig } from "../program/config";
import { rootUrn } from "./deploy";
import { previewJson } from "./preview-json";

/** @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/util/cmdutil/exit.go */
const EXIT = { ok: 0, failure: 1, unexpectedChanges: 7 } as const;

/** Says how the run has ended, unless that was said already. */
export function reportEnd(deployment: Deployment, dryRun: boolean): void {
  const { halt, events } = deployment;
  const kind = dryRun ? "preview" : "update";
  if (halt.failed && !halt.bailed) events.message("error", "", `${kind} failed`);
  else if (halt.cancelled && !halt.failed) events.message("error", "", `${kind} canceled`);
}

/** Sends the summary and puts the result together. */
export function finish(
  options: RunOptions,
  deployment: Deployment,
  config: Readonly<Record<string, string>>,
  durationSeconds: number,
): RunResult {
  const { counts, halt, dryRun, events } = deployment;
  const failed = halt.failed || halt.cancelled;
  const policyPacks = Object.fromEntries(
    deployment.packs.map(({ identity }) => [identity.policyPackName, identity.policyPackVersion]),
  );
  const summary = {
    maybeCorrupt: false,
    durationSeconds,
    resourceChanges: counts,
    policyPacks,
    isPreview: dryRun,
    result: failed ? "failed" : "succeeded",
  };
  events.emit({ summaryEvent: summary });
  const unexpected =
    options.expectNoChanges === true && Object.keys(counts).some((op) => !NO_CHANGES.has(op));
  return {
    exitCode: failed ? EXIT.failure : unexpected ? EXIT.unexpectedChanges : EXIT.ok,
    summary: counts,
    outputs: outputsOf(deployment),
    ...(dryRun ? { previewJson: previewJson(deployment, config), goals: deployment.goals } : {}),
  };
}

const NO_CHANGES = new Set(["same", "read", "discard", "read-replacement"]);

function outputsOf(deployment: Deployment): PropertyMap {
  const urn = rootUrn(deployment);
  return (deployment.news.get(urn) ?? deployment.previous.byUrn.get(urn))?.outputs ?? {};
}

/** The configuration with secrets masked. */
export function shownConfig(config: StackConfig): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config.values).map(([key, value]) => [
      key,
      config.secretKeys.includes(key) ? MASK : value,
    ]),
  );
}
