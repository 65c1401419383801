import * as v from "valibot";
import { effectClasses } from "../../catalogue/impact";
import { reportVersion } from "./report";

const effect = v.picklist(effectClasses);
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const amount = v.pipe(v.number(), v.integer(), v.minValue(0));
const range = v.strictObject({ min: amount, max: amount });
const touched = v.strictObject({ touched: amount, total: amount });

const summary = v.strictObject({
  verdict: v.picklist(["SAFE", "REVIEW", "BLOCK"]),
  why: v.string(),
  worst: effect,
  pools: touched,
  windowsPools: touched,
  nodesDrained: range,
  minutes: v.optional(range),
  reversible: v.picklist(["yes", "new pool only", "no", "not known"]),
  maintenanceWindow: v.boolean(),
  operations: v.record(v.string(), amount),
  unlisted: amount,
});

const explanation = v.strictObject({
  urn: v.string(),
  type: v.string(),
  name: v.string(),
  operation: v.string(),
  effect,
  codes: v.array(v.string()),
  changes: v.array(
    v.strictObject({ path: v.string(), old: v.string(), new: v.string(), effect, unknown: v.boolean() }),
  ),
  sentences: v.strictObject({
    what: v.string(),
    pulumi: v.string(),
    platform: v.string(),
    instead: v.string(),
  }),
  references: v.array(v.strictObject({ title: v.string(), url: v.optional(v.string()), read: day })),
  waived: v.optional(v.string()),
});

const pool = v.strictObject({
  urn: v.string(),
  title: v.string(),
  platform: v.picklist(["aks", "eks"]),
  os: v.picklist(["Linux", "Windows"]),
  touched: v.boolean(),
  effect,
  columns: v.array(v.strictObject({ name: v.string(), old: v.string(), new: v.string() })),
  cause: v.string(),
  providerSays: v.string(),
  platformSays: v.string(),
  surge: v.string(),
  drainTimeout: v.string(),
  drained: range,
  workloads: v.array(v.string()),
  budgetRisk: v.string(),
});

const policyRow = v.strictObject({
  policy: v.string(),
  level: v.string(),
  resource: v.string(),
  message: v.string(),
});

/**
 * Shape of the JSON report, from which `schemas/impact.v1.json` is made. Readers should accept keys that they do not
 * know: adding one does not raise the version.
 */
export const reportSchema = v.strictObject({
  kind: v.literal("mullion/impact"),
  version: v.literal(reportVersion),
  asOf: day,
  project: v.string(),
  stack: v.string(),
  summary,
  changes: v.array(explanation),
  pools: v.array(pool),
  cascades: v.array(
    v.strictObject({
      provider: v.string(),
      property: v.string(),
      cluster: v.string(),
      kind: v.picklist(["phantom", "real", "open"]),
      objects: amount,
      says: v.string(),
    }),
  ),
  calendar: v.array(
    v.strictObject({
      title: v.string(),
      image: v.string(),
      build: amount,
      kubernetesVersion: v.string(),
      minors: v.string(),
      ends: v.string(),
      daysLeft: v.optional(v.pipe(v.number(), v.integer())),
      next: v.string(),
    }),
  ),
  policy: v.strictObject({
    compared: v.boolean(),
    introduced: v.array(policyRow),
    fixed: v.array(policyRow),
    unchanged: amount,
  }),
  waivers: v.array(
    v.strictObject({
      urn: v.string(),
      class: effect,
      reason: v.string(),
      expires: day,
      state: v.picklist(["used", "unused", "expired"]),
    }),
  ),
  noise: amount,
});

/** Shape of a plan file, from which `schemas/plan.v1.json` is made. */
export const planSchema = v.object({
  kind: v.literal("mullion/plan"),
  version: v.literal(1),
  project: v.string(),
  stack: v.string(),
  resources: v.array(
    v.object({
      urn: v.string(),
      custom: v.boolean(),
      inputs: v.record(v.string(), v.unknown()),
      parent: v.optional(v.string()),
      provider: v.optional(v.string()),
      protect: v.optional(v.boolean()),
      retainOnDelete: v.optional(v.boolean()),
      deleteBeforeReplace: v.optional(v.boolean()),
      replaceOnChanges: v.optional(v.array(v.string())),
      ignoreChanges: v.optional(v.array(v.string())),
      propertyDependencies: v.optional(v.record(v.string(), v.array(v.string()))),
    }),
  ),
  findings: v.optional(
    v.array(
      v.object({
        pack: v.string(),
        policy: v.string(),
        level: v.string(),
        urn: v.string(),
        message: v.string(),
      }),
    ),
  ),
});
