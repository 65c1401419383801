import * as v from "valibot";
import { rule } from "../advice";
import { quantity, wholeNumber } from "../fields";

const amiUrl = "https://docs.aws.amazon.com/eks/latest/userguide/retrieve-windows-ami-id.html";
const kubeletUrl = "https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/";

/**
 * Most pods that a kubelet can be asked for: 63 ranges of 16 addresses, on an interface with 64 places.
 *
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/windows-networking.html
 */
const mostPods = 1008;

/** A flag with its value in one word: it travels through PowerShell in single quotes. */
const flag = v.pipe(
  v.string(),
  v.regex(
    /^--[a-z][a-z0-9-]*=[\w.,:;=<>%/+-]+$/,
    rule(
      "must be a flag of the kubelet with its value",
      "use for example --eviction-hard=memory.available<500Mi",
      kubeletUrl,
    ),
  ),
);

const kubelet = v.strictObject({
  maxPods: v.optional(
    v.pipe(
      wholeNumber(1, mostPods, "pods"),
      v.description("Most pods of a node; default: the kubelet's, which is 110"),
    ),
  ),
  kubeReservedMemory: v.optional(
    v.pipe(quantity, v.description("Memory that is kept for kubelet and containerd")),
    "512Mi",
  ),
  systemReservedMemory: v.optional(
    v.pipe(quantity, v.description("Memory that is kept for Windows itself")),
    "1536Mi",
  ),
  extraArgs: v.optional(
    v.pipe(v.array(flag), v.description("More flags, each with its value: --name=value")),
    [],
  ),
});

/** What a Windows pool may say whose nodes EKS does not manage. */
export const selfManaged = {
  managed: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        "false: an Auto Scaling group of one's own, for settings of the kubelet, which EKS gives managed groups no way to say",
      ),
    ),
    true,
  ),
  amiId: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^ami-[0-9a-f]{8,17}$/,
        rule(
          "must be the id of an AMI",
          "copy it from: aws ssm get-parameter --name /aws/service/ami-windows-latest/…/image_id",
          amiUrl,
        ),
      ),
      v.description("AMI of a pool with managed: false; default: the newest of the release on each run"),
    ),
  ),
  kubelet: v.optional(
    v.pipe(kubelet, v.description("Settings of the kubelet of a pool with managed: false")),
  ),
};

/** Checked settings of a kubelet. */
export type EksKubelet = v.InferOutput<typeof kubelet>;

/** What a kubelet gets when the configuration says nothing. */
export const kubeletDefaults: EksKubelet = v.parse(kubelet, {});
