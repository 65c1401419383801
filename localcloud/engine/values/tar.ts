/** Bytes of a block of a tar file. @see https://www.gnu.org/software/tar/manual/html_node/Standard.html */
const BLOCK = 512;
const NAME_BYTES = 100;

/**
 * A tar file with nothing but names and contents, so that equal contents give equal bytes: mode 0600, no owner, no time.
 *
 * @throws Error for a name that does not fit into a plain header.
 */
export function tarOf(entries: readonly (readonly [string, Buffer])[]): Buffer {
  const blocks = entries.flatMap(([name, content]) => [
    headerOf(name, content.length),
    content,
    Buffer.alloc(padding(content.length)),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function headerOf(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > NAME_BYTES)
    throw new Error(`the archive member "${name}" has a name of more than ${NAME_BYTES} bytes`);
  const header = Buffer.alloc(BLOCK);
  const field = (text: string, at: number): void => {
    header.write(text, at, "utf8");
  };
  const octal = (value: number, width: number): string => value.toString(8).padStart(width - 1, "0");
  field(name, 0);
  field(octal(0o600, 8), 100);
  field(octal(0, 8), 108);
  field(octal(0, 8), 116);
  field(octal(size, 12), 124);
  field(octal(0, 12), 136);
  header.fill(" ", 148, 156);
  field("0", 156);
  field("ustar\u000000", 257);
  field(octal(0, 8), 329);
  field(octal(0, 8), 337);
  const sum = header.reduce((total, byte) => total + byte, 0);
  field(`${octal(sum, 7)}\0 `, 148);
  return header;
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}
