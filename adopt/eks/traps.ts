import * as v from "valibot";
import type { Found, Trap } from "../found";
import { addOn, isOnInNetwork, unnamedAddOns } from "./add-ons";
import { describedCluster, namedGroup, type NamedGroup } from "./described";
import { isExpressible, isWindows } from "./pools";
import { autoScalingGroupType } from "../read/auto-scaling";

/**
 * What whoever adopts this cluster should know.
 *
 * @param found - the cluster
 */
export function eksTraps(found: Found): readonly Trap[] {
  const groups = found.pools.map(namedGroup);
  const machines = found.others.filter(({ type }) => type === autoScalingGroupType);
  const hasWindows = machines.length > 0 || groups.some((group) => isWindows(group) === true);
  return [
    ...clusterTraps(found),
    ...(hasWindows ? windowsTraps(found) : []),
    ...groups.flatMap(groupTraps),
    ...machines.map(({ name }) => machinesTrap(name)),
  ];
}

function clusterTraps(found: Found): readonly Trap[] {
  const cluster = v.parse(describedCluster, found.cluster.properties);
  const subject = "cluster";
  const traps: Trap[] = [];
  const mode = cluster.accessConfig.authenticationMode ?? "CONFIG_MAP";
  if (mode === "CONFIG_MAP")
    traps.push({
      subject,
      says: "Rights are in the ConfigMap aws-auth only, which refuses access entries: identity.admins, identity.viewers and self-managed Windows pools do not work.",
      wayOut:
        "aws eks update-cluster-config --access-config authenticationMode=API_AND_CONFIG_MAP, which cannot be taken back; then take accessConfig.authenticationMode out of adopted.keep",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html",
    });
  if (cluster.encryptionConfig === undefined)
    traps.push({
      subject,
      says: "Kubernetes secrets are not encrypted with a key of your own; the stack leaves that as it is.",
      wayOut: "Set encryption.keyArn when it suits you; EKS encrypts what is there, and never takes it back",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html",
    });
  if (!found.others.some(({ type }) => type.endsWith(":OpenIdConnectProvider")))
    traps.push({
      subject,
      says: "No file names the cluster's OIDC provider in IAM, so the stack makes one, which AWS refuses where there is one already.",
      wayOut:
        "Look with aws iam list-open-id-connect-providers; where there is one, set adopted.oidcProviderArn to its ARN",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html",
    });
  return [...traps, ...addOnTraps(found)];
}

function addOnTraps(found: Found): readonly Trap[] {
  const subject = "cluster";
  const url = "https://docs.aws.amazon.com/eks/latest/userguide/managing-add-ons.html";
  const unnamed = unnamedAddOns(found);
  const outside: Trap = {
    subject,
    says: `No file names ${unnamed.join(", ")}: whatever runs of it stays outside of the stack.`,
    wayOut:
      "Where aws eks list-addons has it, add aws eks describe-addon and adopt again; else take the entry out of adopted.addOns when EKS shall manage it, with Mullion's settings over those that are there",
    url,
  };
  const disks: Trap = {
    subject,
    says: "No file names aws-ebs-csi-driver, so the first up installs it, over one that runs by other means.",
    wayOut:
      "Where there is one, add { name: aws-ebs-csi-driver, selfManaged: true } to adopted.addOns before that",
    url,
  };
  return [
    ...(unnamed.length === 0 ? [] : [outside]),
    ...(addOn(found, "aws-ebs-csi-driver") === undefined ? [disks] : []),
  ];
}

function windowsTraps(found: Found): readonly Trap[] {
  const subject = "cluster";
  const url = "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html";
  const role: Trap = {
    subject,
    says: "Windows pods get addresses only while the cluster's role has AmazonEKSVPCResourceController, and the role is not part of the stack.",
    wayOut: "Look with aws iam list-attached-role-policies, and attach the policy where it is missing",
    url,
  };
  if (isOnInNetwork(found, "enableWindowsIpam")) return [role];
  const says =
    "No add-on vpc-cni in the files sets enableWindowsIpam. Where the ConfigMap amazon-vpc-cni does, Windows pods get addresses, but the rule eks-windows-ipam-enabled cannot see that and stops mullion up.";
  const wayOut =
    'Set it in the add-on, beside the settings that it has: aws eks update-addon --addon-name vpc-cni --configuration-values \'{"enableWindowsIpam":"true"}\' --resolve-conflicts OVERWRITE; or disable the rule for this stack with --policy-pack-config';
  return [{ subject, says, wayOut, url }, role];
}

function groupTraps(group: NamedGroup): readonly Trap[] {
  const subject = group.physicalName;
  if (!isExpressible(group))
    return [
      {
        subject,
        says: `It stays outside of the stack: ${unspoken(group)}, which Mullion has no words for.`,
        wayOut:
          "Add a pool of the same size to the stack, move the workloads, then delete this group with aws eks delete-nodegroup",
        url: "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
      },
    ];
  const traps: Trap[] = [
    {
      subject,
      says: "Its name is fixed: a change that needs another group deletes this one before the new one is there.",
      wayOut:
        "For such a change add the pool once more with slot b and without adopted, move the workloads, then remove this entry",
      url: "docs/rules/eks-node-group-name-not-fixed.md",
    },
  ];
  if (group.launchTemplate === undefined)
    traps.push({
      subject,
      says: "It has no launch template and can never take one: size and encryption of its disks, tags of its machines and IMDSv2 stay what they are.",
      wayOut: "The successor in slot b has one",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
    });
  if (isWindows(group) === true && !group.taints.some(({ key }) => key === "os"))
    traps.push({
      subject,
      says: "Its nodes have no taint os=windows:NoSchedule: Linux pods without a selector may land on them.",
      wayOut: "Give every Windows workload the toleration, then take taints out of adopted.keep",
      url: "https://kubernetes.io/docs/concepts/windows/user-guide/#ensuring-os-specific-workloads-land-on-the-appropriate-container-host",
    });
  return traps;
}

function machinesTrap(subject: string): Trap {
  return {
    subject,
    says: "It stays outside of the stack: an Auto Scaling group that EKS does not manage, whose image, user data and role are its own program's.",
    wayOut:
      "Leave it and its access entry, or its lines in aws-auth, as they are; or add a pool of the same size to the stack (managed: false where Windows needs settings of the kubelet), move the workloads, then delete the group where it was made",
    url: "https://docs.aws.amazon.com/eks/latest/userguide/worker.html",
  };
}

function unspoken({ amiType, instanceTypes }: NamedGroup): string {
  if (instanceTypes.length === 0) return "its launch template says the instance types";
  return amiType === "CUSTOM" ? "its launch template says the image" : `its AMI type is ${amiType}`;
}
