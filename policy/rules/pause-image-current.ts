import { pauseImageVerdict, pauseRepositories, recommendedPauseTag } from "../../catalogue/pause";
import { windowsReleases } from "../../catalogue/windows-releases";
import { resourceRule } from "../rule";
import { nodeScripts, textOf } from "../scopes/node-scripts";
import { clause } from "../text";

/** The newest build that nodes may have: a pause image that fits it fits them all. */
const NEWEST_BUILD = windowsReleases["2025"].build;

/** A pause image in a text: repository and tag. */
const PAUSE_IMAGE = /([A-Za-z0-9.-]+(?::\d+)?(?:\/[A-Za-z0-9._-]+)*\/pause):(\d+\.\d+(?:\.\d+)?(?:-\d+)?)/g;

/** Where the signed pause image is published. */
const SIGNED = "mcr.microsoft.com/oss/v2/kubernetes/pause";

/** Nodes of one's own use a pause image that has all Windows releases. */
export const pauseImageCurrent = resourceRule({
  name: "pause-image-current",
  level: "advisory",
  description: `Scripts for self-managed nodes name the pause image ${recommendedPauseTag} or later.`,
  sources: [
    "https://github.com/kubernetes/kubernetes/pull/136960",
    "https://kubernetes.io/docs/concepts/windows/intro/",
  ],
  scope: nodeScripts,
  *check(script) {
    for (const [image, repository = ""] of textOf(script).matchAll(PAUSE_IMAGE)) {
      const { verdict, reason } = pauseImageVerdict(image, NEWEST_BUILD);
      if (verdict === "ok") continue;
      const published = Object.hasOwn(pauseRepositories, repository) ? repository : SIGNED;
      yield {
        field: script.property,
        problem: `names "${image}"`,
        reason: clause(reason),
        fix: `Use ${published}:${recommendedPauseTag}; the images of mcr.microsoft.com are signed`,
      };
    }
  },
});
