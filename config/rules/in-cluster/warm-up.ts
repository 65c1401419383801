import { windowsBuildOfImage } from "../../../catalogue/images";
import { hostImageVerdict, windowsReleases } from "../../../catalogue/windows-releases";
import type { StackConfig } from "../../schema/stack";
import type { Rule } from "../rule";
import { clause, documentedIn } from "../rule";

/** What is warmed up exists: nodes of the release, and images that they run. */
export const warmUpFits: Rule<StackConfig> = ({ inCluster: { warmUp }, nodePools }) => {
  const present = nodePools.flatMap((pool) => (pool.os === "Windows" ? [pool.release] : []));
  const missing = [
    ...warmUp.prePull.map((entry, index) => ({ entry, path: `inCluster.warmUp.prePull[${String(index)}]` })),
    ...warmUp.spare.map((entry, index) => ({ entry, path: `inCluster.warmUp.spare[${String(index)}]` })),
  ].flatMap(({ entry: { release }, path }) =>
    present.includes(release)
      ? []
      : [
          {
            path: `${path}.release`,
            value: release,
            reason: "must be the release of a Windows pool of the stack",
            fix: present.length === 0 ? "remove the entry" : `use ${[...new Set(present)].join(" or ")}`,
          },
        ],
  );
  return [...missing, ...warmUp.prePull.flatMap(imageProblems)];
};

function imageProblems(
  { release, images }: StackConfig["inCluster"]["warmUp"]["prePull"][number],
  entry: number,
) {
  return images.flatMap((image, index) => {
    const platform = windowsBuildOfImage(image);
    const at = { path: `inCluster.warmUp.prePull[${String(entry)}].images[${String(index)}]`, value: image };
    if (platform.kind === "linux")
      return [{ ...at, reason: `must be a Windows image: ${platform.via} says Linux`, fix: "remove it" }];
    if (platform.kind !== "build") return [];
    const verdict = hostImageVerdict(windowsReleases[release].build, platform.build);
    if (verdict.runs) return [];
    return [
      {
        ...at,
        reason: `must run on Windows Server ${release}: ${clause(verdict.reason)}`,
        fix: `name the variant for ${release}`,
        ...documentedIn(verdict.source),
      },
    ];
  });
}
