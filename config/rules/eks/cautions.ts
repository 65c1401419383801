import { eksWindowsAmiSupport, eksWindowsAmiTypeOf } from "../../../catalogue/eks";
import { parseMinor } from "../../../catalogue/kubernetes-minors";
import type { EksConfig } from "../../schema/eks";
import type { Rule } from "../rule";
import { clause, documentedIn } from "../rule";

const dnsUrl = "https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html";
const spotUrl =
  "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html#managed-node-group-capacity-types";

/** What EKS accepts and what hurts later. */
export const eksCautions: Rule<EksConfig> = (config, asOf) => [
  ...releases(config, asOf),
  ...systemPool(config, asOf),
  ...spot(config, asOf),
  ...newestAmi(config, asOf),
];

const releases: Rule<EksConfig> = ({ cluster, nodePools }) =>
  nodePools.flatMap((pool, index) => {
    const minor = parseMinor(pool.kubernetesVersion ?? cluster.kubernetesVersion);
    if (pool.os !== "Windows" || minor === undefined) return [];
    const { verdict, reason, source } = eksWindowsAmiSupport(
      eksWindowsAmiTypeOf(pool.edition, pool.release),
      minor,
    );
    if (verdict !== "warn") return [];
    const path = `nodePools[${String(index)}].release`;
    const fix = "plan the move to a newer release";
    return { path, value: pool.release, reason: clause(reason), fix, ...documentedIn(source) };
  });

const systemPool: Rule<EksConfig> = ({ environment, systemPool: { count, autoscale, instanceTypes } }) => {
  if (environment === "dev") return [];
  const nodes = autoscale?.min ?? count ?? 0;
  return [
    ...(nodes < 2
      ? [
          {
            path: "systemPool",
            reason: `should have at least 2 nodes, and has ${String(nodes)}`,
            fix: "raise the number of nodes: with one, every upgrade stops DNS",
            url: dnsUrl,
          },
        ]
      : []),
    ...instanceTypes
      .filter((type) => /^t\d/.test(type))
      .map((type) => ({
        path: "systemPool.instanceTypes",
        value: type,
        reason: "should not be burstable: out of credits, the cluster's DNS slows down or costs more",
        fix: "choose a type of the m family",
        url: dnsUrl,
      })),
  ];
};

const spot: Rule<EksConfig> = ({ nodePools }) =>
  nodePools.flatMap((pool, index) => {
    if (!pool.spot || pool.instanceTypes.length > 1) return [];
    return {
      path: `nodePools[${String(index)}].instanceTypes`,
      value: pool.instanceTypes,
      reason: "should name several types with spot capacity: when one runs out, the others go on",
      fix: "add types with as many CPUs and as much memory",
      url: spotUrl,
    };
  });

const newestAmi: Rule<EksConfig> = ({ environment, nodePools }) =>
  nodePools.flatMap((pool, index) => {
    if (environment === "dev" || pool.os !== "Windows" || pool.managed || pool.amiId !== undefined) return [];
    return {
      path: `nodePools[${String(index)}].amiId`,
      reason:
        "should be set: without it the first run after AWS's monthly release replaces all nodes of the pool",
      fix: "copy it from the preview, and move it within the four months that AWS keeps an AMI",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html",
    };
  });
