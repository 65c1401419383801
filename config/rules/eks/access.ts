import type { EksConfig } from "../../schema/eks";
import type { Rule } from "../rule";

const endpointUrl = "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html";
const entriesUrl = "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html";

/** Address ranges are for public API servers, and EKS takes one access entry for each principal. */
export const access: Rule<EksConfig> = ({ cluster, identity }) => {
  const { admins, viewers } = identity;
  const all = [
    ...admins.map((arn, index) => ({ arn, path: `identity.admins[${String(index)}]` })),
    ...viewers.map((arn, index) => ({ arn, path: `identity.viewers[${String(index)}]` })),
  ];
  return [
    ...(cluster.private && cluster.authorizedIpRanges.length > 0
      ? [
          {
            path: "cluster.authorizedIpRanges",
            value: cluster.authorizedIpRanges,
            reason: "have no meaning for a private API server",
            fix: "remove them, or set cluster.private to false",
            url: endpointUrl,
          },
        ]
      : []),
    ...all.flatMap(({ arn, path }, index) => {
      const first = all.findIndex((other) => other.arn === arn);
      if (first === index) return [];
      const reason = `must be named once, and is ${all[first]?.path ?? ""} already`;
      return { path, value: arn, reason, fix: "remove one of them", url: entriesUrl };
    }),
  ];
};
