/** Told about the pieces of a text as they become complete. */
export interface Pieces {
  /** One element of the list under `steps`: its position and its text. */
  readonly element: (index: number, text: string) => void;
  /** One whole value, in which every element of `steps` stands as `0`. */
  readonly value: (text: string) => void;
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** Outside of strings, these bytes alone say where pieces begin and end: 1 for each of them. */
const marks = new Uint8Array(256);
for (const byte of [quote, colon, openBrace, closeBrace, openBracket, closeBracket]) marks[byte] = 1;

/**
 * Cuts JSON text that arrives in chunks of UTF-8 into pieces small enough to parse one by one: the values it holds one
 * after another, and the elements of `steps` in each. It only counts brackets; whether a piece is JSON is for the parser.
 */
export class JsonSplitter {
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Text of the last string at the first level, and of the key before the last colon there. */
  #string = "";
  #key = "";
  #inSteps = false;
  #inElement = false;
  #elements = 0;
  /** Text of the open value up to its open element. */
  #value = "";
  /** What earlier chunks left over: the beginning of the open element, else of the value's next part. */
  #rest: Buffer[] = [];

  /**
   * @param pieces - told about every piece
   */
  constructor(private readonly pieces: Pieces) {}

  /** Takes the next chunk; the buffer may be used again afterwards. */
  push(chunk: Buffer): void {
    // Where the part of this chunk begins that belongs to the open element, or to the value around it.
    let start = 0;
    let at = this.#inString ? this.#endOfString(chunk, 0) : 0;
    const length = chunk.length;
    for (at = nextMark(chunk, at); at < length; at = nextMark(chunk, at)) {
      const byte = chunk[at];
      if (byte === quote) {
        this.#string = "";
        at = this.#endOfString(chunk, at + 1);
        continue;
      }
      if (byte === openBrace || byte === openBracket) start = this.#open(byte, chunk, at, start);
      else if (byte === closeBrace || byte === closeBracket) start = this.#close(chunk, at, start);
      else if (this.#depth === 1) this.#key = this.#string;
      at += 1;
    }
    if (start < length) this.#rest.push(Buffer.from(chunk.subarray(start)));
  }

  /** Ends the text: what is left over is handed on as it is. */
  end(): void {
    const rest = this.#value + Buffer.concat(this.#rest).toString("utf8");
    if (rest.trim() !== "") this.pieces.value(rest);
  }

  /** Goes on inside of a string: the position behind its closing quote, or the end of the chunk. */
  #endOfString(chunk: Buffer, from: number): number {
    const length = chunk.length;
    let at = this.#escaped ? from + 1 : from;
    while ((at = quoteOrBackslash(chunk, at)) < length && chunk[at] === backslash) at += 2;
    this.#inString = at >= length;
    // The backslash was the last byte: what it escapes comes with the next chunk.
    this.#escaped = at > length;
    // Only keys of the first level matter; they are few.
    if (this.#depth === 1) this.#string += chunk.toString("utf8", from, at);
    return Math.min(at + 1, length);
  }

  #open(byte: number, chunk: Buffer, at: number, start: number): number {
    this.#depth += 1;
    if (this.#inSteps && this.#depth === 3 && byte === openBrace) {
      this.#value += this.#text(chunk, start, at);
      this.#inElement = true;
      return at;
    }
    if (this.#depth === 2 && byte === openBracket && this.#key === "steps") this.#inSteps = true;
    return start;
  }

  #close(chunk: Buffer, at: number, start: number): number {
    this.#depth -= 1;
    if (this.#inElement && this.#depth === 2) return this.#endElement(chunk, at, start);
    if (this.#depth === 1) this.#inSteps = false;
    return this.#depth <= 0 ? this.#endValue(chunk, at, start) : start;
  }

  #endElement(chunk: Buffer, at: number, start: number): number {
    this.#inElement = false;
    this.#value += "0";
    this.pieces.element(this.#elements, this.#text(chunk, start, at + 1));
    this.#elements += 1;
    return at + 1;
  }

  #endValue(chunk: Buffer, at: number, start: number): number {
    const text = this.#value + this.#text(chunk, start, at + 1);
    this.#value = "";
    this.#depth = 0;
    this.#elements = 0;
    this.#key = "";
    this.pieces.value(text);
    return at + 1;
  }

  /** Text of a part of the chunk, behind what earlier chunks left over of it. Cut anywhere else, a character may break. */
  #text(chunk: Buffer, from: number, to: number): string {
    if (this.#rest.length === 0) return chunk.toString("utf8", from, to);
    const whole = Buffer.concat([...this.#rest, chunk.subarray(from, to)]);
    this.#rest = [];
    return whole.toString("utf8");
  }
}

/** Position of the next byte that means something outside of strings; the length when there is none. */
function nextMark(chunk: Buffer, from: number): number {
  const length = chunk.length;
  let at = from;
  while (at < length && marks[chunk[at] ?? 0] === 0) at += 1;
  return at;
}

/** Position of the next quote or backslash; when there is none the length, or `from` beyond it. */
function quoteOrBackslash(chunk: Buffer, from: number): number {
  const length = chunk.length;
  let at = from;
  while (at < length && chunk[at] !== quote && chunk[at] !== backslash) at += 1;
  return at;
}
