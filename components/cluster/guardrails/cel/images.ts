import {
  baseImages,
  dotnetLinuxOnlyTags,
  linuxOnlyRepositories,
  multiPlatformRepositories,
} from "../../../../catalogue/images";
import type { RepositoryRow } from "../../../../catalogue/images";
import {
  buildOfTagName,
  flavouredReleasePattern,
  flavourPattern,
  linuxPattern,
} from "../../../../catalogue/images/windows-tags";
import { listOf, numbersByText, quote, record } from "./text";
import type { Variable } from "./variable";

/** CEL's regular expressions are RE2's: no lookaround, so what stands around a name is part of the match. */
const around = (alternatives: string, after = "[-_.]") => quote(`(?i)(^|[-_.])(${alternatives})($|${after})`);

const linuxName = around(linuxPattern, "[-_.0-9]");
const windowsName = around(flavourPattern);
const flavouredName = around(`(${flavourPattern})(--)?(${flavouredReleasePattern})`);
const flavouredRelease = quote(`(${flavouredReleasePattern})[-.]*$`);
const fullVersion = quote("(^|[-_])10\\.0\\.[0-9]{5}\\.[0-9]+($|[-_])");

const builds = numbersByText(buildOfTagName);
const knownBuilds = `[${[...new Set(buildOfTagName.values())].join(", ")}]`;

/** The table of one base image's tags for each base image, as a map of maps. */
const baseImageBuilds = `{${Object.entries(baseImages)
  .map(([image, { tags }]) => {
    const known = tags.flatMap((tag) => {
      const build = buildOfTagName.get(tag.toLowerCase());
      return build === undefined ? [] : [[tag.toLowerCase(), build] as const];
    });
    return `${quote(`mcr.microsoft.com/${image}`)}: ${numbersByText(known)}`;
  })
  .join(", ")}}`;

/** CEL: whether the repository `i.repo` belongs to a row of a table. */
function isOneOf(rows: readonly RepositoryRow[]): string {
  const paths = rows.flatMap(({ registry, repositories }) =>
    repositories.map((path) => `${registry}/${path}`),
  );
  const whole = paths.filter((path) => !path.endsWith("/"));
  const folders = paths.filter((path) => path.endsWith("/"));
  return `(i.repo in ${listOf(whole)} || ${listOf(folders)}.exists(f, i.repo.startsWith(f)))`;
}

/** CEL: the name of a Linux distribution in `i.tag`, without what stands around it. */
const linuxInTag = `i.tag.find(${linuxName}).find(${quote(`(?i)(${linuxPattern})`)})`;

const linuxByTag = `(i.tag.matches(${linuxName}) ? "tag \\"" + ${linuxInTag} + "\\"" : "")`;

/** CEL: what says that the image is a Linux image; empty when nothing does. Follows `windowsBuildOfImage`. */
const linuxSign = [
  `i.build != 0 || i.isBase || i.repo.startsWith("mcr.microsoft.com/dotnet/framework/") ? ""`,
  `i.repo.startsWith("mcr.microsoft.com/dotnet/") && !i.onlyDigest ? ` +
    `(i.tag.matches(${windowsName}) ? "" : i.tag.matches(${linuxName}) ? ${linuxByTag} : ` +
    `i.tag == "latest" || i.tag.matches("^[0-9]+([.-]|$)") && int(i.tag.find("^[0-9]+")) >= ` +
    `${String(dotnetLinuxOnlyTags.firstMajor)} ? ".NET tag without an operating system" : "")`,
  `${isOneOf(linuxOnlyRepositories)} ? "repository " + i.repo`,
  `i.onlyDigest ? ""`,
  `${isOneOf(multiPlatformRepositories)} ? ${linuxByTag}`,
  `i.tag.matches(${windowsName}) ? "" : ${linuxByTag}`,
].join(" : ");

/** CEL: the build of an image whose repository is a base image of Windows. */
const baseBuild =
  'i.tag.matches("^10[.]0[.][0-9]{5}[.][0-9]+([-_](amd64|arm64))?$") ? int(i.tag.substring(5, 10)) : ' +
  'i.tag.matches("(?i)^[a-z0-9]+(-KB[0-9]+)?([-_](amd64|arm64))?$") ? ' +
  `(${baseImageBuilds})[?i.repo.replace("/insider", "")][?i.tag.lowerAscii().find("^[a-z0-9]+")].orValue(0) : 0`;

