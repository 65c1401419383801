import { DiffResponse, PropertyDiff as WireDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Diff, DiffKind, PropertyDiff } from "../plan/diff";

/** Reads a provider's answer to Diff or DiffConfig. */
export function diffOf(answer: DiffResponse): Diff {
  const detailed: Record<string, PropertyDiff> = {};
  answer.getDetaileddiffMap().forEach((entry: WireDiff, path: string) => {
    detailed[path] = { diffKind: kindOf(entry.getKind()), inputDiff: entry.getInputdiff() };
  });
  return {
    changes: changesOf(answer.getChanges()),
    changed: answer.getDiffsList(),
    replaces: answer.getReplacesList(),
    ...(answer.getHasdetaileddiff() ? { detailed } : {}),
    deleteBeforeReplace: answer.getDeletebeforereplace(),
  };
}

function changesOf(changes: DiffResponse.DiffChanges): Diff["changes"] {
  switch (changes) {
    case DiffResponse.DiffChanges.DIFF_NONE:
      return "none";
    case DiffResponse.DiffChanges.DIFF_SOME:
      return "some";
    case DiffResponse.DiffChanges.DIFF_UNKNOWN:
      return "unknown";
  }
}

function kindOf(kind: WireDiff.Kind): DiffKind {
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
  }
}
