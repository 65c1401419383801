import { ImpactInputError } from "../input-error";
import type { InputProblem } from "../input-error";
import { isList, isMap, parseJson } from "../json";
import type { JsonValue } from "../json";
import type { Preview } from "../step";
import { EventReader } from "./event-lines";
import { readPreviewJson } from "./preview-json";
import { problemLimit } from "./state";
import type { Complain } from "./state";

/**
 * Reads what `pulumi preview --json` printed: one object, or engine events one a line (also from `--event-log`).
 *
 * @param text - the whole text
 * @param input - what it is, for messages: a file name, "standard input"
 * @throws ImpactInputError with every problem found; nothing of the text is repeated in it
 */
export function readPreview(text: string, input = "preview"): Preview {
  const problems: InputProblem[] = [];
  const complain: Complain = (path, message) => {
    if (problems.length < problemLimit) problems.push({ path, message });
  };
  const preview = read(text.replace(/^\uFEFF/, ""), complain);
  if (problems.length > 0 || preview === undefined) throw new ImpactInputError(input, problems);
  return preview;
}

function read(text: string, complain: Complain): Preview | undefined {
  if (text.trim() === "") {
    complain("", "is empty: pipe the output of pulumi preview --json into it");
    return undefined;
  }
  const whole = parseOrComplain(text, "", () => undefined);
  if (whole === undefined) return readLines(text, complain);
  if (isMap(whole) && Object.hasOwn(whole, "steps")) return readPreviewJson(whole, complain);
  if (isMap(whole) && isList(whole["events"])) return readEvents(whole["events"], complain);
  if (isMap(whole) && text.trim().startsWith("{")) return readEvents([whole], complain);
  complain("", "is JSON, but not the output of pulumi preview --json: it has no steps");
  return undefined;
}

function readEvents(events: readonly JsonValue[], complain: Complain): Preview {
  const reader = new EventReader(complain);
  events.forEach((event, index) => {
    reader.take(event, `events[${String(index)}]`);
  });
  return reader.finish();
}

function readLines(text: string, complain: Complain): Preview | undefined {
  const lines = text.split("\n");
  const first = lines.find((line) => line.trim() !== "");
  // One broken object over many lines is better explained as such than as many broken lines.
  if (first === undefined || parseOrComplain(first, "", () => undefined) === undefined) {
    parseOrComplain(text, "", complain);
    return undefined;
  }
  const reader = new EventReader(complain);
  lines.forEach((line, index) => {
    const path = `line ${String(index + 1)}`;
    if (line.trim() === "") return;
    const event = parseOrComplain(line, path, complain);
    if (event !== undefined) reader.take(event, path);
  });
  return reader.finish();
}

function parseOrComplain(text: string, path: string, complain: Complain): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    complain(path, error instanceof SyntaxError ? error.message : "cannot be read");
    return undefined;
  }
}
