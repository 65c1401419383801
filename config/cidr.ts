/** A range of IPv4 addresses. */
export interface Cidr {
  /** First address as a number. */
  readonly first: number;
  /** Last address as a number. */
  readonly last: number;
  /** Number of leading bits that all addresses share. */
  readonly prefixLength: number;
}

/**
 * Reads an IPv4 address.
 *
 * @returns the address as a number, or `undefined` when the text is none
 */
export function parseIp(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined;
  return parts.reduce((address, part) => address * 256 + Number(part), 0);
}

/**
 * Reads a range such as `10.0.0.0/16`.
 *
 * @returns the range, or `undefined` when the text is none or does not start with the first address of its range
 */
export function parseCidr(text: string): Cidr | undefined {
  const [ip, bits, ...rest] = text.split("/");
  const first = ip === undefined ? undefined : parseIp(ip);
  if (first === undefined || bits === undefined || rest.length > 0 || !/^(\d|[12]\d|3[0-2])$/.test(bits))
    return undefined;
  const size = 2 ** (32 - Number(bits));
  return first % size === 0 ? { first, last: first + size - 1, prefixLength: Number(bits) } : undefined;
}

/** Number of addresses in a range. */
export function sizeOf({ first, last }: Cidr): number {
  return last - first + 1;
}

/** Whether two ranges have an address in common. */
export function overlap(a: Cidr, b: Cidr): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Whether all addresses of the inner range are in the outer one. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}
