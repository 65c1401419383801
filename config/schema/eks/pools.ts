import * as v from "valibot";
import { rule } from "../advice";
import { kubernetesMinor, wholeNumber } from "../fields";
import { autoscale, labels, slot, taints } from "../pool-fields";
import { eksAdoptedPool } from "./adopted";
import { selfManaged } from "./self-managed";

const groupsUrl = "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html";
const updateUrl = "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html";

/** Most nodes of a managed node group. @see https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const eksNodesPerGroup = 450;

/**
 * Most characters of a pool's name: a node group's name has 63, of which the provider's ending takes 26, the slot letter
 * and a hyphen two.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_node_group#node_group_name_prefix
 */
const poolNameLength = 35;

const name = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^[a-z][a-z0-9]{0,${String(poolNameLength - 1)}}$`),
    rule(
      `must be 1 to ${String(poolNameLength)} lower-case letters and digits, starting with a letter`,
      "rename it",
      groupsUrl,
    ),
  ),
  v.description("Name of the pool; the node group's name begins with it, and it is the label mullion/pool"),
);

const upgrade = v.optional(
  v.strictObject({
    maxUnavailable: v.optional(
      v.pipe(
        v.string(rule("must be text", 'put the number in quotes, for example "33%" or "1"', updateUrl)),
        v.regex(
          /^([1-9]\d?%|100%|[1-9]\d?|100)$/,
          rule("must be a number of nodes or a percentage from 1 to 100", 'use for example "33%"', updateUrl),
        ),
        v.description("Nodes that are replaced at the same time, as a number or a percentage"),
      ),
      "1",
    ),
    ignoreDisruptionBudgets: v.optional(
      v.pipe(
        v.boolean(),
        v.description(
          "Replace nodes although a PodDisruptionBudget keeps them from draining within 15 minutes",
        ),
      ),
      false,
    ),
  }),
  {},
);

const count = v.optional(v.pipe(wholeNumber(0, eksNodesPerGroup, "nodes"), v.description("Number of nodes")));

const machine = {
  adopted: eksAdoptedPool,
  instanceTypes: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.regex(
          /^[a-z0-9-]+\.[a-z0-9-]+$/,
          rule(
            "must be an EC2 instance type",
            "use for example m6i.large",
            "https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html",
          ),
        ),
      ),
    ),
    v.nonEmpty(rule("must name at least one instance type", "add for example m6i.large")),
    v.maxLength(20, rule("must have at most 20 entries", "remove some", groupsUrl)),
    v.description("EC2 instance types; with spot capacity name several of one size"),
  ),
  osDiskGiB: v.optional(
    v.pipe(wholeNumber(30, 2048, "GiB"), v.description("Size of the OS disk in GiB; default 128")),
    128,
  ),
  releaseVersion: v.optional(
    v.pipe(
      v.string(rule("must be text", "put the version in quotes")),
      v.regex(
        /^1\.\d{2}(-\d{4}\.\d{2}\.\d{2}|\.\d+-\d{8})$/,
        rule(
          "must be a release of an AMI",
          "use for example 1.36-2026.11.12 on Windows and 1.36.1-20261112 on Linux",
          "https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-versions-windows.html",
        ),
      ),
      v.description("Release of the AMI; default: the newest when the group is made or gets another version"),
    ),
  ),
  upgrade,
};

const poolCommon = {
  name,
  ...machine,
  slot,
  count,
  autoscale: autoscale(0, eksNodesPerGroup),
  labels,
  taints,
  spot: v.optional(
    v.pipe(v.boolean(), v.description("Use spot capacity, which AWS may take back at any time")),
    false,
  ),
  kubernetesVersion: v.optional(
    v.pipe(
      kubernetesMinor,
      v.description("Stay behind the cluster's version, to upgrade pools one by one; default: the cluster's"),
    ),
  ),
};

const linuxPool = v.strictObject({ os: v.literal("Linux"), ...poolCommon });

const windowsPool = v.strictObject({
  os: v.literal("Windows"),
  release: v.pipe(
    v.picklist(
      ["2019", "2022", "2025"],
      rule("must be a Windows Server release in quotes", 'use "2022" or "2025"'),
    ),
    v.description('Windows Server release of the nodes: "2022" or "2025"'),
  ),
  edition: v.optional(
    v.pipe(
      v.picklist(["Core", "Full"], rule("must be Core or Full", "use Core unless nodes need a desktop")),
      v.description("Core, or Full with a desktop"),
    ),
    "Core",
  ),
  ...poolCommon,
  ...selfManaged,
});

/** A node pool beside the system pool: a managed node group, or on Windows an Auto Scaling group of one's own. */
export const eksNodePool = v.variant("os", [linuxPool, windowsPool]);

/** The pool for CoreDNS and the controllers, which run on Linux only. */
export const eksSystemPool = v.strictObject({
  ...machine,
  count,
  autoscale: autoscale(1, eksNodesPerGroup),
  dedicated: v.optional(
    v.pipe(v.boolean(), v.description("Keep everything but system pods away (taint CriticalAddonsOnly)")),
    false,
  ),
});

/** A checked node pool. */
export type EksNodePool = v.InferOutput<typeof eksNodePool>;
/** A checked Windows pool. */
export type EksWindowsPool = Extract<EksNodePool, { readonly os: "Windows" }>;
/** A checked system pool. */
export type EksSystemPool = v.InferOutput<typeof eksSystemPool>;
