import { resourceRule } from "../rule";
import { eksClusters } from "../scopes/resources";

const EVERYBODY: readonly string[] = ["0.0.0.0/0", "::/0"];

/** The API server does not answer the whole internet. */
export const eksEndpointNotOpen = resourceRule({
  name: "eks-endpoint-not-open",
  level: "advisory",
  description: "The API server of an EKS cluster is private or answers named address ranges only.",
  sources: ["https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html"],
  scope: eksClusters,
  *check({ props }) {
    if (props.boolean("vpcConfig", "endpointPublicAccess") === false) return;
    const ranges = props.strings("vpcConfig", "publicAccessCidrs");
    const open = ranges.filter((range) => EVERYBODY.includes(range));
    if (ranges.length > 0 && open.length === 0) return;
    yield {
      field: "vpcConfig.publicAccessCidrs",
      problem: ranges.length === 0 ? "is not set" : `contains "${open.join('", "')}"`,
      reason: "The API server answers everybody on the internet, so a leaked token or a flaw in it is enough",
      fix: "Name the ranges from which people and pipelines work, or set endpointPublicAccess to false",
    };
  },
});
