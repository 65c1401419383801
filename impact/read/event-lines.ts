import { asText, isMap } from "../json";
import type { JsonMap, JsonValue } from "../json";
import type { PolicyFinding, Preview, Step } from "../step";
import { stackOf } from "./preview-json";
import { readStep } from "./state";
import type { Complain } from "./state";

/** The three physical steps of one replacement, which `preview --json` leaves out too. */
const partsOfReplacement: ReadonlySet<string> = new Set([
  "create-replacement",
  "delete-replaced",
  "discard-replaced",
  "read-replacement",
  "import-replacement",
]);

/** Reads engine events, one by one, as `pulumi preview --json` prints them when it streams, or `--event-log` writes. */
export class EventReader {
  readonly #steps = new Map<string, Step>();
  readonly #findings: PolicyFinding[] = [];
  readonly #deletedFirst = new Set<string>();
  readonly #created = new Set<string>();
  #errors = 0;

  /**
   * @param complain - told about every problem
   */
  constructor(private readonly complain: Complain) {}

  /**
   * Takes one event.
   *
   * @param event - the parsed event
   * @param path - where it stands, for problems
   */
  take(event: JsonValue, path: string): void {
    if (!isMap(event)) {
      this.complain(path, "must be an object: an event of the Pulumi engine");
      return;
    }
    const before = event["resourcePreEvent"];
    if (isMap(before)) this.#step(before["metadata"], `${path}.resourcePreEvent.metadata`);
    if (isMap(event["resOpFailedEvent"])) this.#errors += 1;
    const diagnostic = event["diagnosticEvent"];
    if (isMap(diagnostic) && diagnostic["severity"] === "error") this.#errors += 1;
    const finding = event["policyEvent"];
    if (isMap(finding)) this.#findings.push(readFinding(finding));
  }

  /** All that was taken, as one preview. */
  finish(): Preview {
    const steps = [...this.#steps.values()].map((step) =>
      step.op === "replace" ? { ...step, deleteFirst: this.#deletedFirst.has(step.urn) } : step,
    );
    if (steps.length === 0) {
      this.complain(
        "",
        "holds no resourcePreEvent: is this the output of pulumi preview --json or --event-log?",
      );
    }
    return {
      form: "event-lines",
      unlisted: 0,
      ...stackOf(steps),
      steps,
      errors: this.#errors,
      findings: sortFindings(this.#findings),
    };
  }

  #step(raw: JsonValue | undefined, path: string): void {
    const step = readStep(raw, path, this.complain);
    if (step === undefined) return;
    if (step.op === "create-replacement") this.#created.add(step.urn);
    if (step.op === "delete-replaced" && !this.#created.has(step.urn)) this.#deletedFirst.add(step.urn);
    if (!partsOfReplacement.has(step.op)) this.#steps.set(step.urn, step);
  }
}

/** Findings in a fixed order, whatever the order of the run. */
export function sortFindings(findings: readonly PolicyFinding[]): readonly PolicyFinding[] {
  const key = (finding: PolicyFinding) =>
    [finding.urn, finding.pack, finding.policy, finding.level, finding.message].join("\u0000");
  return [...findings].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function readFinding(event: JsonMap): PolicyFinding {
  return {
    pack: asText(event["policyPackName"]) ?? "",
    policy: asText(event["policyName"]) ?? "",
    level: asText(event["enforcementLevel"]) ?? "",
    urn: asText(event["resourceUrn"]) ?? "",
    message: asText(event["message"]) ?? "",
  };
}
