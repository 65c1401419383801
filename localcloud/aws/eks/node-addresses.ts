import { parseCidr } from "../../clouds/cidr";
import { hexOf } from "../../clouds/identifiers";
import type { JsonObject } from "../../clouds/json";
import { textAt, textsAt } from "../../clouds/json";
import { keyOf } from "../account";
import type { Cloud } from "../cloud";
import { ec2 } from "../ec2/tokens";

/** An address and the zone that it is in. */
interface Place {
  readonly address: string;
  readonly zone: string;
}

/** What addresses are taken from. */
interface Subnets {
  readonly cloud: Cloud;
  readonly region: string;
  /** Names the subnets in `subnetIds`. */
  readonly body: JsonObject;
  /** The group, for messages. */
  readonly name: string;
}

/** Free addresses of a group's subnets, taken in turns; the first four and the last of each are AWS's own. */
export function places(
  { cloud, region, body, name }: Subnets,
  taken: ReadonlySet<string>,
  count: number,
): readonly Place[] {
  const subnets = textsAt(body, "subnetIds").map(
    (id) => cloud.store.find(keyOf(ec2.subnet, region, id))?.body ?? {},
  );
  const used = new Set(taken);
  const found: Place[] = [];
  for (let turn = 0; found.length < count; turn += 1) {
    const subnet = subnets[turn % subnets.length];
    const range = parseCidr(textAt(subnet, "cidrBlock") ?? "");
    if (range === undefined) throw new Error(`node group ${name} has a subnet without addresses`);
    const usable = range.last - range.first - 4;
    const start = parseInt(hexOf(`${name}${String(turn)}`, 8), 16);
    for (let step = 0; step < usable; step += 1) {
      const address = asAddress(range.first + 4 + ((start + step) % usable));
      if (used.has(address)) continue;
      used.add(address);
      found.push({ address, zone: textAt(subnet, "availabilityZone") ?? "" });
      break;
    }
    if (turn > count * 4 + 16) throw new InsufficientAddresses(name);
  }
  return found;
}

/** The subnets of a group have no address left. */
export class InsufficientAddresses extends Error {
  override readonly name = "InsufficientAddresses";
  constructor(group: string) {
    super(`the subnets of node group ${group} have no free addresses`);
  }
}

function asAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => String(Math.floor(number / 2 ** shift) % 256)).join(".");
}

/** The node's name: the private DNS name of its machine. */
export function nodeName(address: string, region: string): string {
  const domain = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return `ip-${address.replaceAll(".", "-")}.${domain}`;
}

/** The address in a node's name. */
export function addressIn(node: string): string {
  return /^ip-([\d-]+)\./.exec(node)?.[1]?.replaceAll("-", ".") ?? "";
}
