import { styleText } from "node:util";
import type { OpType } from "@pulumi/pulumi/automation/stack";

type Format = Parameters<typeof styleText>[0];

/** Writes text in a colour, or leaves it as it is where there is no terminal. */
export type Paint = (format: Format, text: string) => string;

/** Colour only on a terminal that has not asked for none. @see https://no-color.org */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
  const coloured = stream.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
  return coloured ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text;
}

/** The sign, the verb and the colour of an operation, as Pulumi's own display has them. */
export interface OpLook {
  readonly sign: string;
  readonly plan: string;
  readonly doing: string;
  readonly done: string;
  readonly format: Format;
}

const looks: Readonly<Record<OpType, OpLook>> = {
  same: { sign: "  ", plan: "", doing: "", done: "", format: "reset" },
  create: { sign: "+ ", plan: "create", doing: "creating", done: "created", format: "green" },
  update: { sign: "~ ", plan: "update", doing: "updating", done: "updated", format: "yellow" },
  delete: { sign: "- ", plan: "delete", doing: "deleting", done: "deleted", format: "red" },
  replace: { sign: "+-", plan: "replace", doing: "replacing", done: "replaced", format: "magenta" },
  "create-replacement": {
    sign: "++",
    plan: "create replacement",
    doing: "creating replacement",
    done: "created replacement",
    format: "green",
  },
  "delete-replaced": {
    sign: "--",
    plan: "delete original",
    doing: "deleting original",
    done: "deleted original",
    format: "red",
  },
  read: { sign: "> ", plan: "read", doing: "reading", done: "read", format: "cyan" },
  "read-replacement": {
    sign: ">>",
    plan: "read replacement",
    doing: "reading replacement",
    done: "read replacement",
    format: "cyan",
  },
  refresh: { sign: "~ ", plan: "refresh", doing: "refreshing", done: "refreshed", format: "yellow" },
  discard: { sign: "< ", plan: "discard", doing: "discarding", done: "discarded", format: "red" },
  "discard-replaced": {
    sign: "<<",
    plan: "discard original",
    doing: "discarding original",
    done: "discarded original",
    format: "red",
  },
  "remove-pending-replace": {
    sign: "~ ",
    plan: "finish replacement",
    doing: "finishing replacement",
    done: "finished replacement",
    format: "yellow",
  },
  import: { sign: "= ", plan: "import", doing: "importing", done: "imported", format: "blue" },
  "import-replacement": {
    sign: "=>",
    plan: "import replacement",
    doing: "importing replacement",
    done: "imported replacement",
    format: "blue",
  },
};

/** How an operation is shown. */
export function lookOf(op: OpType): OpLook {
  return looks[op];
}
