import { minorNumber } from "./facts";
import { addressResource } from "./node-resources";

/** First minor whose API server has mutating admission policies. @see https://github.com/kubernetes/enhancements/issues/3962 */
const firstMinor = "1.36";

/** What no node has: it keeps pods Pending that on EKS would never get past ContainerCreating. */
const neverThere = "localcloud.mullion.dev/address-needs-node-selector";

/**
 * What stands for EKS's webhook. The first container of a Windows pod asks for one address, if the pod's nodeSelector says
 * Windows and it does not use its host's network. EKS asks only while IPAM is on; here it is always asked, so that without
 * IPAM the pod stays Pending (`Insufficient vpc.amazonaws.com/PrivateIPv4Address`) instead of being played as Running: on
 * EKS it never gets past ContainerCreating. The webhook reads nothing but the nodeSelector: a pod that says Windows only
 * by `spec.os` or by affinity gets no address there, and here asks for what no node has.
 *
 * @param version Kubernetes version of the cluster; before 1.36 there is nothing to do it with, and nothing is made.
 * @see https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/webhooks/core/pod_webhook.go
 */
export function podAdmission(version: string): readonly object[] {
  if (minorNumber(version) < minorNumber(firstMinor)) return [];
  return [
    ...asking("vpc-resource-mutating-webhook", addressResource, selectsWindows),
    ...asking("no-address-without-node-selector", neverThere, `!(${selectsWindows}) && (${saysWindows})`),
  ];
}

/** A policy by which pods that meet a condition, and have a network of their own, ask for one of a resource. */
function asking(name: string, resource: string, condition: string): readonly object[] {
  const asked = `{"${resource}": "1"}`;
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
          { name: "windows", expression: condition },
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

const selectsWindows = `${selects("kubernetes.io/os")} || ${selects("beta.kubernetes.io/os")}`;

const required = "object.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution";

/** `spec.os`, or a required affinity to nodes of Windows. */
const saysWindows = [
  'has(object.spec.os) && object.spec.os.name == "windows"',
  [
    "has(object.spec.affinity)",
    "has(object.spec.affinity.nodeAffinity)",
    `has(${required})`,
    `${required}.nodeSelectorTerms.exists(term, has(term.matchExpressions) && term.matchExpressions.exists(wanted, wanted.key == "kubernetes.io/os" && wanted.operator == "In" && "windows" in wanted.values))`,
  ].join(" && "),
]
  .map((way) => `(${way})`)
  .join(" || ");
