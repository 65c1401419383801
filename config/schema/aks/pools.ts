import * as v from "valibot";
import { aksMaxPodsLimits, aksNodeCountLimits, aksUpgradeLimits } from "../../../catalogue/aks";
import { rule } from "../advice";
import { kubernetesVersion, text, wholeNumber } from "../fields";
import { aksAdoptedPool } from "./adopted";
import { autoscale, labels, slot, taints } from "../pool-fields";

const poolNamesUrl = "https://learn.microsoft.com/azure/aks/create-node-pools";
const upgradeUrl = "https://learn.microsoft.com/azure/aks/upgrade-cluster#customize-node-surge-upgrade";

const zones = v.optional(
  v.pipe(
    v.array(v.picklist(["1", "2", "3"], rule('must be "1", "2" or "3"', "put the zone in quotes"))),
    v.description('Availability zones of the nodes, for example ["1", "2", "3"]'),
  ),
  [],
);

const diskType = v.optional(
  v.pipe(
    v.picklist(["Managed", "Ephemeral"], rule("must be Managed or Ephemeral", "choose one of them")),
    v.description(
      "Managed disks survive a move of the machine; ephemeral ones are faster and part of the VM size",
    ),
  ),
  "Managed",
);

const maxPods = v.optional(
  v.pipe(
    wholeNumber(aksMaxPodsLimits.min, aksMaxPodsLimits.max, "pods"),
    v.description("Pods per node; default 110, or 30 when pods share the nodes' subnet"),
  ),
);

const surge = v.pipe(
  v.string(rule("must be text", 'put the number in quotes, for example "33%" or "1"', upgradeUrl)),
  v.regex(
    /^(\d{1,2}%|100%|\d{1,4})$/,
    rule("must be a number of nodes or a percentage", 'use for example "33%"', upgradeUrl),
  ),
);

/** How nodes are replaced in an upgrade; Windows nodes pull larger images and get more time. */
function upgrade(drainTimeoutInMinutes: number, nodeSoakDurationInMinutes: number) {
  const { drainTimeoutMinutes: drain, nodeSoakMinutes: soak } = aksUpgradeLimits;
  return v.optional(
    v.strictObject({
      maxSurge: v.optional(
        v.pipe(surge, v.description("Extra nodes while upgrading, as a number or a percentage")),
        "33%",
      ),
      maxUnavailable: v.optional(
        v.pipe(surge, v.description("Nodes that may be missing while upgrading; needed when maxSurge is 0")),
        "0",
      ),
      drainTimeoutInMinutes: v.optional(
        v.pipe(
          wholeNumber(drain.min, drain.max, "minutes"),
          v.description("Minutes that a node may take to drain"),
        ),
        drainTimeoutInMinutes,
      ),
      nodeSoakDurationInMinutes: v.optional(
        v.pipe(
          wholeNumber(soak.min, soak.max, "minutes"),
          v.description("Minutes to wait after each replaced node"),
        ),
        nodeSoakDurationInMinutes,
      ),
    }),
    {},
  );
}

const spot = v.optional(
  v.pipe(
    v.strictObject({
      maxPrice: v.optional(
        v.pipe(
          v.number(),
          v.check(
            (price) => price === -1 || (price > 0 && Number(price.toFixed(5)) === price),
            rule(
              "must be -1 or a positive price in US dollars with at most 5 decimals",
              "use -1 to pay up to the regular price",
            ),
          ),
          v.description("Highest price per hour in US dollars; -1 = up to the regular price"),
        ),
        -1,
      ),
      evictionPolicy: v.optional(
        v.picklist(["Delete", "Deallocate"], rule("must be Delete or Deallocate", "choose one")),
        "Delete",
      ),
    }),
    v.description("Use spot capacity, which Azure may take back at any time"),
  ),
);

const count = v.optional(
  v.pipe(
    wholeNumber(aksNodeCountLimits.userMin, aksNodeCountLimits.perPool, "nodes"),
    v.description("Number of nodes"),
  ),
);

