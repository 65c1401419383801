/** The parts of a Pulumi URN. */
export interface Urn {
  readonly stack: string;
  readonly project: string;
  /** Types of the parents, outermost first, without the resource's own. */
  readonly parents: readonly string[];
  /** Type token of the resource itself. */
  readonly type: string;
  /** Logical name; may hold anything, `::` too. */
  readonly name: string;
}

/**
 * Takes a URN apart: `urn:pulumi:<stack>::<project>::<parent type>$<type>::<name>`.
 *
 * @returns the parts, or `undefined` when the text is no URN
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#urns
 */
export function parseUrn(text: string): Urn | undefined {
  const match = /^urn:pulumi:(.*?)::(.*?)::(.*?)::(.+)$/s.exec(text);
  if (match === null) return undefined;
  const [, stack = "", project = "", types = "", name = ""] = match;
  const all = types.split("$");
  const type = all.at(-1) ?? "";
  return type === "" ? undefined : { stack, project, parents: all.slice(0, -1), type, name };
}
