import type { RunOptions } from "../../../../../localcloud/engine";

/** One way in which somebody lets the engine down in the middle of a run. */
export interface Case {
  /** Who, and how: `a provider that dies`. */
  readonly kind: string;
  /** Where in the run. */
  readonly at: string;
  /** What has been deployed well before. */
  readonly before?: string;
  readonly program: string;
  /** The program that makes everything well. @default the same one: the misfortune strikes once */
  readonly mended?: string;
  /** Policies to judge the run with, as the text of a list. */
  readonly policies?: string;
  readonly options?: Partial<RunOptions>;
  /** All errors of the run, without stack traces, with `<root>` for the stage's folder. */
  readonly errors: readonly string[];
  /** What else is said, where it is not the engine that names the culprit. */
  readonly said?: RegExp;
  /** The boxes that there are in the end. */
  readonly boxes: readonly string[];
  /** Whether `npm test` tries it too; `npm run test:interrupt` tries all. */
  readonly quick?: true;
}

/** Two boxes, of which the second one needs the first one; the text of the second one's inputs is given. */
export const two = (inputs: string): string =>
  `const a = new Box("a", { size: 1 });\nnew Box("b", { from: a.key, ${inputs} });`;
