import { describe } from "../resource";
import { stackRule } from "../rule";
import { ipamOwners } from "../scopes/eks-cni";
import { eksClusters } from "../scopes/resources";
import { inWords } from "../text";

/** One thing only decides whether Windows pods get addresses. */
export const eksWindowsIpamOneOwner = stackRule({
  name: "eks-windows-ipam-one-owner",
  level: "mandatory",
  description: "enable-windows-ipam of an EKS cluster is set in one place only.",
  sources: ["https://github.com/aws-ia/terraform-aws-eks-blueprints/issues/965"],
  scope: eksClusters,
  *check(cluster, stack) {
    const owners = ipamOwners(cluster, stack);
    if (owners.length < 2) return;
    yield {
      field: "enable-windows-ipam",
      problem: `is set in ${owners.length} places: ${inWords(owners.map(({ resource }) => describe(resource)))}`,
      reason:
        "The add-on writes the same ConfigMap and wins at every update of it, whatever the other place says",
      fix: "Keep it in configurationValues of the vpc-cni add-on and take it out of the ConfigMap",
    };
  },
});
