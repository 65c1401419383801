import { hexOf } from "../clouds/identifiers";

/** The account that everything lives in; AWS's own documentation uses this number. */
export const accountId = "123456789012";

/** Who asks: what `getCallerIdentity` answers. */
export const callerArn = `arn:aws:iam::${accountId}:user/local-cloud`;

/** An ARN of this account. @param region Empty for IAM, which has none. */
export function arnOf(service: string, region: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

/** Where a resource is kept: the same in every process. */
export function keyOf(type: string, region: string, id: string): string {
  return `${type}|${region}|${id}`;
}

/** The id in a key. */
export function idIn(key: string): string {
  return key.split("|").slice(2).join("|");
}

/** The region in a key. */
export function regionIn(key: string): string {
  return key.split("|")[1] ?? "";
}

/** An EC2 id, `vpc-0…`, the same for the same seed. */
export function ec2Id(prefix: string, seed: string): string {
  return `${prefix}-0${hexOf(seed, 16)}`;
}

/**
 * The zones of a region: three each, with ids as AWS names them.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
export function zonesOf(region: string): readonly { readonly name: string; readonly id: string }[] {
  const [area = "", direction = "", number = ""] = region.split("-");
  const short = `${area}${direction
    .replace(/^(north|south)(east|west)$/, "$1 $2")
    .split(" ")
    .map((word) => word.charAt(0))
    .join("")}${number}`;
  return ["a", "b", "c"].map((letter, index) => ({
    name: `${region}${letter}`,
    id: `${short}-az${String(index + 1)}`,
  }));
}
