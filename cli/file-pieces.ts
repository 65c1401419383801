import * as fs from "node:fs";

/** Bytes that are read at once: few calls, and they stay in the processor's cache. */
const pieceBytes = 1 << 18;

/**
 * A file in pieces. All of them share one buffer: a piece is gone when the next is asked for.
 *
 * @param file - path of a file or of a pipe
 * @throws Error of Node when it cannot be read
 */
export function* piecesOf(file: string): Iterable<Buffer> {
  const descriptor = fs.openSync(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(pieceBytes);
    for (;;) {
      const bytes = fs.readSync(descriptor, buffer);
      if (bytes === 0) return;
      yield buffer.subarray(0, bytes);
    }
  } finally {
    fs.closeSync(descriptor);
  }
}
