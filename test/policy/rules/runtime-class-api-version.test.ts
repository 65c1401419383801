import { runtimeClassApiVersion } from "../../../policy/rules/runtime-class-api-version";
import { kubernetes, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const withVersion = (apiVersion: string) => kubernetes("node.k8s.io/v1beta1:RuntimeClass", { apiVersion });

ruleTest(runtimeClassApiVersion, {
  valid: [
    { name: "v1", resource: withVersion("node.k8s.io/v1") },
    { name: "no version, which is that of the SDK", resource: kubernetes("node.k8s.io/v1:RuntimeClass", {}) },
  ],
  invalid: [
    {
      name: "v1beta1",
      resource: withVersion("node.k8s.io/v1beta1"),
      messages: [
        'RuntimeClass "web": apiVersion is "node.k8s.io/v1beta1": Kubernetes 1.25 removed every other version; AWS\' samples for Windows still show v1beta1. Use "node.k8s.io/v1".',
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown version",
      resource: withVersion(UNKNOWN),
      messages: [
        'RuntimeClass "web": apiVersion is decided only during the deployment, so the rule cannot be proved in preview. RuntimeClasses use node.k8s.io/v1.',
      ],
    },
  ],
});
