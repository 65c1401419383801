import { randomBytes, randomInt, randomUUID } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";

const ALPHABETS: Readonly<Record<string, string>> = {
  alphanum: LETTERS + DIGITS,
  string: LETTERS,
  num: DIGITS,
};

/**
 * The name that a pattern such as `${name}-${hex(4)}` gives.
 *
 * @param pattern Knows `${name}`, `${hex(n)}`, `${alphanum(n)}`, `${string(n)}`, `${num(n)}` and `${uuid}`; anything else stays as it is.
 * @returns The name, and whether anything in it is random.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration
 */
export function nameFrom(
  pattern: string,
  logicalName: string,
): { readonly name: string; readonly random: boolean } {
  let random = false;
  const name = pattern.replace(
    /\$\{(?:(name)|(uuid)|(hex|alphanum|string|num)\((\d+)\))\}/gu,
    (_, plain: string | undefined, uuid: string | undefined, kind = "", length = "0") => {
      if (plain !== undefined) return logicalName;
      random = true;
      return uuid === undefined ? randomText(String(kind), Number(length)) : randomUUID();
    },
  );
  return { name, random };
}

function randomText(kind: string, length: number): string {
  const alphabet = ALPHABETS[kind];
  if (alphabet === undefined)
    return randomBytes(Math.ceil(length / 2))
      .toString("hex")
      .slice(0, length);
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}
