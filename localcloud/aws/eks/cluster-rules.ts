import { overlaps, parseCidr, size } from "../../clouds/cidr";
import { isTrueAt, textAt, textsAt, valueAt } from "../../clouds/json";
import { keyOf } from "../account";
import { ec2 } from "../ec2/tokens";
import { invalidParameter, invalidRequest } from "../errors";
import { policiesOf, roleOf, trusts } from "../iam/iam";
import type { Rule, Write } from "../resource-type";
import { kubernetesMinors, minorNumber } from "./facts";
import { eks, partsOf } from "./tokens";

const nameIsValid: Rule<Write> = ({ requested }) =>
  /^[0-9A-Za-z][A-Za-z0-9\-_]{0,99}$/.test(textAt(requested, "name") ?? "")
    ? undefined
    : invalidParameter(
        "The name can contain only alphanumeric characters (case-sensitive), hyphens, and underscores. It must start with an alphanumeric character and can't be longer than 100 characters.",
      );

/** @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/cluster.go (what creation retries) */
const roleIsUsable: Rule<Write> = ({ cloud, requested, before }) => {
  if (before !== undefined) return undefined;
  const arn = textAt(requested, "roleArn") ?? "";
  const role = roleOf(cloud, arn);
  if (role === undefined) return invalidParameter(`roleArn, ${arn}, does not exist`);
  if (!trusts(role, "eks.amazonaws.com"))
    return invalidParameter(
      `Role with arn: ${arn}, could not be assumed because it does not exist or the trusted entity is not correct`,
    );
  return policiesOf(cloud, role).includes("AmazonEKSClusterPolicy")
    ? undefined
    : invalidParameter(
        "The provided role doesn't have the Amazon EKS Managed Policies associated with it. Please ensure the following policy is attached: AmazonEKSClusterPolicy",
      );
};

const versionIsOffered: Rule<Write> = ({ cloud, requested }) => {
  const version = textAt(requested, "version");
  const today = cloud.now().toISOString().slice(0, 10);
  const offered = kubernetesMinors.some(
    ({ minor, extendedSupportUntil }) => minor === version && today < extendedSupportUntil,
  );
  return version === undefined || offered
    ? undefined
    : invalidParameter(`unsupported Kubernetes version ${version}`);
};

const versionMovesOneUp: Rule<Write> = ({ requested, before }) => {
  const [from, to] = [textAt(before?.body, "version"), textAt(requested, "version")];
  if (from === undefined || to === undefined) return undefined;
  const step = minorNumber(to) - minorNumber(from);
  return step === 0 || step === 1
    ? undefined
    : invalidParameter(`Unsupported Kubernetes minor version update from ${from} to ${to}`);
};

/** A kubelet may be three minors older than its API server. @see https://kubernetes.io/releases/version-skew-policy/ */
const nodesAreNotLeftBehind: Rule<Write> = ({ cloud, requested, before }) => {
  const to = textAt(requested, "version");
  if (before === undefined || to === undefined) return undefined;
  const old = partsOf(cloud, before, eks.nodeGroup).find(
    ({ body }) => minorNumber(to) - minorNumber(textAt(body, "version") ?? to) > 3,
  );
  return old === undefined
    ? undefined
    : invalidRequest(
        `Nodegroup ${textAt(old.body, "nodeGroupName") ?? ""} must be updated to a newer Kubernetes version before updating cluster version to ${to}`,
      );
};

const subnetsAreUsable: Rule<Write> = ({ cloud, region, requested, before }) => {
  const ids = textsAt(requested, "vpcConfig.subnetIds");
  const subnets = ids.map((id) => cloud.store.find(keyOf(ec2.subnet, region, id)));
  const missing = ids.find((_, index) => subnets[index] === undefined);
  if (missing !== undefined) return invalidParameter(`The subnet ID '${missing}' does not exist`);
  const valuesOf = (property: string) => new Set(subnets.map((subnet) => textAt(subnet?.body, property)));
  if (valuesOf("vpcId").size > 1) return invalidParameter("Subnets specified must belong to the same VPC");
  if (valuesOf("availabilityZone").size < 2)
    return invalidParameter("Subnets specified must be in at least two different AZs");
  const vpcId = textAt(before?.body, "vpcConfig.vpcId");
  return vpcId === undefined || valuesOf("vpcId").has(vpcId)
    ? undefined
    : invalidParameter("Provided subnets must belong to the VPC of the cluster");
};

