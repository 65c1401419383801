import type { Paint } from "../display/colour";
import { nameOf } from "../display/plan";
import type { Finding, StackCheck } from "./finding";
import { sorted } from "./finding";

/** Ways to write down what a check found. */
export const checkFormats = ["text", "markdown", "json", "sarif", "junit"] as const;
/** One of them. */
export type CheckFormat = (typeof checkFormats)[number];

/** Writes what was found in all stacks. Same findings, same bytes. */
export function renderCheck(format: CheckFormat, checks: readonly StackCheck[], paint: Paint): string {
  switch (format) {
    case "text":
      return text(checks, paint);
    case "markdown":
      return markdown(checks);
    case "json":
      return `${JSON.stringify({ version: 1, stacks: checks.map((one) => ({ ...one, findings: sorted(one.findings) })) }, undefined, 2)}\n`;
    case "sarif":
      return sarif(checks);
    case "junit":
      return junit(checks);
  }
}

function headline({ stack, resources, findings, errors }: StackCheck): string {
  if (errors.length > 0) return `${stack}: could not be checked`;
  const count = (wanted: (finding: Finding) => boolean) => findings.filter(wanted).length;
  const mandatory = count((one) => one.waived === undefined && one.level === "mandatory");
  const advisory = count((one) => one.waived === undefined && one.level === "advisory");
  const waived = count((one) => one.waived !== undefined);
  return `${stack}: ${String(resources)} resources, ${String(mandatory)} mandatory, ${String(advisory)} advisory, ${String(waived)} waived`;
}

function levelOf({ level, waived }: Finding): string {
  return waived === undefined ? level : "waived";
}

function about({ urn }: Finding): string {
  return urn === "" ? "stack" : nameOf(urn);
}

function text(checks: readonly StackCheck[], paint: Paint): string {
  const formats = { mandatory: "red", advisory: "yellow", waived: "dim" } as const;
  const lines = checks.flatMap((check) => [
    paint("bold", headline(check)),
    ...check.errors.map((error) => `  ${paint("red", "error")} ${error.replaceAll("\n", "\n    ")}`),
    ...sorted(check.findings).flatMap((finding) => {
      const level = finding.waived === undefined ? finding.level : "waived";
      const why = finding.waived === undefined ? [] : [`    waived: ${finding.waived}`];
      return [
        `  ${paint(formats[level], level)} ${finding.rule} (${about(finding)})`,
        `    ${finding.message}`,
        ...why,
      ];
    }),
  ]);
  return `${lines.join("\n")}\n`;
}

function markdown(checks: readonly StackCheck[]): string {
  const cell = (words: string) => words.replaceAll("|", "\\|").replaceAll("\n", "<br>");
  const sections = checks.map((check) => {
    const rows = sorted(check.findings).map((finding) => {
      const words =
        finding.waived === undefined ? finding.message : `${finding.message} Waived: ${finding.waived}`;
      return `| ${levelOf(finding)} | \`${finding.rule}\` | \`${cell(about(finding))}\` | ${cell(words)} |`;
    });
    const table =
      rows.length === 0
        ? []
        : ["", "| Level | Rule | Resource | Finding |", "| --- | --- | --- | --- |", ...rows];
    return [
      `### ${headline(check)}`,
      ...check.errors.map((error) => `\n\`\`\`\n${error}\n\`\`\``),
      ...table,
    ].join("\n");
  });
  return `## Policy check\n\n${sections.join("\n\n")}\n`;
}

/** @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
function sarif(checks: readonly StackCheck[]): string {
  const findings = checks.flatMap((check) => sorted(check.findings));
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const results = findings.map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding.rule),
    level: finding.level === "mandatory" ? "error" : "warning",
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `Pulumi.${encodeURIComponent(finding.stack)}.yaml` },
          region: { startLine: finding.line ?? 1 },
        },
        logicalLocations: [{ fullyQualifiedName: finding.urn, name: about(finding), kind: "resource" }],
      },
    ],
    partialFingerprints: { "mullionCheck/v1": `${finding.rule} ${finding.urn}` },
    ...(finding.waived === undefined
      ? {}
      : { suppressions: [{ kind: "external", status: "accepted", justification: finding.waived }] }),
  }));
  const driver = {
    name: "mullion check",
    rules: rules.map((id) => ({ id, ...helpOf(findings.find(({ rule }) => rule === id)?.message ?? "") })),
  };
  const failed = checks.flatMap(({ stack, errors }) =>
    errors.map((error) => ({ level: "error", message: { text: `${stack}: ${error}` } })),
  );
  const invocations = [{ executionSuccessful: failed.length === 0, toolExecutionNotifications: failed }];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, invocations, results }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** SARIF wants an absolute address: a message of the pack ends with its rule's page and the rule's first source. */
function helpOf(message: string) {
  const [, page, helpUri] = /See (docs\/rules\/[\w-]+\.md) and (https:\/\/\S+)$/.exec(message) ?? [];
  return page === undefined || helpUri === undefined ? {} : { helpUri, help: { text: `See ${page}` } };
}

function junit(checks: readonly StackCheck[]): string {
  const suites = checks.map((check) => {
    const cases = sorted(check.findings).map((finding) => {
      const open = `    <testcase classname="${xml(finding.rule)}" name="${xml(about(finding))}">`;
      const kind = finding.waived === undefined && finding.level === "mandatory" ? "failure" : "skipped";
      return `${open}<${kind} message="${xml(finding.waived ?? finding.level)}">${kind === "failure" ? xml(finding.message) : ""}</${kind}></testcase>`;
    });
    const errors = check.errors.map(
      (error) =>
        `    <testcase classname="check" name="${xml(check.stack)}"><error message="could not be checked">${xml(error)}</error></testcase>`,
    );
    const all = [...errors, ...cases];
    return [
      `  <testsuite name="${xml(check.stack)}" tests="${String(all.length)}" errors="${String(errors.length)}">`,
      ...all,
      "  </testsuite>",
    ].join("\n");
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("\n")}\n</testsuites>\n`;
}

function xml(words: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  // Control characters have no place in XML, not even as entities.
  return words.replace(/[&<>"]/g, (sign) => entities[sign] ?? "").replace(/[^\P{Cc}\t\n\r]/gu, "");
}
