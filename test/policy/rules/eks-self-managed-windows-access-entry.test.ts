import { eksSelfManagedWindowsAccessEntry } from "../../../policy/rules/eks-self-managed-windows-access-entry";
import { type TestResource, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const windows =
  "<powershell>& $EKSBootstrapScriptFile Start-EKSBootstrap.ps1 -EKSClusterName prod</powershell>";
const template = (userData: unknown): TestResource => ({
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  properties: { name: "windows", userData },
});
const entry = (type: string, name: string): TestResource => ({
  type: "aws:eks/accessEntry:AccessEntry",
  name,
  properties: { clusterName: "prod", type },
});
const missing =
  'LaunchTemplate "windows": userData bootstraps Windows nodes, but the program has no AccessEntry of type EC2_WINDOWS: Nodes of a self-managed group, or of a managed one with an image of its own, get the entry EC2_LINUX or none, and stay NotReady. Add an aws.eks.AccessEntry with type "EC2_WINDOWS" for the role of these nodes.';

ruleTest(eksSelfManagedWindowsAccessEntry, {
  valid: [
    {
      name: "an entry for Windows nodes",
      resource: template(windows),
      stack: [entry("EC2_LINUX", "a"), entry("EC2_WINDOWS", "b")],
    },
    { name: "a template for Linux nodes", resource: template("#!/bin/bash\n/etc/eks/bootstrap.sh prod") },
    { name: "a template without user data", resource: template(undefined) },
  ],
  invalid: [
    { name: "no entry", resource: template(windows), messages: [missing] },
    {
      name: "no entry, with user data in base64",
      resource: template(Buffer.from(windows).toString("base64")),
      messages: [missing],
    },
    {
      name: "an entry for Linux nodes only",
      resource: template(windows),
      stack: [entry("EC2_LINUX", "a")],
      messages: [missing],
    },
  ],
  unproved: [
    {
      name: "user data that is unknown",
      resource: template(UNKNOWN),
      messages: [
        'LaunchTemplate "windows": userData is decided only during the deployment, so the rule cannot be proved in preview. A program whose launch templates bootstrap Windows nodes declares an EKS access entry of type EC2_WINDOWS.',
      ],
    },
  ],
});