const someEndpointIsOpen: Rule<Write> = ({ requested }) =>
  valueAt(requested, "vpcConfig.endpointPublicAccess") === false &&
  !isTrueAt(requested, "vpcConfig.endpointPrivateAccess")
    ? invalidParameter("Private and public endpoint access cannot be false")
    : undefined;

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

const serviceRangeFits: Rule<Write> = ({ cloud, region, requested, before }) => {
  const block = textAt(requested, "kubernetesNetworkConfig.serviceIpv4Cidr");
  if (block === undefined || before !== undefined) return undefined;
  const range = parseCidr(block);
  const inPrivate = privateRanges.some((outer) => {
    const other = parseCidr(outer);
    return range !== undefined && other !== undefined && overlaps(other, range);
  });
  if (range === undefined || !inPrivate || size(range) > 2 ** 20 || size(range) < 2 ** 8)
    return invalidParameter(
      "serviceIpv4Cidr must be between /12 and /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
    );
  const [subnetId = ""] = textsAt(requested, "vpcConfig.subnetIds");
  const vpcId = textAt(cloud.store.find(keyOf(ec2.subnet, region, subnetId))?.body, "vpcId") ?? "";
  const network = parseCidr(textAt(cloud.store.find(keyOf(ec2.vpc, region, vpcId))?.body, "cidrBlock") ?? "");
  return network !== undefined && overlaps(network, range)
    ? invalidParameter(`serviceIpv4Cidr ${block} conflicts with the CIDR blocks of VPC ${vpcId}`)
    : undefined;
};

/** Authentication modes in the one order in which a cluster can move through them. */
const modes = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];

const authenticationMovesOneStep: Rule<Write> = ({ requested, before }) => {
  const from = textAt(before?.body, "accessConfig.authenticationMode");
  const to = textAt(requested, "accessConfig.authenticationMode") ?? from ?? "CONFIG_MAP";
  if (!modes.includes(to)) return invalidParameter(`authenticationMode must be one of ${modes.join(", ")}`);
  if (from === undefined) {
    const noAdmin = valueAt(requested, "accessConfig.bootstrapClusterCreatorAdminPermissions") === false;
    return noAdmin && to === "CONFIG_MAP"
      ? invalidParameter(
          "bootstrapClusterCreatorAdminPermissions must be true if cluster authentication mode is set to CONFIG_MAP",
        )
      : undefined;
  }
  const step = modes.indexOf(to) - modes.indexOf(from);
  return step === 0 || step === 1
    ? undefined
    : invalidParameter(`Unsupported authentication mode update from ${from} to ${to}`);
};

/** A cluster can be given encryption later, and never be rid of it. @see https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html */
const encryptionIsForGood: Rule<Write> = ({ requested, before }) => {
  const [from, to] = [before?.body, requested].map((body) =>
    textAt(body, "encryptionConfig.provider.keyArn"),
  );
  return from !== undefined && to !== undefined && from !== to
    ? invalidParameter("Encryption is already enabled on the cluster, and its key can't be changed")
    : undefined;
};

/** What EKS checks of a cluster, in this order. */
export const clusterRules: readonly Rule<Write>[] = [
  nameIsValid,
  roleIsUsable,
  versionIsOffered,
  versionMovesOneUp,
  nodesAreNotLeftBehind,
  subnetsAreUsable,
  someEndpointIsOpen,
  serviceRangeFits,
  authenticationMovesOneStep,
  encryptionIsForGood,
];
