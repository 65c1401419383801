import { frameworkTags } from "../../../../catalogue/images";
import { pauseImages, pauseRepositories } from "../../../../catalogue/pause";
import { windowsBuildLabel } from "../../../../catalogue/windows-pods";
import { oldestImageBuildOf, windowsReleaseList } from "../../../../catalogue/windows-releases";
import { containerPath, runsOnHost } from "../cel/pods";
import { listOf, quote, record, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** CEL: the oldest image build of each known host build; other hosts run their own build only. */
const oldest = `{${windowsReleaseList
  .map(({ build }) => `${String(build)}: ${String(oldestImageBuildOf(build))}`)
  .join(", ")}}`;

/** CEL: the Windows builds that the image `i` exists for, as far as its reference says. */
const variants = record({
  of: "i.of",
  image: "i.image",
  builds:
    "i.build != 0 ? [i.build] : i.onlyDigest ? [] : " +
    `i.repo.startsWith("mcr.microsoft.com/dotnet/framework/") ? (${buildsByTag(frameworkTags)})[?i.tag].orValue([]) : ` +
    `i.repo in ${listOf(Object.keys(pauseRepositories))} ? (${buildsByTag(pauseTags())})[?i.tag].orValue([]) : []`,
});

function pauseTags(): Readonly<Record<string, { readonly builds: readonly number[] }>> {
  return Object.fromEntries(pauseImages.map(({ tag, windowsBuilds }) => [tag, { builds: windowsBuilds }]));
}

/** CEL: a map from tags to builds. */
function buildsByTag(tags: Readonly<Record<string, { readonly builds: readonly number[] }>>): string {
  const entries = Object.entries(tags).map(([tag, { builds }]) => `${quote(tag)}: [${builds.join(", ")}]`);
  return `{${entries.join(", ")}}`;
}

/**
 * A Windows image runs on every host that its pod can be placed on: those of the build that its selector names, which a
 * RuntimeClass may have brought, or else all Windows hosts of the cluster.
 */
export const windowsImageMatchesHost: Guardrail = {
  name: "windows-image-matches-host",
  level: "mandatory",
  url: "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility",
  subject: "pods",
  variables: ({ hostBuilds }) => [
    {
      name: "selectedBuild",
      expression:
        `variables.spec.?nodeSelector[?"${windowsBuildLabel.key}"].orValue("")` +
        '.find("^10[.]0[.][0-9]{1,9}").replace("10.0.", "", 1)',
    },
    {
      name: "hosts",
      expression: `variables.selectedBuild != "" ? [int(variables.selectedBuild)] : [${hostBuilds.join(", ")}]`,
    },
    { name: "variants", expression: `variables.images.map(i, ${variants}).filter(i, i.builds.size() > 0)` },
    {
      name: "mismatches",
      expression:
        `variables.variants.filter(i, variables.isWindows && !${runsOnHost("i.of")}).map(i, ` +
        `${record({
          of: "i.of",
          image: "i.image",
          builds: "i.builds.map(b, string(b))",
          hosts: `variables.hosts.filter(h, !i.builds.exists(b, b <= h && b >= (${oldest})[?h].orValue(h))).map(h, string(h))`,
        })}).filter(i, i.hosts.size() > 0)`,
    },
  ],
  findings: () =>
    `variables.mismatches.map(i, ${sentence({
      field: `${containerPath("i.of")} + ".image"`,
      problem:
        '"is \\"" + i.image + "\\" of Windows build " + i.builds.join(" and ") + ", but the pod can be placed on hosts of build " + i.hosts.join(" and ")',
      reason: quote(
        "A host runs images of its own build, from 20348 on also of the long-term release before it, and the container would fail to start with 0xc0370101",
      ),
      fix: quote(
        `Use an image for these hosts, or keep the pod away from them with nodeSelector["${windowsBuildLabel.key}"] or a RuntimeClass`,
      ),
    })})`,
};
