import type { PolicyFinding } from "../step";
import { parseUrn } from "../urn";
import type { PolicyDelta, PolicyRow } from "./report";

/**
 * Compares policy findings of the base and of the change.
 *
 * @param head - findings with the change
 * @param base - findings without it; `undefined` = not known, so that every finding counts as introduced
 */
export function policyDelta(
  head: readonly PolicyFinding[],
  base: readonly PolicyFinding[] | undefined,
): PolicyDelta {
  const before = new Set(base?.map(keyOf));
  const after = new Set(head.map(keyOf));
  return {
    compared: base !== undefined,
    introduced: head.filter((finding) => !before.has(keyOf(finding))).map(toRow),
    fixed: (base ?? []).filter((finding) => !after.has(keyOf(finding))).map(toRow),
    unchanged: head.filter((finding) => before.has(keyOf(finding))).length,
  };
}

function keyOf({ pack, policy, urn, message }: PolicyFinding): string {
  return JSON.stringify([pack, policy, urn, message]);
}

function toRow({ pack, policy, level, urn, message }: PolicyFinding): PolicyRow {
  return {
    policy: pack === "" ? policy : `${pack}/${policy}`,
    level,
    resource: parseUrn(urn)?.name ?? "",
    message: message.replaceAll(/\s+/g, " ").trim(),
  };
}
