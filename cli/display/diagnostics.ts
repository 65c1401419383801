import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import type { Paint } from "./colour";
import { nameOf } from "./plan";

/**
 * What a run had to say, as lines for a person: errors and warnings with the resource they are about, then findings of
 * policies.
 *
 * @param seen - texts that were shown already, by the plan before the deployment for instance; gets the new ones
 */
export function drawDiagnostics(
  events: readonly EngineEvent[],
  paint: Paint,
  seen: Set<string> = new Set<string>(),
): string[] {
  return [...drawMessages(events, paint, seen), ...drawFindings(events, paint, seen)];
}

function drawMessages(events: readonly EngineEvent[], paint: Paint, seen: Set<string>): string[] {
  const lines: string[] = [];
  for (const { diagnosticEvent: said } of events) {
    if (said === undefined || said.ephemeral === true) continue;
    if (said.severity !== "error" && said.severity !== "warning") continue;
    const about = said.urn === undefined || said.urn === "" ? "" : `${nameOf(said.urn)}: `;
    const text = `${about}${withoutMarkup(said.message).trim()}`;
    if (seen.has(text)) continue;
    seen.add(text);
    lines.push(
      `${paint(said.severity === "error" ? "red" : "yellow", `${said.severity}:`)} ${text.replaceAll("\n", "\n    ")}`,
    );
  }
  return lines;
}

function drawFindings(events: readonly EngineEvent[], paint: Paint, seen: Set<string>): string[] {
  const findings = events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent]));
  const all = findings.map((finding) => {
    const mandatory = finding.enforcementLevel === "mandatory";
    const level = paint(mandatory ? "red" : "yellow", mandatory ? "mandatory" : "advisory");
    const about =
      finding.resourceUrn === undefined || finding.resourceUrn === "" ? "stack" : nameOf(finding.resourceUrn);
    return `  [${level}] ${finding.policyName} (${about})\n      ${withoutMarkup(finding.message).trim().replaceAll("\n", "\n      ")}`;
  });
  const lines = all.filter((line) => !seen.has(line));
  for (const line of lines) seen.add(line);
  return lines.length === 0 ? [] : [paint("bold", "Policies:"), ...lines];
}

/** Pulumi marks colours in messages as `<{%fg 1%}>`. */
function withoutMarkup(text: string): string {
  return text.replace(/<\{%[^%]*%\}>/g, "");
}
