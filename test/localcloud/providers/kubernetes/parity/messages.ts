import type { RecordedStep } from "./recording";
import type { Unifier } from "./unify";

/** A message of the provider that stays on the screen. */
export interface EngineMessage {
  readonly severity: string;
  readonly message: string;
  readonly urn: string;
}

/** Messages that the engine makes up itself. */
const ENGINES_OWN =
  /Refreshed resource is in an unhealthy state|has inputs that are not known during preview|previously-imported/;

/** Compares the warnings and information of a command, in any order. Errors are compared with the calls. */
export function compareMessages(
  step: RecordedStep,
  ours: readonly EngineMessage[],
  unifier: Unifier,
): string[] {
  const recorded = step.diagnostics
    .filter(({ severity, urn }) => ["warning", "info"].includes(severity) && urn !== undefined)
    .map(
      ({ severity, message, urn = "" }) => `${severity} ${urn} ${message.replace(/^(warning|error): /, "")}`,
    )
    .filter((message) => !ENGINES_OWN.test(message));
  const extra = [...new Set(ours.map(({ severity, message, urn }) => `${severity} ${urn} ${message}`))];
  const missing = [...new Set(recorded)].filter((message) => {
    const found = extra.findIndex((own) => unifier.compare(message, own).length === 0);
    if (found >= 0) extra.splice(found, 1);
    return found < 0;
  });
  return [
    ...missing.map((message) => `missing message: ${message}`),
    ...extra.map((message) => `extra message: ${message}`),
  ];
}
