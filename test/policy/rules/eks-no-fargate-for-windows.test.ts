import { eksNoFargateForWindows } from "../../../policy/rules/eks-no-fargate-for-windows";
import {
  deployment,
  eksCluster,
  linuxSpec,
  kubernetes,
  type TestResource,
  UNKNOWN,
  windowsSpec,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const profile = (...selectors: Record<string, unknown>[]): TestResource => ({
  type: "aws:eks/fargateProfile:FargateProfile",
  properties: { clusterName: eksCluster().properties["name"], selectors },
});
const windows = (namespace: string, labels: Record<string, string>) =>
  kubernetes("apps/v1:Deployment", {
    metadata: { name: "web", namespace },
    spec: { template: { metadata: { labels }, spec: windowsSpec() } },
  });
const caught = (index: number) =>
  `FargateProfile "test": selectors[${index}] matches the Windows pods of Deployment "web": Fargate runs Linux only: these pods stay Pending instead of going to the Windows nodes. Narrow the selector by labels, or put the Windows workloads into a namespace of their own.`;

ruleTest(eksNoFargateForWindows, {
  valid: [
    {
      name: "another namespace",
      resource: profile({ namespace: "batch" }),
      stack: [windows("web", { app: "iis" })],
    },
    {
      name: "other labels",
      resource: profile({ namespace: "web", labels: { os: "linux" } }),
      stack: [windows("web", { app: "iis" })],
    },
    { name: "a Linux pod", resource: profile({ namespace: "default" }), stack: [deployment(linuxSpec())] },
    {
      name: "a wildcard that does not match",
      resource: profile({ namespace: "batch-*" }),
      stack: [windows("web", {})],
    },
    {
      name: "a question mark for one character only",
      resource: profile({ namespace: "w?b" }),
      stack: [windows("weeb", {})],
    },
  ],
  invalid: [
    {
      name: "the namespace",
      resource: profile({ namespace: "web" }),
      stack: [windows("web", {})],
      messages: [caught(0)],
    },
    {
      name: "the default namespace",
      resource: profile({ namespace: "default" }),
      stack: [deployment(windowsSpec())],
      messages: [caught(0)],
    },
    {
      name: "namespace and labels in the second selector",
      resource: profile({ namespace: "x" }, { namespace: "web", labels: { app: "i*" } }),
      stack: [windows("web", { app: "iis" })],
      messages: [caught(1)],
    },
    {
      name: "a wildcard",
      resource: profile({ namespace: "w?b" }),
      stack: [windows("web", {})],
      messages: [caught(0)],
    },
  ],
  unproved: [
    {
      name: "a namespace that is unknown",
      resource: profile({ namespace: UNKNOWN }),
      stack: [windows("web", {})],
      messages: [
        'FargateProfile "test": selectors[0].namespace is decided only during the deployment, so the rule cannot be proved in preview. Selectors of an EKS Fargate profile match no Windows pods.',
      ],
    },
  ],
});
