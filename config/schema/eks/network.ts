import * as v from "valibot";
import { rule } from "../advice";
import { ipRange } from "../fields";

const networkUrl = "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html";

const subnetIds = v.array(
  v.pipe(
    v.string(),
    v.regex(
      /^subnet-[0-9a-f]{8,17}$/,
      rule("must be the id of a subnet", "copy it from: aws ec2 describe-subnets", networkUrl),
    ),
  ),
);

/** Range that is used when the configuration names none. */
export const eksNetworkDefaults = { vpcCidr: "10.64.0.0/16" } as const;

/** The network of an EKS cluster. The plugin is always the VPC CNI: Windows nodes work with no other on EKS. */
export const eksNetwork = v.strictObject({
  vpcCidr: v.optional(
    v.pipe(ipRange, v.description(`Addresses of a new VPC; default ${eksNetworkDefaults.vpcCidr}`)),
  ),
  zones: v.optional(
    v.pipe(
      v.array(
        v.picklist(
          ["a", "b", "c", "d", "e", "f"],
          rule("must be the letter of an availability zone", "use for example a and b", networkUrl),
        ),
      ),
      v.description(
        "Letters of the availability zones of a new VPC; they stay what they are for the cluster's life",
      ),
    ),
    ["a", "b"],
  ),
  natGateways: v.optional(
    v.pipe(
      v.picklist(
        ["single", "perZone"],
        rule("must be single or perZone", "use perZone where the loss of a zone must not cut off the others"),
      ),
      v.description("How nodes of a new VPC reach the internet"),
    ),
    "single",
  ),
  existingSubnetIds: v.optional(
    v.pipe(
      v.strictObject({
        nodes: v.pipe(subnetIds, v.description("Subnets of nodes and pods, in two zones or more")),
        controlPlane: v.optional(
          v.pipe(subnetIds, v.description("Subnets of the control plane; default: those of the nodes")),
        ),
      }),
      v.description("Use these subnets instead of a new VPC"),
    ),
  ),
  windowsPrefixDelegation: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        "Give Windows nodes ranges of 16 addresses in the place of single ones: up to 16 times as many pods, all pools alike",
      ),
    ),
    false,
  ),
  serviceCidr: v.optional(v.pipe(ipRange, v.description("Addresses of Services")), "172.20.0.0/16"),
});

/** A checked network. */
export type EksNetwork = v.InferOutput<typeof eksNetwork>;
