import type { RepositoryConfig } from "../../../config/schema/delivery";
import type { OsName } from "../../os";
import type { PlatformPool } from "../../platform";

/** A folder of the repository whose objects are applied. */
export interface Folder {
  /** `linux` or `windows`: its name in the repository, and part of names in the cluster. */
  readonly os: Lowercase<OsName>;
  readonly path: string;
}

/**
 * The folders of a cluster: one for each operating system that it has nodes of, so that a cluster without Windows never
 * has pods that wait for it.
 *
 * @param repository - where the cluster's folder is
 * @param pools - the cluster's node pools; Linux nodes are always there
 */
export function foldersOf(
  { path }: Pick<RepositoryConfig, "path">,
  pools: readonly PlatformPool[],
): readonly Folder[] {
  const linux: Folder = { os: "linux", path: `${path}/linux` };
  if (!pools.some(({ os }) => os === "Windows")) return [linux];
  return [linux, { os: "windows", path: `${path}/windows` }];
}
