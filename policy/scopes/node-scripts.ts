import type { Scope } from "../rule";
import type { View } from "../view";

/** A script by which somebody makes nodes. */
export interface NodeScript {
  readonly props: View;
  /** The property that holds the script. */
  readonly property: "create" | "update";
}

/** Scripts of the command provider: where the node image is one's own, they say what is on the nodes. */
export const nodeScripts: Scope<NodeScript> = {
  types: ["command:remote:Command", "command:local:Command"],
  subjects: ({ props }) => [
    { props, property: "create" },
    { props, property: "update" },
  ],
};

/** The script's text, empty when there is none. @throws {Unproved} */
export function textOf({ props, property }: NodeScript): string {
  return props.string(property) ?? "";
}
