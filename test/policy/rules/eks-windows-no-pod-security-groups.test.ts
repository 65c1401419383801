import { eksWindowsNoPodSecurityGroups } from "../../../policy/rules/eks-windows-no-pod-security-groups";
import type { Json } from "../../../policy/wire";
import { kubernetes, linuxSpec, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const policy = (podSelector: unknown, namespace?: string) =>
  kubernetes("vpcresources.k8s.aws/v1beta1:SecurityGroupPolicy", {
    metadata: { name: "db", namespace },
    spec: { podSelector, securityGroups: { groupIds: ["sg-1"] } },
  });
const app = (spec: Json, namespace?: string) =>
  kubernetes("apps/v1:Deployment", {
    metadata: { name: "iis", namespace },
    spec: { template: { metadata: { labels: { app: "iis", tier: "web" } }, spec } },
  });
const iis = { matchLabels: { app: "iis" } };

ruleTest(eksWindowsNoPodSecurityGroups, {
  valid: [
    { name: "Linux pods", resource: policy(iis), stack: [app(linuxSpec())] },
    { name: "other labels", resource: policy({ matchLabels: { app: "api" } }), stack: [app(windowsSpec())] },
    {
      name: "one label of two",
      resource: policy({ matchLabels: { app: "iis", tier: "db" } }),
      stack: [app(windowsSpec())],
    },
    { name: "another namespace", resource: policy(iis, "shop"), stack: [app(windowsSpec(), "web")] },
    { name: "a selector without labels", resource: policy({}), stack: [app(windowsSpec())] },
  ],
  invalid: [
    {
      name: "Windows pods",
      resource: policy(iis, "shop"),
      stack: [app(windowsSpec(), "shop")],
      messages: [
        'SecurityGroupPolicy "db": spec.podSelector matches the Windows pods of Deployment "iis": Windows nodes have no branch network interfaces, so these pods get no security group of their own and are less guarded than the policy says. Leave them out by their labels, and guard them with the security group of their nodes.',
      ],
    },
  ],
  unproved: [
    {
      name: "unknown labels",
      resource: policy({ matchLabels: UNKNOWN }),
      stack: [app(windowsSpec())],
      messages: [
        'SecurityGroupPolicy "db": spec.podSelector.matchLabels is decided only during the deployment, so the rule cannot be proved in preview. SecurityGroupPolicies of EKS select no Windows pods by their labels.',
      ],
    },
  ],
});
