import { resourceRule } from "../rule";
import { runtimeClasses } from "../scopes/resources";

/** A RuntimeClass uses the API version that is left. */
export const runtimeClassApiVersion = resourceRule({
  name: "runtime-class-api-version",
  level: "mandatory",
  description: "RuntimeClasses use node.k8s.io/v1.",
  sources: ["https://kubernetes.io/docs/reference/using-api/deprecation-guide/"],
  scope: runtimeClasses,
  *check({ props }) {
    const version = props.string("apiVersion");
    if (version === undefined || version === "node.k8s.io/v1") return;
    yield {
      field: "apiVersion",
      problem: `is "${version}"`,
      reason: "Kubernetes 1.25 removed every other version; AWS' samples for Windows still show v1beta1",
      fix: 'Use "node.k8s.io/v1"',
    };
  },
});
