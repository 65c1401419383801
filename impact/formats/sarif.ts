import { effectClasses } from "../../catalogue/impact";
import type { EffectClass } from "../../catalogue/impact";
import type { Explanation, Report } from "../report/report";
import { effectTitles } from "./words";

/** How grave a class is to a code scanner. */
const levels: Readonly<Record<EffectClass, "error" | "warning" | "note">> = {
  noise: "note",
  metadata: "note",
  scheduling: "warning",
  scale: "note",
  rolling: "warning",
  "manual-follow-up": "warning",
  "pool-replace": "warning",
  refused: "error",
  "cluster-replace": "error",
  irreversible: "error",
  unclassified: "warning",
};

/** What the format needs besides the report. */
export interface SarifOptions {
  /**
   * File that the results point at, from the root of the repository: the stack's configuration.
   *
   * @default `Pulumi.<stack>.yaml`
   */
  readonly file?: string;
}

/**
 * The report as SARIF 2.1.0, for code scanning. One rule for each effect class, one result for each change; waived ones
 * are suppressed.
 *
 * @param report - from `analyse`
 * @param options - where results point
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(report: Report, options: SarifOptions = {}): string {
  const uri = encodeURI(options.file ?? `Pulumi.${report.stack}.yaml`);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "mullion impact",
            rules: effectClasses.map(rule),
          },
        },
        automationDetails: { id: `mullion-impact/${report.project}/${report.stack}` },
        properties: { verdict: report.summary.verdict, asOf: report.asOf },
        results: report.changes.map((change) => result(change, uri)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rule(effect: EffectClass): object {
  return {
    id: effect,
    shortDescription: { text: effectTitles[effect] },
    defaultConfiguration: { level: levels[effect] },
  };
}

function result(change: Explanation, uri: string): object {
  const { what, pulumi, platform, instead } = change.sentences;
  const text = [what, pulumi, platform, instead].filter((sentence) => sentence !== "").join(" ");
  return {
    ruleId: change.effect,
    ruleIndex: effectClasses.indexOf(change.effect),
    level: levels[change.effect],
    message: { text },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: change.urn, name: change.name, kind: "resource" }],
      },
    ],
    partialFingerprints: { "mullionImpact/v1": `${change.urn} ${change.effect}` },
    ...(change.waived === undefined
      ? {}
      : { suppressions: [{ kind: "external", status: "accepted", justification: change.waived }] }),
  };
}
