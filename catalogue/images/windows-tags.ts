import { windowsReleaseList } from "../windows-releases";

/**
 * Builds behind the names that tags use for a Windows release, lower case: the releases of the table and the
 * semi-annual ones that no node runs any more but that images are still tagged with.
 *
 * @see https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/base-image-lifecycle
 */
export const buildOfTagName: ReadonlyMap<string, number> = new Map([
  ["1709", 16299],
  ["1803", 17134],
  ["1903", 18362],
  ["1909", 18363],
  ["2004", 19041],
  ...windowsReleaseList.flatMap((row) =>
    [...row.serverCoreTags, ...row.nanoServerTags].map((tag): [string, number] => [
      tag.toLowerCase(),
      row.build,
    ]),
  ),
]);

/** A name of a Windows release in a tag, and its build. */
export interface TaggedRelease {
  /** The part of the tag that says it, as written. */
  readonly text: string;
  readonly build: number;
}

/** Names that mean a Windows release wherever they stand. */
const plainName = /(?<=^|[-_.])(?:ltsc20\d\d|sac2016)(?=$|[-_.])/gi;
/** Windows flavours in tags, as alternatives of a regular expression. */
export const flavourPattern = "nanoserver|windowsservercore|servercore|windows";
/** Numbers of releases that count behind a flavour only, as alternatives of a regular expression. */
export const flavouredReleasePattern = "1\\d0[39]|1709|1809|2004|20h2";
/** Numbers that mean a Windows release only behind the name of a Windows flavour. */
const flavouredName = new RegExp(
  `(?<=^|[-_.])(?:${flavourPattern})[-_]?(?<name>${flavouredReleasePattern})(?=$|[-_.])`,
  "gi",
);
/** A full version, `10.0.<build>.<revision>`. */
const fullVersion = /(?<=^|[-_])10\.0\.(?<build>\d{5})\.\d+(?=$|[-_])/g;

/**
 * The Windows release that a tag names by the conventions of Microsoft and Docker.
 *
 * @param tag - for example `8.0-nanoserver-ltsc2022`, `v2.8.0-windows-1809`, `10.0.17763.437`
 * @returns the release; `undefined` when the tag names none, an unknown one, or two different ones
 */
export function releaseInTag(tag: string): TaggedRelease | undefined {
  const found: TaggedRelease[] = [];
  for (const [text] of tag.matchAll(plainName)) {
    const build = buildOfTagName.get(text.toLowerCase());
    if (build === undefined) return undefined;
    found.push({ text, build });
  }
  for (const match of tag.matchAll(flavouredName)) {
    const build = buildOfTagName.get(match.groups?.name?.toLowerCase() ?? "");
    if (build !== undefined) found.push({ text: match[0], build });
  }
  for (const match of tag.matchAll(fullVersion)) {
    const build = Number(match.groups?.build);
    if ([...buildOfTagName.values()].includes(build)) found.push({ text: match[0], build });
  }
  const [first] = found;
  return found.every(({ build }) => build === first?.build) ? first : undefined;
}

/** Names of Linux distributions in tags, as alternatives of a regular expression; `linux` itself counts too. */
export const linuxPattern =
  "alpine|bookworm|bullseye|buster|stretch|trixie|jammy|noble|focal|bionic|debian|ubuntu|ubi[789]?|rhel|centos|" +
  "fedora|almalinux|rockylinux|azurelinux|cbl-mariner|mariner|distroless|linux";
const linuxName = new RegExp(`(?:^|[-_.])(?:${linuxPattern})(?=$|[-_.\\d])`, "i");

/**
 * The name of a Linux distribution in a tag.
 *
 * @param tag - for example `8.0-alpine3.20`
 * @returns the part of the tag that says it
 */
export function linuxInTag(tag: string): string | undefined {
  return linuxName.exec(tag)?.[0].replace(/^[-_.]/, "");
}

const windowsName = new RegExp(`(?:^|[-_.])(?:${flavourPattern})(?=$|[-_.])`, "i");

/**
 * Whether a tag says Windows, with or without a release.
 *
 * @param tag - for example `1.27-nanoserver`
 */
export function namesWindows(tag: string): boolean {
  return windowsName.test(tag);
}
