import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Pair } from "yaml";
import { poolName, systemPoolName } from "../../components/names";

/** A part of a stack's file, and what stands in the names of the resources that it becomes. */
interface Part {
  readonly mark: string;
  readonly line: number;
}

/**
 * Finds the lines of a stack's file that resources come from: the entry of a node pool or namespace, the group of the
 * system pool, the cluster or the network. Names of resources are a contract of the components.
 *
 * @param text - content of `Pulumi.<stack>.yaml`
 * @returns the line of a resource by its URN, counted from 1; `undefined` for one whose place is not known
 */
export function placesIn(text: string): (urn: string) => number | undefined {
  const counter = new LineCounter();
  const config = parseDocument(text, { lineCounter: counter }).get("config");
  const pairs = isMap(config) ? config.items : [];
  const lineAt = (node: unknown) =>
    isNode(node) && node.range ? counter.linePos(node.range[0]).line : undefined;
  const isEntry = ({ mark }: Part) => Number(mark.includes("-"));
  // A stack may be called a cluster or a network itself: the entries of lists are the surer signs.
  const parts = pairs.flatMap((pair) => partsOf(pair, lineAt)).sort((a, b) => isEntry(b) - isEntry(a));
  return (urn) => {
    const name = urn.split("::").slice(3).join("::");
    return parts.find(({ mark }) => `${name}-`.includes(`-${mark}-`))?.line;
  };
}

type LineAt = (node: unknown) => number | undefined;

/** The parts below one setting. */
function partsOf({ key, value }: Pair, lineAt: LineAt): Part[] {
  const setting = isScalar(key) && typeof key.value === "string" ? key.value.replace(/^[^:]*:/, "") : "";
  const at = (node: unknown, mark: string | undefined): Part[] => {
    const line = lineAt(node);
    return line === undefined || mark === undefined ? [] : [{ mark, line }];
  };
  switch (setting) {
    case "nodePools":
      return entriesOf(value).flatMap((entry) => at(entry, markOfPool(entry)));
    case "namespaces":
      return entriesOf(value).flatMap((entry) => at(entry, mark("baseline", textOf(entry, "name"))));
    case "systemPool":
      return at(key, `pool-${systemPoolName}`);
    case "cluster":
    case "network":
      return at(key, setting);
    default:
      return [];
  }
}

function markOfPool(entry: unknown): string | undefined {
  const name = textOf(entry, "name");
  return name === undefined
    ? undefined
    : mark("pool", poolName({ name, slot: textOf(entry, "slot") ?? "a" }));
}

function mark(role: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${role}-${name}`;
}

function entriesOf(value: unknown): readonly unknown[] {
  return isSeq(value) ? value.items : [];
}

function textOf(entry: unknown, key: string): string | undefined {
  const value: unknown = isMap(entry) ? entry.get(key) : undefined;
  return typeof value === "string" ? value : undefined;
}
