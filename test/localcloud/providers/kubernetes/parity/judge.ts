import { messageOf } from "../../../../../localcloud/providers/kubernetes/api";
import type { DiffResult } from "../../../../../localcloud/providers/provider";
import { InitFailed } from "../../../../../localcloud/providers/provider";
import type { PropertyMap } from "../../../../../localcloud/wire/values";
import type { JsonMap } from "./json";
import { isList, isMap, without } from "./json";
import type { ProviderCall } from "./recording";
import type { Unifier } from "./unify";
import { mapInRecordedWords } from "./words";

/** What a call came to. */
export type Answer<T> = { readonly result: T } | { readonly error: unknown };

/** Makes a call, and keeps its error. */
export async function attempt<T>(call: () => T | Promise<T>): Promise<Answer<T>> {
  try {
    return { result: await call() };
  } catch (error) {
    return { error };
  }
}

/** Compares an answer with the recorded one. @param words Writes the answer in the words of the recordings. */
export function judge<T>(
  unifier: Unifier,
  call: ProviderCall,
  answer: Answer<T>,
  words: (result: T) => JsonMap,
): string[] {
  if ("error" in answer) {
    if (call.error !== undefined) return judgeError(unifier, call.error, answer.error);
    return [`recorded an answer, got the error ${JSON.stringify(messageOf(answer.error))}`];
  }
  const ours = words(answer.result);
  if (call.error !== undefined)
    return [`recorded the error ${JSON.stringify(call.error.message)}, got an answer`];
  return unifier.compare(withoutStatus(inOneOrder(call.response ?? {})), ours);
}

function judgeError(
  unifier: Unifier,
  recorded: NonNullable<ProviderCall["error"]>,
  error: unknown,
): string[] {
  const detail = recorded.details?.[0]?.value;
  if (detail !== undefined && error instanceof InitFailed) {
    const ours: JsonMap = {
      id: error.id,
      properties: outputsInWords(error.properties),
      reasons: error.reasons,
      ...(error.inputs === undefined ? {} : { inputs: mapInRecordedWords(error.inputs) }),
    };
    return unifier.compare(withoutStatus(detail), ours, "error");
  }
  const isSameKind = (detail === undefined) === !(error instanceof InitFailed);
  const message = error instanceof InitFailed ? (error.reasons[0] ?? "") : messageOf(error);
  return [
    ...(isSameKind
      ? []
      : [
          `recorded ${detail === undefined ? "a plain error" : "an object that is not ready"}, got the other one`,
        ]),
    ...unifier.compare(withHint(recorded.message), withHint(message), "error"),
  ];
}

/** Outputs in the words of the recordings. Status moves on while one looks at it: only that there is one counts. */
export function outputsInWords(outputs: PropertyMap): JsonMap {
  const words = mapInRecordedWords(outputs);
  return "status" in words ? { ...words, status: "<status>" } : words;
}

function withoutStatus(response: JsonMap): JsonMap {
  const properties = response["properties"];
  if (!isMap(properties) || !("status" in properties)) return response;
  return { ...response, properties: { ...properties, status: "<status>" } };
}

const KINDS = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

/** The answer of Diff or DiffConfig in the words of the recordings. */
export function diffInWords(diff: DiffResult): JsonMap {
  const detailed = Object.entries(diff.detailedDiff ?? {}).map(
    ([name, { kind, inputDiff }]): [string, JsonMap] => [
      name,
      {
        ...(kind === "add" ? {} : { kind: KINDS.indexOf(kind) }),
        ...(inputDiff === true ? { inputdiff: true } : {}),
      },
    ],
  );
  return {
    changes: diff.changes === "none" ? 1 : 2,
    ...(diff.replaces === undefined || diff.replaces.length === 0
      ? {}
      : { replaces: [...diff.replaces].sort() }),
    ...(diff.diffs === undefined || diff.diffs.length === 0 ? {} : { diffs: [...diff.diffs].sort() }),
    ...(diff.deleteBeforeReplace === true ? { deletebeforereplace: true } : {}),
    ...(detailed.length === 0 ? {} : { detaileddiff: Object.fromEntries(detailed) }),
  };
}

/** Lists of a Diff have no order. */
function inOneOrder(response: JsonMap): JsonMap {
  const rest = without(response, "hasdetaileddiff");
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => {
      const isUnordered = (name === "replaces" || name === "diffs") && isList(value);
      return [name, isUnordered ? [...value].sort() : value];
    }),
  );
}

/** Puts the recordings' word in the place of the text for objects that exist. */
function withHint(text: string): string {
  const hint =
    /\n\nThe resource already exists in the cluster\. This can happen when:[\s\S]*?update existing objects on create\./;
  return text.replace(hint, "\n\n<hint for existing objects>");
}
