import { randomInt } from "node:crypto";

/** Characters by class; the special ones are the provider's own default. */
const classes = {
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  numeric: "0123456789",
  special: "!@#$%&*()-_=+[]{}<>:?",
} as const;

/** A class of characters. */
export type CharacterClass = keyof typeof classes;

/** What a password or string is made of. */
export interface PasswordRules {
  readonly length: number;
  /** The classes in use, with the least number of characters from each. */
  readonly least: Readonly<Partial<Record<CharacterClass, number>>>;
  /** Instead of the default special characters. */
  readonly overrideSpecial?: string;
}

/**
 * A random text: first the least number of each class, then any of the classes, then shuffled; every choice by
 * the operating system's cryptographic source, without bias.
 *
 * @see https://github.com/hashicorp/terraform-provider-random/blob/main/internal/random/string.go
 */
export function randomText({ length, least, overrideSpecial }: PasswordRules): string {
  const alphabets = Object.entries(least).map(([name, count]) => ({
    characters: alphabet(name, overrideSpecial),
    count,
  }));
  const all = alphabets.map(({ characters }) => characters).join("");
  const required = alphabets.flatMap(({ characters, count }) =>
    Array.from({ length: count }, () => pick(characters)),
  );
  const rest = Array.from({ length: length - required.length }, () => pick(all));
  return shuffled([...required, ...rest]).join("");
}

function alphabet(name: string, overrideSpecial: string | undefined): string {
  const known = Object.entries(classes).find(([candidate]) => candidate === name)?.[1] ?? "";
  return name === "special" ? (overrideSpecial ?? known) : known;
}

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

/** Fisher and Yates. */
function shuffled(items: readonly string[]): readonly string[] {
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    const [a = "", b = ""] = [result[index], result[other]];
    result[index] = b;
    result[other] = a;
  }
  return result;
}
