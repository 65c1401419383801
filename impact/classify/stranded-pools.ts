import { aksWindowsSkuSupport } from "../../catalogue/aks";
import { eksWindowsAmiSupport } from "../../catalogue/eks";
import { parseMinor } from "../../catalogue/kubernetes-minors";
import type { KubernetesMinor } from "../../catalogue/kubernetes-minors";
import { osOfPool } from "../inventory/inventory";
import type { Entry, Pool } from "../inventory/inventory";
import { text } from "../inventory/read-facts";
import type { Finding } from "./classified";
import type { Context } from "./classify";

/**
 * Windows pools that cannot follow their cluster to its new Kubernetes minor, because the platform has no node images
 * for them there. The upgrade of the control plane itself is accepted.
 *
 * @param entry - a cluster that is updated
 * @param context - the rest of the input
 */
export function strandedPools({ step, subject }: Entry, { inventory, asOf }: Context): readonly Finding[] {
  const property = subject.rows === "eks:Cluster" ? "version" : "kubernetesVersion";
  const [from, to] = [minorAt(step.old?.inputs[property]), minorAt(step.new?.inputs[property])];
  if (to === undefined || from === to) return [];
  return inventory.pools
    .filter((pool) => pool.cluster === step.urn && osOfPool(pool) === "Windows")
    .flatMap((pool) =>
      stranded(pool, to, (image) =>
        pool.platform === "aks" ? aksWindowsSkuSupport(image, to, asOf) : eksWindowsAmiSupport(image, to),
      ),
    );
}

function stranded(
  pool: Pool,
  minor: KubernetesMinor,
  support: (image: string) => ReturnType<typeof eksWindowsAmiSupport>,
): readonly Finding[] {
  const image = pool.new?.image;
  if (image === undefined) return [];
  const verdict = support(image);
  if (verdict.verdict !== "deny") return [];
  return [
    {
      effect: "manual-follow-up",
      platform: `The pool "${pool.title}" cannot follow to Kubernetes ${minor}: ${verdict.reason}`,
      instead: `First add a pool with a newer Windows Server release beside "${pool.title}", move the workloads and remove it; then upgrade the cluster.`,
      nodes: "none",
      source: verdict.source,
    },
  ];
}

function minorAt(value: Parameters<typeof text>[0]): KubernetesMinor | undefined {
  return parseMinor(text(value) ?? "");
}
