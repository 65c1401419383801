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
  /** What earlier chunks left over, of the element and of the value around it. */
  #element: Buffer[] = [];
  #value = "";

  /**
   * @param pieces - told about every piece
   */
  constructor(private readonly pieces: Pieces) {}

  /** Takes the next chunk; it must not change afterwards. */
  push(chunk: Buffer): void {
    // Where the part of this chunk begins that belongs to the open element, or to the value around it.
    let start = 0;
    let at = this.#inString ? this.#endOfString(chunk, 0) : 0;
    const length = chunk.length;
    for (; at < length; at += 1) {
      const byte = chunk[at];
      if (byte === quote) {
        this.#string = "";
        at = this.#endOfString(chunk, at + 1) - 1;
      } else if (byte === openBrace || byte === openBracket) {
        start = this.#open(byte, chunk, at, start);
      } else if (byte === closeBrace || byte === closeBracket) {
        start = this.#close(chunk, at, start);
      } else if (byte === colon && this.#depth === 1) {
        this.#key = this.#string;
      }
    }
    if (this.#inElement) this.#element.push(chunk.subarray(start));
    else this.#value += chunk.toString("utf8", start);
  }

  /** Ends the text: what is left over is handed on as it is. */
  end(): void {
    const rest = this.#value + Buffer.concat(this.#element).toString("utf8");
    if (rest.trim() !== "") this.pieces.value(rest);
  }

  /** Goes on inside of a string: the position behind its closing quote, or the end of the chunk. */
  #endOfString(chunk: Buffer, from: number): number {
    const length = chunk.length;
    let at = this.#escaped && length > from ? from + 1 : from;
    for (; at < length; at += 1) {
      const byte = chunk[at];
      if (byte === backslash) at += 1;
      else if (byte === quote) break;
    }
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
      this.#value += chunk.toString("utf8", start, at);
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
    const last = chunk.subarray(start, at + 1);
    const whole = this.#element.length === 0 ? last : Buffer.concat([...this.#element, last]);
    this.#element = [];
    this.#inElement = false;
    this.#value += "0";
    this.pieces.element(this.#elements, whole.toString("utf8"));
    this.#elements += 1;
    return at + 1;
  }

  #endValue(chunk: Buffer, at: number, start: number): number {
    const text = this.#value + chunk.toString("utf8", start, at + 1);
    this.#value = "";
    this.#depth = 0;
    this.#elements = 0;
    this.#key = "";
    this.pieces.value(text);
    return at + 1;
  }
}
