import type { Sourced } from "./source";

/** What a cloud demands of the name of one kind of object. */
export interface NameRule extends Sourced {
  /** The object in words, for messages. */
  readonly what: string;
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: RegExp;
  /** The rule in words, for messages: "must be …". */
  readonly rule: string;
}
