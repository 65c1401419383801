import type { Entry } from "../../inventory/inventory";
import { mapOf } from "../../inventory/read-facts";
import type { Finding } from "../classified";
import { refusal } from "./refusal";

/**
 * What EKS will refuse about a cluster as the program now wants it, whatever changed.
 *
 * @param entry - a cluster that is made or updated
 */
export function eksClusterRefusals({ step, subject }: Entry): readonly Finding[] {
  if (subject.rows !== "eks:Cluster") return [];
  const { endpointPublicAccess, endpointPrivateAccess } = mapOf(step.new?.inputs["vpcConfig"]);
  // Left out, the public endpoint is open and the private one is not; a value that is not known yet may be true.
  if (endpointPublicAccess !== false || (endpointPrivateAccess ?? false) !== false) return [];
  const platform = "EKS refuses a cluster with neither a public nor a private endpoint.";
  return [
    refusal("InvalidParameterException", platform, "Set vpcConfig.endpointPrivateAccess: true, too.", [
      "eks-api-model",
    ]),
  ];
}
