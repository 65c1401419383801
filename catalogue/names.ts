import { aksPoolName } from "./aks/pools";
import type { SourceId } from "./source";

/** What a cloud demands of the name of one kind of object. */
export interface NameRule {
  /** The object in words, for messages. */
  readonly what: string;
  readonly minLength: number;
  readonly maxLength: number;
  /** Matches every name that fits, the lengths included. */
  readonly pattern: RegExp;
  /** The rule in words, for messages after "must be". */
  readonly rule: string;
  readonly source: readonly SourceId[];
}

/** Letters, digits, `_`, `.` and `-`; starts with a letter or digit, ends with a letter, digit or `_`. */
const networkName = {
  minLength: 1,
  maxLength: 80,
  pattern: /^(?=.{1,80}$)[A-Za-z0-9](?:[\w.-]*\w)?$/,
  rule: "1 to 80 letters, digits, underscores, periods and hyphens, starting with a letter or digit, ending with a letter, digit or underscore",
  source: ["arm-names"],
} as const satisfies Omit<NameRule, "what">;

const collectionName = {
  minLength: 1,
  maxLength: 64,
  pattern: /^(?=.{1,64}$)[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?$/,
  rule: "1 to 64 letters, digits, underscores and hyphens, starting and ending with a letter or digit",
  source: ["azure-cli-monitor-metrics"],
} as const satisfies Omit<NameRule, "what">;

const iamName = (maxLength: number): Omit<NameRule, "what"> => ({
  minLength: 1,
  maxLength,
  pattern: new RegExp(`^[\\w+=,.@-]{1,${String(maxLength)}}$`),
  rule: `1 to ${String(maxLength)} letters, digits and +=,.@_-`,
  source: ["iam-quotas"],
});

/** Names of Azure objects. */
export const azureNames = {
  resourceGroup: {
    what: "resource group",
    minLength: 1,
    maxLength: 90,
    pattern: /^(?=.{1,90}$)[\w().-]*[\w()-]$/,
    rule: "1 to 90 letters, digits, underscores, parentheses, hyphens and periods, not ending with a period",
    source: ["arm-names"],
  },
  managedCluster: {
    what: "AKS cluster",
    minLength: 1,
    maxLength: 63,
    pattern: /^[A-Za-z0-9]$|^[A-Za-z0-9][\w-]{0,61}[A-Za-z0-9]$/,
    rule: "1 to 63 letters, digits, underscores and hyphens, starting and ending with a letter or digit",
    source: ["aks-rest-2025-09-01"],
  },
  dnsPrefix: {
    what: "DNS prefix of an AKS cluster",
    minLength: 1,
    maxLength: 54,
    pattern: /^[A-Za-z0-9]$|^[A-Za-z0-9][A-Za-z0-9-]{0,52}[A-Za-z0-9]$/,
    rule: "1 to 54 letters, digits and hyphens, starting and ending with a letter or digit",
    source: ["azurerm-kubernetes", "capz-webhooks"],
  },
  nodeResourceGroup: {
    what: "node resource group of an AKS cluster",
    minLength: 1,
    maxLength: 80,
    pattern: /^(?=.{1,80}$)[A-Za-z0-9()-](?:[\w().-]*[\w()-])?$/,
    rule: "1 to 80 letters, digits, underscores, parentheses, hyphens and periods, not starting with an underscore, not ending with a period",
    source: ["azure-support-aks"],
  },
  linuxPool: { what: "Linux node pool", minLength: 1, ...aksPoolName.Linux },
  windowsPool: { what: "Windows node pool", minLength: 1, ...aksPoolName.Windows },
  virtualNetwork: {
    what: "virtual network",
    minLength: 2,
    maxLength: 64,
    pattern: /^[A-Za-z0-9][\w.-]{0,62}\w$/,
    rule: "2 to 64 letters, digits, underscores, periods and hyphens, starting with a letter or digit, ending with a letter, digit or underscore",
    source: ["arm-names"],
  },
  subnet: { what: "subnet", ...networkName },
  networkSecurityGroup: { what: "network security group", ...networkName },
  routeTable: { what: "route table", ...networkName },
  publicIpAddress: { what: "public IP address", ...networkName },
  natGateway: { what: "NAT gateway", ...networkName },
  userAssignedIdentity: {
    what: "user-assigned identity",
    minLength: 3,
    maxLength: 128,
    pattern: /^[A-Za-z0-9][\w-]{2,127}$/,
    rule: "3 to 128 letters, digits, hyphens and underscores, starting with a letter or digit",
    source: ["arm-names"],
  },
  roleAssignment: {
    what: "role assignment",
    minLength: 36,
    maxLength: 36,
    pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    rule: "a GUID",
    source: ["azure-role-assignments"],
  },
  logAnalyticsWorkspace: {
    what: "Log Analytics workspace",
    minLength: 4,
    maxLength: 63,
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
    rule: "4 to 63 letters, digits and hyphens, starting and ending with a letter or digit",
    source: ["arm-names"],
  },
  dataCollectionEndpoint: {
    what: "data collection endpoint",
    minLength: 1,
    maxLength: 44,
    pattern: /^(?=.{1,44}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    rule: "1 to 44 letters, digits and hyphens, starting and ending with a letter or digit",
    source: ["azure-cli-monitor-metrics"],
  },
  dataCollectionRule: { what: "data collection rule", ...collectionName },
  dataCollectionRuleAssociation: { what: "data collection rule association", ...collectionName },
  maintenanceConfiguration: {
    what: "maintenance configuration of an AKS cluster",
    minLength: 7,
    maxLength: 31,
    pattern: /^(?:default|aksManagedAutoUpgradeSchedule|aksManagedNodeOSUpgradeSchedule)$/,
    rule: "default, aksManagedAutoUpgradeSchedule or aksManagedNodeOSUpgradeSchedule",
    source: ["aks-planned-maintenance"],
  },
  keyVault: {
    what: "key vault",
    minLength: 3,
    maxLength: 24,
    pattern: /^(?=.{3,24}$)[A-Za-z](?:-?[A-Za-z0-9])+$/,
    rule: "3 to 24 letters, digits and single hyphens, starting with a letter, ending with a letter or digit",
    source: ["arm-names"],
  },
  diskEncryptionSet: {
    what: "disk encryption set",
    minLength: 1,
    maxLength: 80,
    pattern: /^\w{1,80}$/,
    rule: "1 to 80 letters, digits and underscores",
    source: ["arm-names"],
  },
} as const satisfies Record<string, NameRule>;

/** Names of AWS objects. */
export const awsNames = {
  cluster: {
    what: "EKS cluster",
    minLength: 1,
    maxLength: 100,
    pattern: /^[0-9A-Za-z][\w-]{0,99}$/,
    rule: "1 to 100 letters, digits, underscores and hyphens, starting with a letter or digit",
    source: ["eks-api-model"],
  },
  nodeGroup: {
    what: "EKS node group",
    minLength: 1,
    maxLength: 63,
    pattern: /^[0-9A-Za-z][\w-]{0,62}$/,
    rule: "1 to 63 letters, digits, underscores and hyphens, starting with a letter or digit",
    source: ["aws-sdk"],
  },
  role: { what: "IAM role", ...iamName(64) },
  policy: { what: "IAM policy", ...iamName(128) },
  instanceProfile: { what: "instance profile", ...iamName(128) },
  launchTemplate: {
    what: "launch template",
    minLength: 3,
    maxLength: 128,
    pattern: /^[A-Za-z0-9()./_-]{3,128}$/,
    rule: "3 to 128 letters, digits and ().-/_",
    source: ["ec2-launch-template"],
  },
  securityGroup: {
    what: "security group",
    minLength: 1,
    maxLength: 255,
    pattern: /^(?!sg-)[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
    rule: "1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not starting with sg-",
    source: ["ec2-security-group"],
  },
  kmsAlias: {
    what: "KMS alias",
    minLength: 7,
    maxLength: 256,
    pattern: /^(?=.{7,256}$)alias\/(?!aws\/)[\w/-]+$/,
    rule: "alias/ and letters, digits, slashes, underscores and hyphens, at most 256 characters, not starting with alias/aws/",
    source: ["kms-alias"],
  },
} as const satisfies Record<string, NameRule>;

/** Names of Kubernetes objects and labels. */
export const kubernetesNames = {
  label: {
    what: "DNS label",
    minLength: 1,
    maxLength: 63,
    pattern: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    rule: "1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit",
    source: ["k8s-names"],
  },
  subdomain: {
    what: "DNS subdomain",
    minLength: 1,
    maxLength: 253,
    pattern: /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/,
    rule: "1 to 253 lower-case letters, digits, hyphens and periods, every part starting and ending with a letter or digit",
    source: ["k8s-names"],
  },
  labelValue: {
    what: "label value",
    minLength: 0,
    maxLength: 63,
    pattern: /^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/,
    rule: "at most 63 letters, digits, underscores, periods and hyphens, starting and ending with a letter or digit",
    source: ["k8s-labels"],
  },
} as const satisfies Record<string, NameRule>;

/**
 * What is wrong with a name.
 *
 * @param rule - the rule of its kind
 * @param name - the name
 * @returns a phrase such as `must be 1 to 6 lower-case letters …, got "winpool1" (8 characters)`, or `undefined` when
 * the name fits
 */
export function nameProblem(rule: NameRule, name: string): string | undefined {
  if (rule.pattern.test(name)) return undefined;
  return `must be ${rule.rule}, got "${name}" (${String(name.length)} characters)`;
}
