import { InputError } from "../input-error";
import type { InputProblem } from "../input-error";
import { isList, isMap, parseJson } from "../json";
import type { JsonMap, JsonValue } from "../json";
import type { Preview, Step } from "../step";
import { EventReader } from "./event-lines";
import { JsonSplitter } from "./json-splitter";
import { finishPreview } from "./preview-json";
import { problemLimit, readStep } from "./state";
import type { Complain } from "./state";

/**
 * Reads what `pulumi preview --json` printed: one object, or engine events one after another (also from `--event-log`).
 *
 * @param text - the whole text
 * @param input - what it is, for messages: a file name, "standard input"
 * @throws InputError with every problem found; nothing of the text is repeated in it
 */
export function readPreview(text: string, input = "preview"): Preview {
  const reader = new PreviewReader(input);
  reader.push(Buffer.from(text));
  return reader.finish();
}

/**
 * As {@link readPreview}, piece by piece: the text as a whole is never held.
 *
 * @param chunks - UTF-8 in pieces, as of a stream without an encoding; each may use the buffer of the one before
 * @param input - what it is, for messages
 * @throws InputError as readPreview
 */
export async function readPreviewStream(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  input = "preview",
): Promise<Preview> {
  const reader = new PreviewReader(input);
  for await (const chunk of chunks) reader.push(chunk);
  return reader.finish();
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

class PreviewReader {
  readonly #problems: InputProblem[] = [];
  readonly #steps: Step[] = [];
  readonly #splitter: JsonSplitter;
  readonly #events: EventReader;
  /** The object of `preview --json`, without its steps. */
  #whole: JsonMap | undefined;
  #values = 0;
  #begun = false;

  constructor(private readonly input: string) {
    this.#events = new EventReader(this.#complain);
    this.#splitter = new JsonSplitter({
      element: (index, text) => {
        this.#takeStep(index, text);
      },
      value: (text) => {
        this.#takeValue(text);
      },
    });
  }

  push(chunk: Buffer): void {
    const marked = !this.#begun && chunk.subarray(0, 3).equals(byteOrderMark);
    this.#splitter.push(marked ? chunk.subarray(3) : chunk);
    this.#begun = true;
  }

  finish(): Preview {
    this.#splitter.end();
    if (this.#values === 0) this.#complain("", "is empty: pipe the output of pulumi preview --json into it");
    const preview = this.#problems.length > 0 ? undefined : this.#preview();
    if (preview === undefined || this.#problems.length > 0) throw new InputError(this.input, this.#problems);
    return preview;
  }

  #preview(): Preview {
    return this.#whole === undefined
      ? this.#events.finish()
      : finishPreview(this.#whole, this.#steps, this.#complain);
  }

  readonly #complain: Complain = (path, message) => {
    if (this.#problems.length < problemLimit) this.#problems.push({ path, message });
  };

  #takeStep(index: number, text: string): void {
    const path = `steps[${String(index)}]`;
    const raw = this.#parse(text, path);
    const step = raw === undefined ? undefined : readStep(raw, path, this.#complain);
    if (step !== undefined) this.#steps.push(step);
  }

  #takeValue(text: string): void {
    this.#values += 1;
    const path = this.#values === 1 ? "" : `value ${String(this.#values)}`;
    // A broken step may well break what stands around it; one problem is enough.
    const raw = this.#problems.length > 0 ? undefined : this.#parse(text, path);
    if (raw === undefined) return;
    if (!isMap(raw)) {
      this.#complain(path, "is JSON, but not the output of pulumi preview --json: it has no steps");
    } else if (Object.hasOwn(raw, "steps")) {
      if (this.#whole !== undefined || this.#values > 1)
        this.#complain(path, "is a second preview: give one at a time");
      this.#whole = raw;
    } else if (this.#whole !== undefined) {
      this.#complain(path, "must not follow the preview");
    } else if (isList(raw["events"])) {
      raw["events"].forEach((event, index) => {
        this.#events.take(event, `events[${String(index)}]`);
      });
    } else {
      this.#events.take(raw, `event ${String(this.#values)}`);
    }
  }

  #parse(text: string, path: string): JsonValue | undefined {
    try {
      return parseJson(text);
    } catch (error) {
      this.#complain(path, error instanceof SyntaxError ? error.message : "cannot be read");
      return undefined;
    }
  }
}
