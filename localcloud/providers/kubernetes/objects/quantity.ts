import type { PropertyValue } from "../../../wire/values";

/** Decimal exponents of the suffixes in powers of thousand, smallest first; the unit is billionths. */
const DECIMAL = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
/** Binary suffixes, smallest first. */
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
/** Billionths per unit. */
const UNIT = 1_000_000_000n;

/**
 * The form in which the API server keeps a quantity: no fraction, and the largest suffix that needs none. `0.5` is
 * `500m`, `1024Mi` is `1Gi`. What is no quantity stays as it is, for the server to refuse.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function canonicalQuantity(value: PropertyValue): PropertyValue {
  if (typeof value !== "string" && typeof value !== "number") return value;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/.exec(String(value));
  if (match === null || (match[2] ?? "") + (match[3] ?? "") === "") return value;
  const [, sign, whole = "", fraction = "", suffix = "", exponent] = match;
  const billionths = scaled(whole, fraction, factorOf(suffix, exponent));
  if (billionths === undefined) return value;
  const minus = sign === "-" && billionths > 0n ? "-" : "";
  if (billionths === 0n) return "0";
  const isBinary = suffix.endsWith("i") && billionths >= 1024n * UNIT && billionths % UNIT === 0n;
  if (isBinary) return minus + inLargest(billionths / UNIT, 1024n, BINARY);
  return minus + (exponent === undefined ? inLargest(billionths, 1000n, DECIMAL) : inExponents(billionths));
}

/** The factor that a suffix or exponent stands for, in billionths. */
function factorOf(suffix: string, exponent: string | undefined): { multiply: bigint; divide: bigint } {
  const power = Number(exponent ?? "0");
  if (exponent !== undefined)
    return power < 0
      ? { multiply: UNIT, divide: 10n ** BigInt(-power) }
      : { multiply: UNIT * 10n ** BigInt(power), divide: 1n };
  const binary = BINARY.indexOf(suffix);
  if (suffix.endsWith("i")) return { multiply: UNIT * 1024n ** BigInt(binary), divide: 1n };
  return { multiply: 1000n ** BigInt(DECIMAL.indexOf(suffix)), divide: 1n };
}

/** Billionths; `undefined` when that is not exact. */
function scaled(
  whole: string,
  fraction: string,
  factor: { multiply: bigint; divide: bigint },
): bigint | undefined {
  const digits = BigInt(whole + fraction) * factor.multiply;
  const divisor = factor.divide * 10n ** BigInt(fraction.length);
  return digits % divisor === 0n ? digits / divisor : undefined;
}

function inLargest(amount: bigint, base: bigint, suffixes: readonly string[]): string {
  let [rest, step] = [amount, 0];
  while (rest % base === 0n && step < suffixes.length - 1) [rest, step] = [rest / base, step + 1];
  return `${rest.toString()}${suffixes[step] ?? ""}`;
}

function inExponents(billionths: bigint): string {
  let [rest, exponent] = [billionths, -9];
  while (rest % 1000n === 0n) [rest, exponent] = [rest / 1000n, exponent + 3];
  return exponent === 0 ? rest.toString() : `${rest.toString()}e${String(exponent)}`;
}
