import type { Deployment } from "../deployment";
import { maskedMap } from "../events";
import type { Step } from "../plan/steps";
import { encodeState, type Json } from "../state/encode";
import type { ResourceState } from "../state/resource";
import { isProviderType, urnName } from "../values/urn";

/** A step of a preview as `pulumi preview --json` prints it. Secrets are masked. */
export interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly provider?: string;
  readonly oldState?: Json;
  readonly newState?: Json;
  readonly diffReasons?: readonly string[];
  readonly replaceReasons?: readonly string[];
  readonly detailedDiff: Readonly<
    Record<string, { readonly kind: string; readonly inputDiff: boolean }>
  > | null;
}

/** What `pulumi preview --json` prints. */
export interface PreviewJson {
  readonly config?: Readonly<Record<string, string>>;
  readonly steps: readonly PreviewStep[];
  readonly diagnostics?: readonly {
    readonly urn?: string;
    readonly prefix?: string;
    readonly message: string;
    readonly severity: string;
  }[];
  readonly changeSummary: Readonly<Record<string, number>>;
}

/** Describes a step at the moment in which it begins; `undefined` for steps that are only part of another one. */
export function previewStep(step: Step): PreviewStep | undefined {
  if (!step.logical || (isProviderType(step.type) && /^default(_|$)/u.test(urnName(step.urn))))
    return undefined;
  const kinds = Object.entries(step.detailedDiff ?? {}).map(
    ([path, { diffKind, inputDiff }]) => [path, { kind: diffKind, inputDiff }] as const,
  );
  return {
    op: step.op,
    urn: step.urn,
    ...(step.provider === "" ? {} : { provider: step.provider }),
    ...(step.old === undefined ? {} : { oldState: shown(step.old) }),
    ...(step.new === undefined ? {} : { newState: shown(step.new) }),
    ...(step.diffs === undefined || step.diffs.length === 0 ? {} : { diffReasons: step.diffs }),
    ...(step.keys === undefined || step.keys.length === 0 ? {} : { replaceReasons: step.keys }),
    detailedDiff: step.detailedDiff === undefined ? null : Object.fromEntries(kinds),
  };
}

/** Puts what a preview has shown into one object. */
export function previewJson(deployment: Deployment, config: Readonly<Record<string, string>>): PreviewJson {
  const diagnostics = deployment.events.said.map(({ urn, prefix, message, severity }) => ({
    ...(urn === undefined ? {} : { urn }),
    ...(prefix === undefined ? {} : { prefix }),
    message,
    severity,
  }));
  return {
    ...(Object.keys(config).length === 0 ? {} : { config }),
    steps: deployment.shown,
    ...(diagnostics.length === 0 ? {} : { diagnostics }),
    changeSummary: deployment.counts,
  };
}

function shown(state: ResourceState): Json {
  return encodeState(state, maskedMap);
}
