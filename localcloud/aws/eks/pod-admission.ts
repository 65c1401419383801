import { minorNumber } from "./facts";
import { addressResource } from "./node-resources";

/** First minor whose API server has mutating admission policies. @see https://github.com/kubernetes/enhancements/issues/3962 */
const firstMinor = "1.36";

const name = "vpc-resource-mutating-webhook";

/**
 * What stands for EKS's webhook: the first container of a Windows pod asks for one address, if the pod's nodeSelector
 * says Windows and it does not use its host's network. EKS asks only while IPAM is on; here it is always asked, so
 * that without IPAM the pod stays Pending (`Insufficient vpc.amazonaws.com/PrivateIPv4Address`) instead of being
 * played as Running: on EKS it never gets past ContainerCreating.
 *
 * @param version Kubernetes version of the cluster; before 1.36 there is nothing to do it with, and nothing is made.
 * @see https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/webhooks/core/pod_webhook.go
 */
export function podAdmission(version: string): readonly object[] {
  if (minorNumber(version) < minorNumber(firstMinor)) return [];
  const asked = `{"${addressResource}": "1"}`;
  return [
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "MutatingAdmissionPolicy",
      metadata: { name },
      spec: {
        failurePolicy: "Ignore",
        reinvocationPolicy: "Never",
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
          ],
        },
        matchConditions: [
          {
            name: "windows",
            expression: selects("kubernetes.io/os") + " || " + selects("beta.kubernetes.io/os"),
          },
          { name: "own-network", expression: "!has(object.spec.hostNetwork) || !object.spec.hostNetwork" },
        ],
        mutations: [
          {
            patchType: "ApplyConfiguration",
            applyConfiguration: {
              expression: `Object{spec: Object.spec{containers: [Object.spec.containers{name: object.spec.containers[0].name, resources: Object.spec.containers.resources{limits: ${asked}, requests: ${asked}}}]}}`,
            },
          },
        ],
      },
    },
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "MutatingAdmissionPolicyBinding",
      metadata: { name },
      spec: { policyName: name },
    },
  ];
}

function selects(label: string): string {
  return `(has(object.spec.nodeSelector) && "${label}" in object.spec.nodeSelector && object.spec.nodeSelector["${label}"] == "windows")`;
}
