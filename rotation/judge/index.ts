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
    ...judgePassword(recording, asOf),
    ...judgeImages(recording, asOf),
    ...judgeCertificates(recording, asOf),
  ];
}
