import type { PropertyMap, PropertyValue } from "../../wire/values";
import { isList, isRecord, UNKNOWN } from "../../wire/values";
import type { DiffKind } from "../provider";
import { touches } from "./force-new";
import type { Path } from "./objects/object";
import { sameValue } from "./objects/object";

/** One property that differs. `inputDiff` is only set on what goes. */
export interface PropertyDifference {
  readonly path: Path;
  readonly kind: DiffKind;
  readonly inputDiff: boolean;
}

/**
 * Compares an object with new inputs, property by property. A map or list that comes or goes as a whole is one
 * difference; items of a list are compared by their index.
 *
 * @param forceNew Fields whose change needs a new object.
 */
export function compare(
  old: PropertyMap,
  news: PropertyMap,
  forceNew: readonly string[],
): PropertyDifference[] {
  return compareMaps([], old, news).map((difference) =>
    touches(forceNew, difference.path, difference.value)
      ? {
          path: difference.path,
          inputDiff: difference.inputDiff,
          kind: `${difference.kind}-replace` as const,
        }
      : { path: difference.path, inputDiff: difference.inputDiff, kind: difference.kind },
  );
}

/** The path as Pulumi writes it: `spec.ports[0].port`, `metadata.labels["a.b/c"]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${String(step)}]`;
    if (/[."[\]]/.test(step)) return `${text}["${step.replaceAll('"', '\\"')}"]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

interface Change {
  readonly path: Path;
  readonly kind: "add" | "update" | "delete";
  readonly inputDiff: boolean;
  /** What is there now. */
  readonly value: PropertyValue;
}

function compareMaps(path: Path, old: PropertyMap, news: PropertyMap): Change[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(news)])];
  return names.flatMap((name) => compareValues([...path, name], own(old, name), own(news, name)));
}

function compareLists(path: Path, old: readonly PropertyValue[], news: readonly PropertyValue[]): Change[] {
  const length = Math.max(old.length, news.length);
  return Array.from({ length }, (_, i) => compareValues([...path, i], old[i], news[i])).flat();
}

function compareValues(
  path: Path,
  old: PropertyValue | undefined,
  value: PropertyValue | undefined,
): Change[] {
  if (isNothing(old) && isNothing(value)) return [];
  if (value === undefined || (value === null && old !== null)) {
    return [{ path, kind: "delete", inputDiff: true, value: null }];
  }
  if (old === undefined) return [{ path, kind: "add", inputDiff: false, value }];
  if (value === UNKNOWN && isRecord(old)) return forgotten(path, old);
  if (isRecord(old) && isRecord(value)) return compareMaps(path, old, value);
  if (isList(old) && isList(value)) return compareLists(path, old, value);
  if (value !== UNKNOWN && sameValue(old, value)) return [];
  return [{ path, kind: "update", inputDiff: false, value }];
}

/** Of a map that is not known yet, each field may go; those that must not change then need a new object. */
function forgotten(path: Path, old: PropertyMap): Change[] {
  return Object.keys(old).map((name) => ({
    path: [...path, name],
    kind: "delete",
    inputDiff: true,
    value: null,
  }));
}

/** The server keeps no empty lists, so one must not show as a change for ever. */
function isNothing(value: PropertyValue | undefined): boolean {
  return value === undefined || (isList(value) && value.length === 0);
}

function own(map: PropertyMap, name: string): PropertyValue | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}
