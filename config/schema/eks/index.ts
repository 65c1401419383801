import * as v from "valibot";
import { rule } from "../advice";
import { commonFields } from "../common";
import { tags } from "../fields";
import { eksAdopted } from "./adopted";
import { eksCluster, eksEncryption, eksIdentity } from "./cluster";
import { eksNetwork } from "./network";
import { eksNodePool, eksSystemPool } from "./pools";

const region = v.pipe(
  v.string(),
  v.regex(
    /^[a-z]{2}(-[a-z]+)+-\d$/,
    rule(
      "must be the name of an AWS region",
      "use for example eu-west-1",
      "https://docs.aws.amazon.com/general/latest/gr/eks.html",
    ),
  ),
  v.description("AWS region, for example eu-west-1"),
);

const addonVersion = v.optional(
  v.pipe(
    v.string(),
    v.regex(
      /^v\d+\.\d+\.\d+-eksbuild\.\d+$/,
      rule(
        "must be a version of an EKS add-on",
        "use for example v1.64.0-eksbuild.1",
        "https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html",
      ),
    ),
    v.description("Version of the add-on; default: the one that EKS recommends when it is installed"),
  ),
);

/** Versions of add-ons. */
const eksAddonVersions = v.strictObject({
  vpcCni: addonVersion,
  kubeProxy: addonVersion,
  coredns: addonVersion,
  ebsCsiDriver: addonVersion,
  cloudWatch: addonVersion,
});

/** What is measured and kept. */
const eksMonitoring = v.strictObject({
  containerInsights: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        "Metrics and container logs of Linux and Windows nodes in CloudWatch, which takes its price",
      ),
    ),
    true,
  ),
});

/** Configuration of an EKS stack. */
export const eksStack = v.strictObject({
  target: v.literal("eks"),
  ...commonFields,
  tags: v.optional(tags, {}),
  region,
  cluster: eksCluster,
  network: v.optional(eksNetwork, {}),
  identity: v.optional(eksIdentity, {}),
  systemPool: eksSystemPool,
  nodePools: v.optional(v.array(eksNodePool), []),
  addonVersions: v.optional(eksAddonVersions, {}),
  monitoring: v.optional(eksMonitoring, {}),
  encryption: v.optional(eksEncryption),
  adopted: v.optional(eksAdopted),
});

/** Checked versions of add-ons. */
export type EksAddonVersions = v.InferOutput<typeof eksAddonVersions>;

/** A checked configuration of an EKS stack, with defaults filled in and `name` known. */
export type EksConfig = v.InferOutput<typeof eksStack> & { readonly name: string };
