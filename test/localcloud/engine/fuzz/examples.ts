import { box, type Episode } from "./graphs";

/** Histories that once went wrong, each as small as it could be made. */
export const examples: Readonly<Record<string, readonly Episode[]>> = {
  // Seed 1: b lay in the second object of a, and was taken to have gone with the first.
  "what lies in the new object of a replacement does not go with the old one": [
    { nodes: [box("a"), box("b")], faults: [], parallel: 1 },
    {
      nodes: [box("a", { fixed: 1 }), box("b", { parent: "a", deletedWith: "a" })],
      faults: [{ call: "create", name: "b", kind: "unhealthy" }],
      parallel: 1,
    },
    { nodes: [box("a", { fixed: 1 }), box("b", { fixed: 1, parent: "a" })], faults: [], parallel: 1 },
  ],
  // Seed 3: the deletion of the old object of e was taken for that of the present one, and f was forgotten.
  "what lies in an object that refuses to go stays, though a replaced object of the same resource went": [
    {
      nodes: [box("b"), box("d"), box("e", { dependsOn: ["d"] }), box("f")],
      faults: [],
      parallel: 1,
    },
    {
      nodes: [
        ...[box("a"), box("b"), box("d")],
        box("e", { fixedFrom: "a", deletedWith: "a" }),
        box("f", { deletedWith: "e" }),
      ],
      faults: [{ call: "delete", name: "f", kind: "refuse" }],
      parallel: 1,
    },
    { nodes: [], faults: [{ call: "delete", name: "a", kind: "refuse" }], parallel: 1 },
  ],
};
