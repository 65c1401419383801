import type { IsoDate } from "../../catalogue/source";
import type { Finding } from "../finding";
import type { Recording } from "../recording";
import { judgeCertificates } from "./certificates";
import { judgeImages } from "./images";
import { judgePassword } from "./password";

/**
 * Everything that has to be renewed in a stack, and when. Pure: the same recording on the same day gives the same findings.
 *
 * @param asOf - the day by which ages and ends are judged
 */
export function judge(recording: Recording, asOf: IsoDate): readonly Finding[] {
  return [
    ...judgeDeployment(recording),
    ...judgePassword(recording, asOf),
    ...judgeImages(recording, asOf),
    ...judgeCertificates(recording, asOf),
  ];
}

/** Says when there is no state to look at. */
function judgeDeployment({ stack, unseen }: Recording): readonly Finding[] {
  return unseen
    .filter(({ what }) => what === "deployment")
    .map(({ reason }) => ({
      check: "deployment",
      level: "note",
      cause: `No deployment of ${stack} was found: ${reason}.`,
      consequence: "Password and node images were not looked at.",
      fix: "Say where its state is: --backend pulumi (what the CLI is logged in to), or --exports <folder>.",
      page: "docs/guides/day-two.md#rotation",
    }));
}
