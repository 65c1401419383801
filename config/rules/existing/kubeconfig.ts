import type { ExistingConfig } from "../../schema/existing";
import type { Rule } from "../rule";

const url = "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/";

/** The kubeconfig comes from one place. Values are not shown: they may be secrets. */
export const kubeconfig: Rule<ExistingConfig> = ({ kubeconfig: { path, content } }) => {
  if ((path === undefined) !== (content === undefined)) return [];
  return [
    {
      path: "kubeconfig",
      reason: "must have either path or content",
      fix: path === undefined ? "set kubeconfig.path" : "remove one of them",
      url,
    },
  ];
};
