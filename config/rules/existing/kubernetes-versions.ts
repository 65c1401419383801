import { minorSupport, parseMinor } from "../../../catalogue/kubernetes-minors";
import type { ExistingConfig } from "../../schema/existing";
import type { Rule } from "../rule";
import { clause, documentedIn } from "../rule";

/** The Kubernetes project supports the cluster's minor on that day. */
export const kubernetesVersions: Rule<ExistingConfig> = ({ cluster: { kubernetesVersion } }, asOf) => {
  const minor = parseMinor(kubernetesVersion);
  if (minor === undefined) return [];
  const { verdict, reason, source } = minorSupport("upstream", minor, asOf);
  if (verdict !== "deny") return [];
  return [
    {
      path: "cluster.kubernetesVersion",
      value: kubernetesVersion,
      reason: `cannot be used: ${clause(reason)}`,
      fix: "upgrade the cluster first",
      ...documentedIn(source),
    },
  ];
};
