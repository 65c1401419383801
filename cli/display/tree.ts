import type { PropertyValue } from "../../localcloud/wire/values";
import { lookOf } from "./colour";
import type { Paint } from "./colour";
import { differences } from "./differences";
import type { PlanRow } from "./plan";

/** How the tree is drawn. */
export interface TreeOptions {
  readonly paint: Paint;
  /** Also resources that stay as they are. @default false */
  readonly showSames?: boolean;
  /** Columns of the terminal. Differences are cut to fit. @default 100 */
  readonly width?: number;
}

interface Branch {
  readonly row: PlanRow;
  readonly children: Branch[];
}

/**
 * Draws the rows of a plan as Pulumi does: a sign, the type indented below its parent, the name, what is planned,
 * and below a changed resource what differs. Parents of changed resources are kept, even where they do not change.
 */
export function drawTree(rows: readonly PlanRow[], options: TreeOptions): string[] {
  const roots = prune(branches(rows), options.showSames ?? false);
  const lines = roots.flatMap((root) => layOut(root, "", "", options));
  if (lines.length === 0) return [];
  const typeWidth = Math.max(4, ...lines.map((line) => line.type.length));
  const nameWidth = Math.max(4, ...lines.map((line) => line.name.length));
  const head = `     ${"Type".padEnd(typeWidth)}  ${"Name".padEnd(nameWidth)}  Plan`;
  return [
    options.paint("bold", head.trimEnd()),
    ...lines.flatMap((line) => render(line, typeWidth, nameWidth, options)),
  ];
}

interface Line {
  readonly row: PlanRow;
  readonly type: string;
  readonly name: string;
  /** What stands before the lines that explain this one. */
  readonly indent: string;
}

function branches(rows: readonly PlanRow[]): Branch[] {
  const byUrn = new Map(rows.map((row) => [row.urn, { row, children: [] as Branch[] }]));
  const roots: Branch[] = [];
  for (const branch of byUrn.values()) {
    const parent = byUrn.get(branch.row.parent);
    (parent?.children ?? roots).push(branch);
  }
  return roots;
}

function prune(all: readonly Branch[], showSames: boolean): Branch[] {
  return all.flatMap((branch) => {
    const children = prune(branch.children, showSames);
    const shown =
      showSames || children.length > 0 || branch.row.op !== "same" || branch.row.messages.length > 0;
    // Default providers come and go with what uses them; they say nothing to a reader.
    const hidden = branch.row.type.startsWith("pulumi:providers:") && branch.row.name.startsWith("default");
    return shown && !hidden ? [{ row: branch.row, children }] : [];
  });
}

function layOut(branch: Branch, own: string, below: string, options: TreeOptions): Line[] {
  const last = branch.children.length - 1;
  return [
    {
      row: branch.row,
      type: own + branch.row.type,
      name: branch.row.name,
      indent: below + (last >= 0 ? "│" : ""),
    },
    ...branch.children.flatMap((child, i) =>
      layOut(
        child,
        `${below}${i === last ? "└─ " : "├─ "}`,
        `${below}${i === last ? "   " : "│  "}`,
        options,
      ),
    ),
  ];
}

function render(line: Line, typeWidth: number, nameWidth: number, options: TreeOptions): string[] {
  const { row } = line;
  const look = lookOf(row.op);
  const plan = row.failed ? options.paint("red", "failed") : options.paint(look.format, look.plan);
  const first = ` ${options.paint(look.format, look.sign)}  ${line.type.padEnd(typeWidth)}  ${line.name.padEnd(nameWidth)}  ${plan}`;
  const width = (options.width ?? 100) - line.indent.length - 11;
  const notes = [
    ...changesOf(row, options.paint),
    ...row.messages.map((message) => options.paint("yellow", message)),
  ];
  return [
    first.trimEnd(),
    ...notes.map((note) => `     ${line.indent.padEnd(line.indent.length + 4)}  ${cut(note, width)}`),
  ];
}

function changesOf(row: PlanRow, paint: Paint): string[] {
  if (row.op !== "update" && row.op !== "replace") return [];
  const { old, new: now, keys } = row.step;
  const changed = differences(asProperties(old?.inputs), asProperties(now?.inputs)).map((difference) => {
    const forces = row.op === "replace" && (keys ?? []).includes(difference.path.split(/[.[]/)[0] ?? "");
    const text = {
      add: `+ ${difference.path}: ${difference.after}`,
      delete: `- ${difference.path}: ${difference.before}`,
      update: `~ ${difference.path}: ${difference.before} => ${difference.after}`,
    }[difference.kind];
    return (
      paint(lookOf(difference.kind === "add" ? "create" : difference.kind).format, text) +
      (forces ? " (needs a replacement)" : "")
    );
  });
  if (changed.length === 0 && (keys ?? []).length > 0)
    return [`replaced because of: ${(keys ?? []).join(", ")}`];
  return changed;
}

function asProperties(inputs: unknown): PropertyValue | undefined {
  // Events are JSON by their definition; what is not an object has no properties to compare.
  return typeof inputs === "object" && inputs !== null ? (inputs as PropertyValue) : undefined;
}

function cut(text: string, width: number): string {
  return text.length <= width || text.includes("\u001b")
    ? text
    : `${text.slice(0, Math.max(20, width - 3))}...`;
}
