/**
 * What a change does to running nodes and pods, mildest first. `unclassified` stands last because nothing is known:
 * it is never called safe.
 *
 * - `noise`: shown by the engine, does nothing
 * - `metadata`: the cloud's record changes, no node and no pod notices
 * - `scheduling`: pods may start, stop or move, or connections break; nodes stay
 * - `scale`: nodes are added or taken away
 * - `rolling`: nodes are reimaged or replaced one by one
 * - `manual-follow-up`: accepted, and without effect on nodes until somebody upgrades the node image
 * - `pool-replace`: the pool is deleted and made again
 * - `refused`: the platform answers with an error, in the middle of the deployment
 * - `cluster-replace`: the cluster is deleted and made again, with everything in it
 * - `irreversible`: works, and cannot be taken back
 */
export const effectClasses = [
  "noise",
  "metadata",
  "scheduling",
  "scale",
  "rolling",
  "manual-follow-up",
  "pool-replace",
  "refused",
  "cluster-replace",
  "irreversible",
  "unclassified",
] as const;

/** One of {@link effectClasses}. */
export type EffectClass = (typeof effectClasses)[number];

/**
 * Whether this text names an effect class.
 *
 * @param text - anything from outside: a flag, a waiver file
 */
export function isEffectClass(text: string): text is EffectClass {
  return (effectClasses as readonly string[]).includes(text);
}

/**
 * Orders two classes: negative when `a` is the milder one.
 *
 * @param a - one class
 * @param b - the other
 */
export function compareEffects(a: EffectClass, b: EffectClass): number {
  return effectClasses.indexOf(a) - effectClasses.indexOf(b);
}
