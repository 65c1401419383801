/** A Kubernetes minor version without patch, for example `1.36`. */
export type KubernetesMinor = `1.${number}`;

/**
 * Reads the minor out of a Kubernetes version.
 *
 * @param version - `1.36`, `1.36.2`, `v1.36.2` or with a suffix such as `1.36.2-eks-1-36-3`
 * @returns the minor, or `undefined` when the text is no Kubernetes 1.x version
 */
export function parseMinor(version: string): KubernetesMinor | undefined {
  const match = /^v?1\.(0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)(?:[-+][0-9A-Za-z.+-]+)?)?$/.exec(version);
  return match?.[1] === undefined ? undefined : `1.${Number(match[1])}`;
}

/**
 * Orders two minors by number, so that `1.9` comes before `1.10`.
 *
 * @returns the distance in minors: negative when `a` is the older one
 */
export function compareMinors(a: KubernetesMinor, b: KubernetesMinor): number {
  return minorNumber(a) - minorNumber(b);
}

function minorNumber(minor: KubernetesMinor): number {
  return Number(minor.slice("1.".length));
}
