import * as fs from "node:fs";
import * as path from "node:path";

/** The folder with the Go modules that pin etcd, Kubernetes and KWOK. */
export const TOOLS = path.resolve(__dirname, "../../tools");

/**
 * How many minors back a Kubernetes release can act as.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-architecture/4330-compatibility-versions
 */
const EMULATED_MINORS = 3;

/** The release of Kubernetes that the control planes run, as pinned in tools/kubernetes/go.mod: `1.36.3`. */
export function kubernetesRelease(): string {
  const file = path.join(TOOLS, "kubernetes", "go.mod");
  const pinned = /^require k8s\.io\/kubernetes v(\d+\.\d+\.\d+)$/m.exec(fs.readFileSync(file, "utf8"))?.[1];
  if (pinned === undefined) throw new Error(`${file} does not require a release of k8s.io/kubernetes.`);
  return pinned;
}

/**
 * The minor that a control plane acts as (APIs served, features, validation) when a cloud says that it runs the given
 * version: the same where the pinned release can, else the nearest one.
 *
 * @param version `1.35`, `1.35.4` or `v1.35.4-eks-…`.
 * @throws Error when that is no version.
 */
export function emulatedMinor(version: string, release = kubernetesRelease()): string {
  const asked = minorOf(version);
  const newest = minorOf(release);
  return `1.${Math.min(Math.max(asked, newest - EMULATED_MINORS), newest)}`;
}

function minorOf(version: string): number {
  const minor = /^v?1\.(\d+)(?![\d])/.exec(version)?.[1];
  if (minor === undefined)
    throw new Error(`A Kubernetes version looks like 1.35 or 1.35.4; got "${version}".`);
  return Number(minor);
}
