/**
 * Breaks text between words; a word that is too long for a line stays whole.
 *
 * @param text - the text
 * @param first - what the first line begins with
 * @param rest - what the others begin with
 * @param width - most columns of a line
 */
export function wrap(text: string, first: string, rest: string, width = 80): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/)) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