const machine = {
  vmSize: v.pipe(text, v.description("VM size, for example Standard_D4s_v5")),
  osDiskGiB: v.optional(
    v.pipe(wholeNumber(30, 2048, "GiB"), v.description("Size of the OS disk in GiB; default 128")),
    128,
  ),
  osDiskType: diskType,
  zones,
  maxPods,
};

const poolCommon = {
  ...machine,
  slot,
  count,
  autoscale: autoscale(aksNodeCountLimits.userMin, aksNodeCountLimits.perPool),
  labels,
  taints,
  spot,
  kubernetesVersion: v.optional(
    v.pipe(
      kubernetesVersion,
      v.description("Stay behind the cluster's version, to upgrade pools one by one; default: the cluster's"),
    ),
  ),
  encryptionAtHost: v.optional(
    v.pipe(v.boolean(), v.description("Encrypt temporary disks and caches on the host")),
    false,
  ),
  adopted: aksAdoptedPool,
};

const linuxOsSku = v.optional(
  v.pipe(
    v.picklist(["Ubuntu", "AzureLinux"], rule("must be Ubuntu or AzureLinux", "choose one of them")),
    v.description("Linux distribution of the nodes"),
  ),
  "Ubuntu",
);

function poolNameOf(length: number, allowed: string) {
  return v.pipe(
    v.string(),
    v.regex(
      new RegExp(`^[a-z][a-z0-9]{0,${String(length - 1)}}$`),
      rule(
        `must be 1 to ${String(length)} lower-case letters and digits, starting with a letter (${allowed} and the slot letter takes one)`,
        "shorten it",
        poolNamesUrl,
      ),
    ),
    v.description(
      "Name of the pool; with the slot letter it is the pool's name in Azure, alone it is the label mullion/pool",
    ),
  );
}

const linuxPool = v.strictObject({
  name: poolNameOf(11, "AKS allows 12"),
  os: v.literal("Linux"),
  ...poolCommon,
  osSku: linuxOsSku,
  fips: v.optional(v.pipe(v.boolean(), v.description("Use FIPS 140 validated images")), false),
  upgrade: upgrade(30, 0),
});

const windowsPool = v.strictObject({
  name: poolNameOf(5, "AKS allows 6 on Windows"),
  os: v.literal("Windows"),
  release: v.pipe(
    v.picklist(
      ["2019", "2022", "2025"],
      rule("must be a Windows Server release in quotes", 'use "2022" or "2025"'),
    ),
    v.description('Windows Server release of the nodes: "2022" or "2025"'),
  ),
  ...poolCommon,
  fips: v.optional(
    v.pipe(v.boolean(), v.description("Use FIPS 140 validated images; Windows Server 2025 always does")),
  ),
  outboundNat: v.optional(
    v.pipe(
      v.boolean(),
      v.description("false: pods leave with their own address; needs a NAT gateway as network.outboundType"),
    ),
    true,
  ),
  upgrade: upgrade(60, 5),
});

/** A node pool beside the system pool. */
export const aksNodePool = v.variant("os", [linuxPool, windowsPool]);

/** The pool for system pods that every cluster has: Linux, and part of the cluster itself. */
export const aksSystemPool = v.strictObject({
  ...machine,
  osSku: linuxOsSku,
  count,
  autoscale: autoscale(aksNodeCountLimits.systemMin, aksNodeCountLimits.perPool),
  dedicated: v.optional(
    v.pipe(v.boolean(), v.description("Keep everything but system pods away (taint CriticalAddonsOnly)")),
    false,
  ),
  upgrade: upgrade(30, 0),
});

/** A checked node pool. */
export type AksNodePool = v.InferOutput<typeof aksNodePool>;
/** A checked system pool. */
export type AksSystemPool = v.InferOutput<typeof aksSystemPool>;