/** CEL: the build that the conventions of tags give; 0 when there is none, an unknown one, or two. */
const namedBuild = "i.named.size() > 0 && i.named.all(b, b == i.named[0]) ? i.named[0] : 0";

/** CEL: the builds that the words of a tag name. Separators are doubled before, so that two names need not share one. */
const named = [
  `i.words.replace(".", "-").split("-").filter(w, w.matches("^(ltsc20[0-9][0-9]|sac2016)$")).map(w, (${builds})[?w].orValue(0))`,
  `i.words.findAll(${flavouredName}).map(w, w.find(${flavouredRelease}).replace("-", "").replace(".", ""))` +
    `.filter(w, w in ${builds}).map(w, (${builds})[w])`,
  `i.spaced.findAll(${fullVersion}).map(w, int(w.find("[.][0-9]{5}[.]").replace(".", ""))).filter(b, b in ${knownBuilds})`,
].join(" + ");

/** CEL map with the given entries of the loop's `i`, and others. */
function passOn(kept: readonly string[], more: Readonly<Record<string, string>>): string {
  return record({ ...Object.fromEntries(kept.map((key) => [key, `i.${key}`])), ...more });
}

const passed = ["of", "image"];

/**
 * What the references of a pod's images say, step by step: taken apart, the names of releases in the tag, the Windows
 * build (0 when nothing says it), and what says that it is a Linux image. A port of the catalogue's
 * `windowsBuildOfImage` from the same tables; `test/admission/images.test.ts` holds the two together.
 */
export const imageVariables: readonly Variable[] = [
  {
    name: "references",
    expression:
      'variables.containers.filter(c, c.?image.orValue("") != "").map(c, ' +
      `${record({ of: "c", image: "c.image", head: 'c.image.split("@")[0]' })})` +
      `.map(i, ${passOn([...passed, "head"], { end: 'i.head.find("[^/]*$")' })})` +
      `.map(i, ${passOn([...passed, "head"], {
        written: 'i.end.contains(":") ? i.end.split(":")[1] : ""',
      })})` +
      `.map(i, ${passOn(passed, {
        written: "i.written",
        name: 'i.written == "" ? i.head : i.head.substring(0, i.head.size() - i.written.size() - 1)',
      })})` +
      `.map(i, ${passOn(passed, {
        tag: 'i.written == "" ? "latest" : i.written',
        onlyDigest: 'i.written == "" && i.image.contains("@")',
        repo:
          'i.name.matches("^((index[.])?docker[.]io/)?[^/]+$") ? "docker.io/library/" + i.name.find("[^/]+$") : ' +
          'i.name.startsWith("index.docker.io/") ? i.name.replace("index.", "", 1) : ' +
          'i.name.matches("^([^/]*[.:][^/]*|localhost)/") ? i.name : "docker.io/" + i.name',
      })})`,
  },
  {
    name: "releases",
    expression:
      `variables.references.map(i, ${passOn([...passed, "tag", "onlyDigest", "repo"], {
        isBase:
          'i.repo.matches("^mcr[.]microsoft[.]com/windows(/(nanoserver|servercore|server))?(/insider)?$")',
        spaced: 'i.tag.lowerAscii().replace("_", "-").replace("-", "--")',
      })})` +
      `.map(i, ${passOn([...passed, "tag", "onlyDigest", "repo", "isBase", "spaced"], {
        words: 'i.spaced.replace(".", "..")',
      })})` +
      `.map(i, ${passOn([...passed, "tag", "onlyDigest", "repo", "isBase"], { named })})`,
  },
  {
    name: "images",
    expression: `variables.releases.map(i, ${passOn([...passed, "tag", "onlyDigest", "repo", "isBase"], {
      build: `i.onlyDigest ? 0 : i.isBase ? (${baseBuild}) : (${namedBuild})`,
    })})`,
  },
  { name: "windowsImages", expression: "variables.images.filter(i, i.build != 0)" },
  {
    name: "linuxImages",
    expression: `variables.images.map(i, ${passOn(passed, { sign: linuxSign })}).filter(i, i.sign != "")`,
  },
];
