import fc from "fast-check";
import type { Fault } from "./memory-provider";

/** A resource of a generated program. */
export interface Node {
  readonly name: string;
  readonly size: number;
  readonly fixed: number;
  /** Names of earlier resources whose output it reads. */
  readonly reads: readonly string[];
  /** An earlier resource whose output it reads where a change needs a new object. */
  readonly fixedFrom: string | undefined;
  readonly dependsOn: readonly string[];
  readonly parent: string | undefined;
  readonly deletedWith: string | undefined;
  readonly deleteBeforeReplace: boolean | undefined;
}

/** One run: a program, and what goes wrong in the cloud while it runs. */
export interface Episode {
  readonly nodes: readonly Node[];
  readonly faults: readonly Fault[];
  readonly parallel: number;
}

/** A resource with everything that is not given at its default. */
export function box(name: string, given: Partial<Node> = {}): Node {
  return {
    ...{ name, size: 0, fixed: 0, reads: [], dependsOn: [] },
    ...{ fixedFrom: undefined, parent: undefined, deletedWith: undefined, deleteBeforeReplace: undefined },
    ...given,
  };
}

/** A history as the code that makes it, to be put among the examples. */
export function asCode(history: readonly Episode[]): string {
  const runs = history.map(({ nodes, faults, parallel }) => {
    const list = nodes.map((node) => `box(${[JSON.stringify(node.name), ...changed(node)].join(", ")})`);
    return `  { nodes: [${list.join(", ")}], faults: ${JSON.stringify(faults)}, parallel: ${parallel} },`;
  });
  return ["[", ...runs, "]"].join("\n");
}

function changed(node: Node): string[] {
  const plain = new Map<string, unknown>(Object.entries(box(node.name)));
  const given = Object.entries(node).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(plain.get(name)),
  );
  return given.length === 0 ? [] : [JSON.stringify(Object.fromEntries(given))];
}

const NAMES = ["a", "b", "c", "d", "e", "f"] as const;

/** Some runs on one stack, each with a program of its own. */
export const histories: fc.Arbitrary<Episode[]> = fc.array(episode(), { minLength: 1, maxLength: 4 });

function episode(): fc.Arbitrary<Episode> {
  return fc.record({
    nodes: fc.subarray([...NAMES], { minLength: 0 }).chain(program),
    faults: fc.array(
      fc.record({
        call: fc.constantFrom("create" as const, "update" as const, "delete" as const),
        name: fc.constantFrom(...NAMES),
        kind: fc.constantFrom("refuse" as const, "unhealthy" as const),
      }),
      { maxLength: 2 },
    ),
    parallel: fc.constantFrom(1, 4),
  });
}

// Each resource may only refer to those before it, as in a program.
function program(names: readonly string[]): fc.Arbitrary<Node[]> {
  if (names.length === 0) return fc.constant([]);
  return fc.tuple(...names.map((name, i) => node(name, names.slice(0, i))));
}

function node(name: string, earlier: readonly string[]): fc.Arbitrary<Node> {
  const some = fc.subarray([...earlier], { maxLength: Math.min(2, earlier.length) });
  const perhaps =
    earlier.length === 0
      ? fc.constant(undefined)
      : fc.option(fc.constantFrom(...earlier), { nil: undefined, freq: 3 });
  return fc.record({
    name: fc.constant(name),
    size: fc.nat(2),
    fixed: fc.nat(1),
    reads: some,
    fixedFrom: perhaps,
    dependsOn: some,
    parent: perhaps,
    deletedWith: perhaps,
    deleteBeforeReplace: fc.option(fc.boolean(), { nil: undefined, freq: 3 }),
  });
}
