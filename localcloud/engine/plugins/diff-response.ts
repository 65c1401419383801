import { DiffResponse, PropertyDiff as WireDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Diff, DiffKind, PropertyDiff } from "../plan/diff";

/** Reads a provider's answer to Diff or DiffConfig; `undefined` when it names a kind of change that does not exist. */
export function diffOf(answer: DiffResponse): Diff | undefined {
  const changes = changesOf(answer.getChanges());
  const detailed: Record<string, PropertyDiff> = {};
  for (const [path, entry] of answer.getDetaileddiffMap().entries()) {
    const diffKind = kindOf(entry.getKind());
    if (diffKind === undefined) return undefined;
    detailed[path] = { diffKind, inputDiff: entry.getInputdiff() };
  }
  if (changes === undefined) return undefined;
  return {
    changes,
    changed: answer.getDiffsList(),
    replaces: answer.getReplacesList(),
    ...(answer.getHasdetaileddiff() ? { detailed } : {}),
    deleteBeforeReplace: answer.getDeletebeforereplace(),
  };
}

function changesOf(changes: DiffResponse.DiffChanges): Diff["changes"] | undefined {
  switch (changes) {
    case DiffResponse.DiffChanges.DIFF_NONE:
      return "none";
    case DiffResponse.DiffChanges.DIFF_SOME:
      return "some";
    case DiffResponse.DiffChanges.DIFF_UNKNOWN:
      return "unknown";
    default:
      // A number from the wire may be any.
      return undefined;
  }
}

function kindOf(kind: WireDiff.Kind): DiffKind | undefined {
  switch (kind) {
    case WireDiff.Kind.ADD:
      return "add";
    case WireDiff.Kind.ADD_REPLACE:
      return "add-replace";
    case WireDiff.Kind.DELETE:
      return "delete";
    case WireDiff.Kind.DELETE_REPLACE:
      return "delete-replace";
    case WireDiff.Kind.UPDATE:
      return "update";
    case WireDiff.Kind.UPDATE_REPLACE:
      return "update-replace";
    default:
      return undefined;
  }
}
