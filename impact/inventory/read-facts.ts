import { isList, isMap } from "../json";
import type { JsonMap, JsonValue } from "../json";
import { isUnknown } from "../values";
import type { PoolFacts } from "./pool-facts";

/** Text that is known and not empty. */
export function text(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

/** A number, also written as text. */
export function number(value: JsonValue | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** Yes or no, when it is known. */
export function flag(value: JsonValue | undefined): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

/** The entries of a map whose values are known text. */
export function texts(value: JsonValue | undefined): Readonly<Record<string, string>> {
  if (!isMap(value)) return {};
  const known = Object.entries(value).flatMap(([key, part]): readonly (readonly [string, string])[] => {
    const found = text(part);
    return found === undefined ? [] : [[key, found]];
  });
  return Object.fromEntries(known);
}

/** The known text items of a list. */
export function textList(value: JsonValue | undefined): readonly string[] {
  return isList(value) ? value.flatMap((item) => text(item) ?? []) : [];
}

/** The object itself, or an empty one. Bridged providers may hold the object in a list of one. */
export function mapOf(value: JsonValue | undefined): JsonMap {
  const whole = isList(value) ? value[0] : value;
  return isMap(whole) ? whole : {};
}

type RequiredFact = "autoscaled" | "labels" | "taints";

/** The same type, with absent facts as `undefined`. */
type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/**
 * Leaves out the facts that are `undefined`.
 *
 * @param facts - all facts
 */
export function compact(
  facts: Loose<Omit<PoolFacts, RequiredFact>> & Pick<PoolFacts, RequiredFact>,
): PoolFacts {
  const { autoscaled, labels, taints, ...optional } = facts;
  const known = Object.fromEntries(Object.entries(optional).filter((entry) => present(entry[1])));
  return { autoscaled, labels, taints, ...known };
}

function present(value: unknown): boolean {
  return value !== undefined;
}
