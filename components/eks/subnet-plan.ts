/** The subnets of one availability zone. */
export interface ZonePlan {
  /** Name of the zone, for example `eu-west-1a`. */
  readonly zone: string;
  /** Letter of the zone. */
  readonly letter: string;
  /** Range of the subnet for nodes and pods: a quarter of the VPC. */
  readonly nodes: string;
  /** Range of the subnet for load balancers and NAT gateways: a sixteenth of the VPC. */
  readonly edge: string;
}

/**
 * Cuts a VPC into subnets: the first three quarters for nodes and pods, which take addresses of the VPC on EKS, a quarter
 * for each zone; the last quarter for load balancers, a sixteenth for each zone. A zone's ranges depend on its place in
 * the list only, so a zone that is added last changes none that is there.
 *
 * @param vpcCidr - range of the VPC, which the configuration has checked
 * @param region - region of the stack
 * @param letters - two or three letters of zones
 */
export function subnetPlan(vpcCidr: string, region: string, letters: readonly string[]): ZonePlan[] {
  const [address = "", bits = ""] = vpcCidr.split("/");
  const first = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const prefixLength = Number(bits);
  const sixteenth = 2 ** (32 - prefixLength - 4);
  return letters.map((letter, index) => ({
    zone: `${region}${letter}`,
    letter,
    nodes: `${ipText(first + index * 4 * sixteenth)}/${String(prefixLength + 2)}`,
    edge: `${ipText(first + (12 + index) * sixteenth)}/${String(prefixLength + 4)}`,
  }));
}

function ipText(address: number): string {
  return [24, 16, 8, 0].map((shift) => String(Math.floor(address / 2 ** shift) % 256)).join(".");
}
