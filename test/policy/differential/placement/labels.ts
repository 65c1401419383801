/** Label that pools may declare, in the words of a team. */
export const TEAM = "team";
/** Label that pools may declare with something that may be a number. */
export const SIZE = "example.com/size";
/** Label that no pool declares and no platform sets: somebody may put it on nodes by hand. */
export const BY_HAND = "example.com/by-hand";

/** What a node can have been given by hand. */
export const byHand = [undefined, "a", "5"] as const;
/** Values of {@link SIZE}: Kubernetes takes only some of them for numbers. */
export const sizes = ["3", "10", "007", "1.5", "x", ""] as const;
/** Values of {@link TEAM}. */
export const teams = ["a", "b"] as const;

/** Label by which the real scheduler is asked about one node after the other. */
export const ONE_NODE = "differential.mullion.dev/node";
