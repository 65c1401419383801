import { linux } from "./linux";
import type { OsFamily, OsName } from "./os-family";
import { windows } from "./windows";

export type { OsFamily, OsName, Taint } from "./os-family";

const families: Readonly<Record<OsName, OsFamily>> = { Linux: linux, Windows: windows };

/**
 * What differs by operating system.
 *
 * @param os - operating system of a pool or workload
 */
export function osFamily(os: OsName): OsFamily {
  return families[os];
}
